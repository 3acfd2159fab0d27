"""The pictures of a page: each in the widths that readers need, without a query where they were fetched."""

import re

import pytest
from django.template import Context, Template
from PIL import features

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


class TestModernFormats:
    def test_they_are_offered_once_the_job_has_made_them(self):
        picture = bodies.picture(size=(1600, 900))
        images.renditions(picture)
        assert "<picture>" not in shown(picture)
        assert images.make_modern() == 1
        html = shown(picture)
        kinds = ["image/avif", "image/webp"] if features.check("avif") else ["image/webp"]
        assert re.findall(r'<source type="([^"]+)" srcset=', html) == kinds
        assert re.search(r'<img class="picture" src="[^"]+\.jpg"', html)
        assert 'width="800" height="450"' in html

    def test_what_was_never_shown_or_is_done_is_left_alone(self):
        bodies.picture()
        assert images.make_modern() == 0

    def test_a_lost_file_stops_nobody_else(self):
        lost, good = bodies.picture(), bodies.picture()
        for picture in (lost, good):
            images.renditions(picture)
        lost.file.storage.delete(lost.file.name)
        assert images.make_modern() == 1

    def test_a_small_picture_is_named_once_in_a_choice(self):
        picture = bodies.picture(size=(640, 360))
        images.renditions(picture)
        assert shown(picture).count("640w") == 1


def shown(picture):
    images.prepare([picture])
    return Template("{% load display %}{% picture image alt='x' %}").render(Context({"image": picture}))
