"""The register of documents: filters, counts, bad parameters, the table, CSV, and what it costs."""

import csv
import io
from datetime import date

import pytest
from bs4 import BeautifulSoup

from content.kinds import DocumentKind
from content.tests.factories import DocumentFactory, RegisterFactory, SectionFactory
from directory.models import Agency, PageTopic, Topic
from home.tests.test_budget import BUDGET, queries
from portal.tests import bodies
from portal.tests.trees import get, home, translated
from search.engines import engine
from search.following import rebuild

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index")]
PATH = "/kk/documents/"


@pytest.fixture
def documents():
    """A law, two orders of one ministry, and one that is there in Russian only."""
    home("ru"), home("en")
    register = RegisterFactory(parent=home())
    health = Agency.objects.create(key="health", name_kk="Денсаулық", name_ru="Минздрав", name_en="Health")
    floods = Topic.objects.create(key="floods", name_kk="Су тасқыны", name_ru="Паводок", name_en="Flood")
    elsewhere = SectionFactory(parent=home(), slug="about")
    law = DocumentFactory(
        parent=elsewhere, title="Ақпаратқа қол жеткізу туралы", kind="law", number="401-V", date=date(2015, 11, 16)
    )
    orders = [
        DocumentFactory(parent=register, title=title, kind="order", number=number, date=day, agency=health)
        for title, number, day in (
            ("Карантин туралы бұйрық", "124-НҚ", date(2025, 3, 31)),
            ("Су тасқыны туралы бұйрық", "88-НҚ", date(2024, 4, 2)),
        )
    ]
    PageTopic.objects.create(page=orders[1], topic=floods)
    foreign = translated(DocumentFactory(parent=register, title="Тек орысша", number="—", date=date(2020, 5, 11)), "ru")
    foreign.get_translation(register.locale).delete()
    rebuild(engine())
    return {"register": register, "law": law, "orders": orders, "foreign": foreign}


def shown(query: str = "", path: str = PATH) -> BeautifulSoup:
    response = get(f"{path}{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html.parser")


def titles(query: str = "", path: str = PATH) -> list[str]:
    return [each.a.text for each in shown(query, path).select("tbody th")]


def test_all_documents_of_the_portal_newest_first_each_once(documents):
    assert titles() == [
        "Карантин туралы бұйрық", "Су тасқыны туралы бұйрық", "Тек орысша", "Ақпаратқа қол жеткізу туралы",
    ]  # fmt: skip
    row = shown().select("tbody tr")[2]
    assert row.a["lang"] == "ru"
    assert row.a["href"].startswith("/ru/documents/")


def test_a_draft_and_a_document_of_another_language_twice_are_not_there(documents):
    translated(documents["law"], "ru")
    documents["orders"][0].unpublish()
    assert titles() == ["Су тасқыны туралы бұйрық", "Тек орысша", "Ақпаратқа қол жеткізу туралы"]
    assert len(titles(path="/ru/documents/")) == 3 if get("/ru/documents/").status_code == 200 else True


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?kind=law", ["Ақпаратқа қол жеткізу туралы"]),
        ("?year=2024", ["Су тасқыны туралы бұйрық"]),
        ("?agency=health", ["Карантин туралы бұйрық", "Су тасқыны туралы бұйрық"]),
        ("?topic=floods", ["Су тасқыны туралы бұйрық"]),
        ("?number=124 нқ", ["Карантин туралы бұйрық"]),
        ("?words=карантинге", ["Карантин туралы бұйрық"]),  # another form of the word
        ("?kind=order&year=2025&agency=health", ["Карантин туралы бұйрық"]),
        ("?kind=law&year=2025", []),
    ],
)
def test_filters(documents, query, expected):
    assert titles(query) == expected


@pytest.mark.parametrize(
    "query",
    ["?kind=x", "?year=abcd", "?year=9999", "?agency=nobody", "?topic=%00", "?page=0", "?page=x", "?number=---",
     "?words=%00", "?format=xml", "?kind=law&kind=x"],
)  # fmt: skip
def test_what_makes_no_sense_is_left_aside(documents, query):
    assert len(titles(query)) == 4


def test_a_page_past_the_end_is_the_last_one(documents):
    assert len(titles("?page=99")) == 4


def test_counts_say_what_a_choice_would_give(documents):
    form = shown("?kind=order").select_one("form")
    options = {
        name: {o["value"]: o.text for o in form.select(f"select[name={name}] option")} for name in ("kind", "year")
    }
    assert options["kind"] == {"": "Барлығы", "law": "Заң (1)", "order": "Бұйрық (2)", "other": "Басқа (1)"}
    assert options["year"] == {"": "Барлығы", "2025": "2025 (1)", "2024": "2024 (1)"}
    assert form["method"] == "get"
    assert form.select_one("option[value=order]").has_attr("selected")


def test_nothing_found_says_what_to_do(documents):
    page = shown("?words=жжжжжжж")
    assert page.select_one(".empty-state a")["href"] == PATH
    assert page.select_one("input[name=words]")["value"] == "жжжжжжж"


def test_an_empty_register():
    RegisterFactory(parent=home())
    assert shown().select(".empty-state")


def test_pages_keep_the_filters(documents):
    for number in range(25):
        DocumentFactory(parent=documents["register"], kind="order", number=str(number), date=date(2023, 1, 1))
    assert len(titles("?kind=order")) == 20
    assert len(titles("?kind=order&page=2")) == 7
    assert "?kind=order&page=2" in {a["href"] for a in shown("?kind=order").select(".pagination a")}


def test_csv_holds_all_that_the_filters_find(documents):
    response = get(f"{PATH}?kind=order&format=csv")
    assert response["Content-Type"].startswith("text/csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert [row[1] for row in rows[1:]] == ["124-НҚ", "88-НҚ"]
    assert rows[1][0] == "2025-03-31"
    assert rows[1][7].startswith("http://testserver/kk/documents/")
    assert f"{PATH}?kind=order&format=csv".endswith(shown("?kind=order").select_one(".register-count a[rel]")["href"])


def test_the_page_of_subscriptions_offers_the_register_as_a_file(documents):
    page = BeautifulSoup(get("/kk/subscribe/").content, "html.parser")
    assert f"{PATH}?format=csv" in {a["href"] for a in page.select("main a")}
    assert "documents/?format=csv" not in get("/en/subscribe/").text


def test_a_document_tells_its_kind_and_search_finds_it_by_its_number(documents):
    law = shown(path=documents["law"].url)
    assert "Заң" in law.select_one(".facts").text
    assert set(DocumentKind.values) == {"law", "resolution", "order", "rules", "form", "other"}


@pytest.mark.parametrize("query", ["", "?kind=order&year=2025&agency=health&topic=floods&number=124&words=бұйрық"])
def test_at_most_twelve_queries(documents, query):
    page = documents["register"]
    page.picture, page.picture_alt, page.body = bodies.picture(), "Сурет", bodies.long_body([home(), page])
    page.save()
    sql = queries(f"{PATH}{query}")
    assert len(sql) <= BUDGET, "\n\n".join(sql)
