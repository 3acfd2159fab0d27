"""The public page of freshness: every section, whatever it holds; the same for all readers."""

from datetime import datetime, time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from content import freshness
from content.tests.factories import DocumentFactory, GuidanceFactory, SectionFactory
from home.tests.test_budget import MAKERS
from portal import memory
from portal.calendar import production_calendar
from portal.reserved import is_reserved
from portal.tests.trees import get, home
from press.tests.factories import NewsFactory, PressSectionFactory
from rebuttals.tests.factories import IndexFactory, RebuttalFactory

pytestmark = pytest.mark.django_db
PATH = "/kk/freshness/"


def at(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


def lines(path: str = PATH) -> dict[str, list[str]]:
    memory.clear()
    page = BeautifulSoup(get(path).content.decode(), "html.parser")
    return {
        line.th.text: [" ".join(each.text.split()) for each in line.select("td")] for line in page.select("tbody tr")
    }


def test_sections_of_all_apps_in_their_order():
    today, calendar = timezone.localdate(), production_calendar()
    received = today - timedelta(days=20)
    guidance = SectionFactory(parent=home(), title="Жадынамалар")
    for days in (1, 2, 9):
        day = calendar.add(received, days)
        GuidanceFactory(parent=guidance, data_received=received, published_at=at(day))
    news = PressSectionFactory(parent=home(), title="Жаңалықтар")
    NewsFactory(parent=news, published_at=at(today - timedelta(days=30)))
    index = IndexFactory(parent=home(), title="Рас па?")
    RebuttalFactory(parent=index)
    found = lines()
    assert list(found) == ["Жадынамалар", "Жаңалықтар", "Рас па?"]
    assert found["Жадынамалар"][1:] == ["2 жұмыс күні", "1 (барлығы: 3)", "уақтылы"]
    assert found["Жаңалықтар"][3] == "соңғы жұмыс күні жаңалық шықпады"
    NewsFactory(parent=news, published_at=timezone.now())
    assert lines()["Жаңалықтар"][3] == "уақтылы"


def test_what_waits_past_its_term_is_counted_and_not_named():
    guidance = SectionFactory(parent=home(), title="Жадынамалар")
    draft = GuidanceFactory(
        parent=guidance, title="Құпия нобай", live=False, data_received=timezone.localdate() - timedelta(days=20)
    )
    Page.objects.filter(pk=draft.pk).update(first_published_at=None)
    assert lines()["Жадынамалар"][3] == "1 бет кешігіп тұр"
    html = get(PATH).content.decode()
    assert "Құпия нобай" not in html
    assert 'role="note"' in html


def test_restricted_sections_and_empty_portals():
    section = SectionFactory(parent=home(), title="Жабық")
    assert "Жабық" in lines()
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    assert lines() == {}
    section = SectionFactory(parent=home(), title="Жаңа бөлім", slug="open")
    assert "Жаңа бөлім" in lines()
    Page.objects.filter(pk=section.pk).update(live=False)  # as in another process: nothing here hears of it
    assert "Жаңа бөлім" not in get(PATH).content.decode().split("<main")[1]
    assert "empty-state" in get("/ru/freshness/").content.decode()


def test_three_queries_for_the_figures_and_few_for_the_page():
    section = SectionFactory(parent=home())
    for _ in range(4):
        DocumentFactory(parent=section, data_received=timezone.localdate())
    memory.clear()
    get(PATH)
    with CaptureQueriesContext(connection) as warm:
        response = get(PATH)
    assert len(warm) <= 4
    assert "s-maxage" in response["Cache-Control"]
    assert not response.cookies
    freshness.sections("kk")
    with CaptureQueriesContext(connection) as figures:
        freshness.sections("kk")
    assert len(figures) <= 3


def test_its_address_is_no_page_and_every_footer_and_the_sitemap_lead_there():
    assert is_reserved("freshness")
    SectionFactory(parent=home())
    assert PATH in get("/kk/").content.decode().split("<footer")[1]
    assert f"http://testserver{PATH}" in get("/sitemap-services-kk-1.xml").getvalue().decode()


@pytest.mark.parametrize("kind", [kind for kind in MAKERS if kind != "home"] + ["rebuttal_index", "rebuttal"])
def test_every_page_says_when_its_data_came_and_when_it_was_published(kind):
    if kind.startswith("rebuttal"):
        page = IndexFactory(parent=home())
        page = RebuttalFactory(parent=page) if kind == "rebuttal" else page
    else:
        page = MAKERS[kind](PressSectionFactory(parent=home()))
    page.data_received = timezone.localdate() - timedelta(days=2)
    page.save()
    html = get(page.url).content.decode()
    assert "Жарияланған күні:" in html
    assert "Дерек түскен күн:" in html
