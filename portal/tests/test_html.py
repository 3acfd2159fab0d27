"""Rich text from staff: what stays, what goes, where links lead."""

from html.parser import HTMLParser
from typing import ClassVar

import pytest
from wagtail.rich_text import RichText

from portal.html import TAGS, clean
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

    @pytest.mark.parametrize(
        "given",
        [
            "<svg><style><img src=x onerror=alert(1)></style></svg>",
            '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
            "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
            "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
            "<a href='java\nscript:alert(1)'>a</a>",
            "<a href='&#106;avascript:alert(1)'>a</a>",
            "<a href=' javascript:alert(1)'>a</a>",
            "<a href='JaVaScRiPt:alert(1)'>a</a>",
            "<a href='data:text/html;base64,PHNjcmlwdD4='>a</a>",
            "<a href='vbscript:msgbox(1)'>a</a>",
            "<p><a href='/x' target=_blank onmouseover=alert(1) style='x:expression(1)'>a</a></p>",
            "<iframe srcdoc='<script>alert(1)</script>'></iframe><object data=x></object><base href=//evil>",
            "<textarea></textarea><script>alert(1)</script><title><img src=x onerror=1></title>",
            "<table><caption><svg onload=alert(1)></caption></table>",
            "<p>\x00<scr\x00ipt>alert(1)</scr\x00ipt></p>",
        ],
    )
    def test_nothing_that_runs_gets_through_however_it_is_wrapped(self, given):
        class Elements(HTMLParser):
            found: ClassVar[list] = []

            def handle_starttag(self, tag, attrs):
                self.found.append((tag, dict(attrs)))

        Elements.found = []
        Elements().feed(str(clean(given)))
        for tag, attributes in Elements.found:
            assert tag in TAGS
            assert not [name for name in attributes if name.startswith("on") or name in ("style", "target", "srcdoc")]
            assert attributes.get("href", "/") in ("/", "/x")
        assert clean(str(clean(given))) == clean(given)

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
