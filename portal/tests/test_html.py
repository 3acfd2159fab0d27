"""Rich text from staff: what stays, what goes, where links lead."""

import pytest
from wagtail.rich_text import RichText

from portal.html import clean
from portal.links import Links, rich
from portal.tests.trees import home
from portal.tree import tree


class TestAllowList:
    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("<p>One <b>two</b> <a href='/kk/'>three</a></p>", '<p>One <b>two</b> <a href="/kk/">three</a></p>'),
            ("<script>alert(1)</script>", "alert(1)"),
            ("<p onclick='x()'>a</p>", "<p>a</p>"),
            ("<a href='javascript:alert(1)'>a</a>", "<a>a</a>"),
            ("<img src=x onerror=alert(1)>", ""),
            ("<p style='color:red'>a</p>", "<p>a</p>"),
            ("<!-- note --><p>a</p>", "<p>a</p>"),
            ("<a href='tel:112'>112</a>", '<a href="tel:112">112</a>'),
            (
                "<table><tr><th scope='col'>a</th></tr></table>",
                '<table><tbody><tr><th scope="col">a</th></tr></tbody></table>',
            ),
        ],
    )
    def test_what_stays(self, given, kept):
        assert clean(given).replace("<tbody>", "").replace("</tbody>", "") == kept.replace("<tbody>", "").replace(
            "</tbody>", ""
        )

    def test_rich_text_shown_the_plain_way_is_cleaned_too(self):
        assert "<script" not in str(RichText("<p>a</p><script>1</script>"))


@pytest.mark.django_db
class TestLinks:
    def test_all_links_in_one_query(self, django_assert_num_queries):
        page = home()
        sources = [f'<p><a linktype="page" id="{page.pk}">a</a></p>' for _ in range(20)]
        links = Links(sources, "kk")
        tree()
        with django_assert_num_queries(1):
            shown = [rich(source, links) for source in sources]
        assert set(shown) == {'<p><a href="/kk/">a</a></p>'}

    def test_a_link_leads_to_the_readers_language(self):
        page, other = home(), home("ru")
        source = f'<a linktype="page" id="{page.pk}">a</a>'
        assert rich(source, Links([source], "ru")) == '<a href="/ru/">a</a>'
        assert other.translation_key == page.translation_key

    @pytest.mark.parametrize("id_", ["999999", "abc", ""])
    def test_a_lost_page(self, id_):
        source = f'<a linktype="page" id="{id_}">a</a>'
        assert rich(source, Links([source], "kk")) == "<a>a</a>"
