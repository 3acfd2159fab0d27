"""What pages tell machines: canonical, alternates, sitemap, JSON-LD."""

import json

import pytest
from bs4 import BeautifulSoup

from content.tests.factories import GuidanceFactory, SectionFactory
from portal.structured_data import script
from portal.tests.trees import get, graph, home, translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def flood():
    home("ru"), home("en")
    return GuidanceFactory(parent=SectionFactory(parent=home()), slug="flood", lead="Бір сөйлем.")


def links(html: str, rel: str) -> dict[str, str]:
    soup = BeautifulSoup(html, "html.parser")
    return {tag.get("hreflang", ""): tag["href"] for tag in soup.find_all("link", rel=rel) if "type" not in tag.attrs}


class TestHead:
    def test_alternates_are_reciprocal_absolute_and_only_those_that_exist(self, flood):
        translated(flood, "ru", title="Паводок")
        kk = links(get("/kk/guidance/flood/").content.decode(), "alternate")
        ru = links(get("/ru/guidance/flood/").content.decode(), "alternate")
        assert kk == ru
        assert set(kk) == {"kk", "ru", "x-default"}
        assert kk["ru"] == "http://testserver/ru/guidance/flood/"
        assert kk["x-default"] == kk["kk"]

    def test_page_in_one_language_has_no_alternates(self, flood):
        assert links(get("/kk/guidance/flood/").content.decode(), "alternate") == {}

    def test_canonical_is_without_query(self, flood):
        html = get("/kk/guidance/flood/?utm_source=x").content.decode()
        assert links(html, "canonical") == {"": "http://testserver/kk/guidance/flood/"}

    def test_open_graph(self, flood):
        soup = BeautifulSoup(get("/kk/guidance/flood/").content.decode(), "html.parser")
        told = {tag["property"]: tag["content"] for tag in soup.find_all("meta", property=True)}
        assert told["og:title"] == flood.title
        assert told["og:description"] == "Бір сөйлем."
        assert told["og:locale"] == "kk_KZ"
        assert told["og:image"].startswith(f"http://testserver/share/page/kk/{flood.pk}/")

    def test_breadcrumbs_for_machines(self, flood):
        items = graph(get("/kk/guidance/flood/").content.decode())
        crumbs = next(item for item in items if item["@type"] == "BreadcrumbList")
        assert [step["item"]["@id"] for step in crumbs["itemListElement"]] == [
            "http://testserver/kk/",
            "http://testserver/kk/guidance/",
            "http://testserver/kk/guidance/flood/",
        ]

    def test_data_cannot_leave_its_element(self):
        text = script([{"@type": "Thing", "name": "</script><script>alert(1)</script> & \u2028"}])
        assert text.count("</script>") == 1
        data = json.loads(text[len('<script type="application/ld+json">') : -len("</script>")])
        assert data["@graph"][0]["name"] == "</script><script>alert(1)</script> & \u2028"

    def test_ai_made_text_is_told(self, flood):
        flood.ai_made = True
        flood.save_revision().publish()
        html = get("/kk/guidance/flood/").content.decode()
        assert 'name="ai-disclosure"' in html
        assert "machine-made" in html
