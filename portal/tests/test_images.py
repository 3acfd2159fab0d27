"""The pictures of a page: each in the widths that readers need, without a query where they were fetched."""

import pytest
from django.template import Context, Template

from portal import images
from portal.tests import bodies

pytestmark = pytest.mark.django_db


def test_a_photograph_becomes_webp_in_every_width():
    picture = bodies.picture(size=(1600, 900))
    ready = images.renditions(picture)
    assert [each.width for each in ready] == list(images.WIDTHS)
    assert {each.file.name.rsplit(".", 1)[1] for each in ready} == {"webp"}


def test_what_was_prepared_is_not_asked_for_again(django_assert_num_queries):
    picture = bodies.picture(size=(1600, 900))
    made = [each.url for each in images.renditions(picture)]
    with django_assert_num_queries(1):
        images.prepare([picture])
    with django_assert_num_queries(0):
        assert [each.url for each in images.renditions(picture)] == made


def test_the_tag_names_every_width_and_escapes_the_words():
    picture = bodies.picture(size=(1600, 900))
    html = Template("{% load display %}{% picture image alt=alt %}").render(
        Context({"image": picture, "alt": 'A "map" <1>'})
    )
    assert html.count("w,") == 2
    assert "1200w" in html
    assert 'alt="A &quot;map&quot; &lt;1&gt;"' in html
    assert 'width="400"' in html


def test_no_picture_is_no_tag():
    assert Template("{% load display %}{% picture None %}").render(Context()) == ""
