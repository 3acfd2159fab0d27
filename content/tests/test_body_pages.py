"""The body's own pages: what is refused, what readers see, what machines are told, what it costs."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils import timezone

from content.blocks import PhoneNumberBlock
from content.tests.factories import (
    ContactsFactory,
    InspectionFactory,
    InspectionsFactory,
    OrganizationFactory,
    PersonFactory,
    ReportFactory,
    SectionFactory,
)
from home.tests.test_budget import BUDGET, enrich, queries
from portal.tests import bodies
from portal.tests.trees import get, graph, home, translated
from search.engines import engine
from search.following import rebuild

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index")]


@pytest.fixture
def about():
    return SectionFactory(parent=home(), slug="about", title="Орталық туралы")


@pytest.fixture
def body(about):
    return OrganizationFactory(parent=about)


def soup(page) -> BeautifulSoup:
    response = get(page.url)
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html.parser")


class TestBody:
    def test_name_leaders_in_their_order_and_units_as_a_tree(self, body):
        for name in ("Бірінші", "Екінші"):
            PersonFactory(parent=body, title=name, picture=bodies.picture(), picture_alt=f"{name} портреті")
        PersonFactory(parent=body, title="Нобай", live=False)
        page = soup(body)
        assert body.full_name in page.select_one(".facts").text
        assert [each.text for each in page.select(".person h3")] == ["Бірінші", "Екінші"]
        assert page.select_one(".person img")["alt"] == "Бірінші портреті"
        assert page.select_one(".units .units .units .unit-name").text == "Аударма тобы"

    def test_machines_are_told_the_same(self, body):
        PersonFactory(parent=body)
        told = next(item for item in graph(get(body.url).content.decode()) if item["@type"] == "GovernmentOrganization")
        assert told["name"] == body.full_name
        assert [person["jobTitle"] for person in told["employee"]] == ["Басшы"]
        assert told["department"][0]["department"][0]["department"][0]["name"] == "Аударма тобы"

    def test_a_person(self, body):
        person = PersonFactory(parent=body)
        page = soup(person)
        assert {"1980 жылы туған.", "Бүкіл жұмысты"} <= {each.text.strip() for each in page.select(".prose p")}
        assert person.reception in page.text
        told = next(item for item in graph(str(page)) if item["@type"] == "Person")
        assert (told["name"], told["jobTitle"], told["worksFor"]["url"]) == (person.title, "Басшы", body.full_url)

    def test_a_picture_needs_its_words(self, body):
        person = PersonFactory(parent=body)
        person.picture = bodies.picture()
        with pytest.raises(ValidationError) as refused:
            person.full_clean()
        assert set(refused.value.message_dict) == {"picture_alt"}


class TestContacts:
    def test_every_line_and_the_place(self, about):
        page = ContactsFactory(parent=about)
        shown = soup(page)
        links = {each["href"] for each in shown.select("main a")}
        assert {"tel:+77172000001", "mailto:info@example.kz", "geo:51.1283,71.4305"} <= links
        assert any(each.startswith("https://www.openstreetmap.org/?mlat=51.1283&mlon=71.4305") for each in links)
        assert "51.1283" in shown.text
        assert not shown.select("iframe, img[src^=http]")

    def test_machines_get_points_and_the_full_name(self, body, about):
        page = ContactsFactory(parent=about)
        told = next(item for item in graph(get(page.url).content.decode()) if item["@type"] == "GovernmentOrganization")
        assert told["name"] == body.full_name
        assert [point.get("telephone") or point["email"] for point in told["contactPoint"]] == [
            "+7 (7172) 00-00-01", "info@example.kz",
        ]  # fmt: skip
        assert told["location"]["geo"]["latitude"] == "51.1283"

    @pytest.mark.parametrize(
        ("latitude", "longitude", "wrong"),
        [
            ("71.4305", "51.1283", "latitude"),
            ("0", "0", "latitude"),
            ("51.1283", None, "longitude"),
            (None, "71.4305", "latitude"),
            ("95", "71", "latitude"),
        ],
    )
    def test_a_wrong_point_is_refused(self, about, latitude, longitude, wrong):
        page = ContactsFactory(parent=about)
        page.latitude = latitude and Decimal(latitude)
        page.longitude = longitude and Decimal(longitude)
        with pytest.raises(ValidationError) as refused:
            page.full_clean()
        assert set(refused.value.message_dict) == {wrong}

    @pytest.mark.parametrize("number", ["112", "+7 (7172) 74-00-00", "8 800 080 7777"])
    def test_numbers_that_can_be_dialled(self, number):
        assert PhoneNumberBlock().clean(number) == number

    @pytest.mark.parametrize("number", ["", "kk", "+", "12345678901234567890123456789012", "javascript:1"])
    def test_numbers_that_cannot(self, number):
        with pytest.raises(ValidationError):
            PhoneNumberBlock().clean(number)


class TestReportsAndInspections:
    def test_a_report_names_its_year(self, about):
        page = ReportFactory(parent=about, file=bodies.document())
        shown = soup(page)
        assert shown.select(".facts dd")[1].text.strip() == "2025"
        assert shown.select_one(".file a")
        told = next(item for item in graph(str(shown)) if item["@type"] == "Report")
        assert told["temporalCoverage"] == "2025-01-01/2025-12-31"

    def test_periods_that_cannot_be(self, about):
        page = ReportFactory(parent=about)
        page.begins = date(2026, 1, 1)
        with pytest.raises(ValidationError):
            page.full_clean()
        page.ends = timezone.localdate() + timedelta(days=1)
        with pytest.raises(ValidationError):
            page.full_clean()

    def test_the_register_names_planned_ones_first(self, about):
        today = timezone.localdate()
        register = InspectionsFactory(parent=about)
        InspectionFactory(parent=register, subject="Өткен", outcome="<p>Ескерту жоқ.</p>")
        InspectionFactory(parent=register, subject="Жүріп жатқан", begins=today, ends=today)
        days = [today + timedelta(days=each) for each in (40, 20)]
        for day in days:
            InspectionFactory(parent=register, subject=f"Жоспар {day}", begins=day, ends=day, planned=False)
        shown = soup(register)
        assert [each["id"] for each in shown.select(".section-head h2")] == ["planned", "under_way", "ended"]
        assert [each.text for each in shown.select("tbody th")] == [
            f"Жоспар {days[1]}", f"Жоспар {days[0]}", "Жүріп жатқан", "Өткен",
        ]  # fmt: skip

    def test_an_empty_register_says_so(self, about):
        assert soup(InspectionsFactory(parent=about)).select(".empty-state")

    def test_one_that_is_over_without_its_outcome_says_so(self, about):
        page = InspectionFactory(parent=InspectionsFactory(parent=about))
        assert soup(page).select_one("#outcome")
        page.begins, page.ends = date(2999, 1, 1), date(2999, 1, 2)
        page.outcome = "<p>Бәрі жақсы.</p>"
        with pytest.raises(ValidationError) as refused:
            page.full_clean()
        assert set(refused.value.message_dict) == {"outcome"}


class TestShared:
    def test_dates_and_the_point_are_the_same_in_all_languages(self, about):
        page = ContactsFactory(parent=about)
        other = translated(page, "ru") if home("ru") else None
        page.latitude = Decimal("43.238900")
        page.longitude = Decimal("76.889700")
        page.save_revision().publish()
        other.refresh_from_db()
        assert str(other.latitude) == "43.238900"

    @pytest.mark.parametrize("factory", [OrganizationFactory, ContactsFactory, ReportFactory, InspectionsFactory])
    def test_a_section_leads_to_them_and_every_page_says_its_dates(self, about, factory):
        page = factory(parent=about, data_received=date(2026, 11, 2))
        assert page.url in {each["href"] for each in soup(about).select("main li a")}
        assert len(soup(page).select("article .meta time")) >= 2


MAKERS = {
    "organization": lambda about: OrganizationFactory(parent=about),
    "person": lambda about: PersonFactory(parent=OrganizationFactory(parent=about)),
    "contacts": lambda about: ContactsFactory(parent=about),
    "report": lambda about: ReportFactory(parent=about, file=bodies.document()),
    "inspections": lambda about: InspectionsFactory(parent=about),
    "inspection": lambda about: InspectionFactory(parent=InspectionsFactory(parent=about), file=bodies.document()),
}


@pytest.mark.parametrize("kind", list(MAKERS))
def test_at_most_twelve_queries_whatever_is_on_the_page(kind, about):
    page = MAKERS[kind](about)
    enrich(page, None)
    for number in range(4):
        if kind == "organization":
            PersonFactory(parent=page, picture=bodies.picture(), picture_alt="Портрет")
        if kind == "inspections":
            InspectionFactory(parent=page, begins=date(2026, 1, 1 + number))
    rebuild(engine())
    sql = queries(page.url)
    assert len(sql) <= BUDGET, "\n\n".join(sql)
