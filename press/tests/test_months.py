"""The calendar: months in addresses, a table for everyone, a file for programs."""

import re
from datetime import date, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from portal.calendar import DayOverride, forget
from portal.tests.trees import get, home, translated
from press.rules.months import Month, Range
from press.tests.factories import BriefingFactory, NewsFactory, PressSectionFactory

NOW = "2026-11-26T12:00:00+05:00"


class TestMonth:
    def test_names(self):
        assert Month.named("2026-11") == Month(2026, 11)
        assert str(Month(2026, 3)) == "2026-03"
        wrong = (
            "2026-13",
            "2026-00",
            "2026-1",
            "26-01",
            "0000-01",
            "0999-12",
            "2026-11-01",
            "",
            "nonsense",
            "２０２６-01",
        )
        assert [name for name in wrong if Month.named(name)] == []

    def test_neighbours_over_the_turn_of_a_year(self):
        assert Month(2026, 12).moved(1) == Month(2027, 1)
        assert Month(2027, 1).moved(-1) == Month(2026, 12)
        assert Month(2026, 11).moved(-24) == Month(2024, 11)

    def test_weeks_begin_on_monday_and_hold_every_day_once(self):
        for number in range(1, 13):
            weeks = Month(2027, number).weeks()
            assert all(week[0].weekday() == 0 and len(week) == 7 for week in weeks)
            inside = [day for week in weeks for day in week if Month(2027, number).holds(day)]
            assert inside == sorted(set(inside))
            assert inside[0] == date(2027, number, 1)
            assert (inside[-1] + timedelta(days=1)).day == 1

    def test_a_range_ends(self):
        known = Range(Month(2026, 10), Month(2027, 1))
        assert known.before(Month(2026, 10)) is None
        assert known.after(Month(2026, 12)) == Month(2027, 1)
        assert known.after(Month(2027, 1)) is None
        assert Month(2026, 9) not in known
        assert known.nearest(Month(1999, 1)) == Month(2026, 10)
        assert known.years() == [2027, 2026]


@pytest.fixture
def section(db):
    with time_machine.travel(NOW, tick=False):
        yield PressSectionFactory(parent=home())


def at(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


def cell(html: str, day: int):
    """The cell of a day."""
    table = BeautifulSoup(html, "html.parser").find("table", class_="month")
    return next(td for td in table.find_all("td") if td.time and td.time.text == str(day))


class TestPage:
    def test_a_plain_table_with_a_caption_and_named_columns(self, section):
        table = BeautifulSoup(get("/kk/calendar/").content.decode(), "html.parser").find("table")
        assert table.caption.text == "2026 ж. қараша"
        heads = table.thead.find_all("th", scope="col")
        assert [head.span.text for head in heads][::6] == ["дүйсенбі", "жексенбі"]
        days = [td.time["datetime"] for td in table.find_all("td") if td.time]
        assert (days[0], days[-1], len(days)) == ("2026-11-01", "2026-11-30", 30)

    def test_a_day_leads_to_what_is_on_it(self, section):
        NewsFactory(parent=section, title="Кешкі жаңалық", published_at=at("2026-11-05T23:30"))
        NewsFactory(parent=section, title="Түнгі жаңалық", published_at=at("2026-11-06T00:10"))
        html = get("/kk/calendar/2026-11/").content.decode()
        fifth = BeautifulSoup(html, "html.parser").find(id=cell(html, 5).a["href"].removeprefix("#"))
        assert "Кешкі жаңалық" in fifth.text
        assert "Түнгі жаңалық" not in fifth.text
        assert "5 қараша, бейсенбі" in fifth.text
        assert cell(html, 7).a is None

    def test_a_briefing_stands_on_the_day_to_which_it_was_moved(self, section):
        BriefingFactory(
            parent=section, title="Көшкен", starts_at=at("2026-11-30T15:00"), ends_at=at("2026-11-30T16:00"),
            delayed_until=at("2026-12-01T10:30"),
        )  # fmt: skip
        assert "Көшкен" not in get("/kk/calendar/2026-11/").content.decode()
        html = get("/kk/calendar/2026-12/").content.decode()
        assert "10:30" in cell(html, 1).text

    def test_today_and_days_off_are_said_in_words(self, section):
        DayOverride.objects.create(date=date(2026, 11, 28), works=True, basis="Қаулы")
        forget()
        html = get("/kk/calendar/").content.decode()
        assert cell(html, 26)["aria-current"] == "date"
        assert "бүгін" in cell(html, 26).text
        assert "демалыс күні" in cell(html, 29).text
        assert "демалыс күні" not in cell(html, 28).text
        assert "жұмыс күні" in cell(html, 28).text
        assert "Тәуелсіздік күні" in cell(get("/kk/calendar/2026-12/").content.decode(), 16).text
        forget()

    def test_it_does_not_lead_on_for_ever(self, section):
        NewsFactory(parent=section, published_at=at("2026-09-03T10:00"))
        assert get("/kk/calendar/2026-09/").status_code == 200
        assert 'rel="prev"' not in get("/kk/calendar/2026-09/").content.decode()
        for month in ("2026-08", "2027-03", "9999-12", "nonsense"):
            assert get(f"/kk/calendar/{month}/").status_code == 404
            assert get(f"/kk/calendar/{month}.ics").status_code == 404

    @pytest.mark.parametrize(
        ("query", "month"),
        [
            ("year=2026&month=9", "2026-11"),
            ("year=2026&month=12", "2026-12"),
            ("year=2031&month=1", "2027-02"),
            ("year=x&month=y", "2026-11"),
            ("year=2026&month=%00", "2026-11"),
        ],
    )
    def test_the_form_leads_to_the_month_or_the_nearest_there_is(self, query, month, section):
        assert get(f"/ru/calendar/?{query}")["Location"] == f"/ru/calendar/{month}/"

    def test_only_what_everyone_may_read_in_this_language(self, section):
        hidden, draft = NewsFactory(parent=section, title="Жасырын"), NewsFactory(parent=section, title="Нобай")
        PageViewRestriction.objects.create(page=hidden, restriction_type="login")
        draft.unpublish()
        home("ru")
        translated(NewsFactory(parent=section, title="Ашық"), "ru", title="Открыто")
        html = get("/kk/calendar/").content.decode()
        assert "Ашық" in html
        assert not {word for word in ("Жасырын", "Нобай", "Открыто") if word in html}

    def test_empty_says_what_to_do_and_is_not_for_search_engines(self, section):
        html = get("/kk/calendar/2026-12/").content.decode()
        assert 'class="empty-state"' in html
        assert '<meta name="robots" content="noindex">' in html

    def test_the_number_of_queries_does_not_grow_with_what_is_in_it(self, section):
        def asked() -> int:
            get("/kk/calendar/")
            with CaptureQueriesContext(connection) as captured:
                get("/kk/calendar/")
            return len(captured)

        few = asked()
        for number in range(5):
            NewsFactory(parent=section)
            BriefingFactory(parent=section, starts_at=at(f"2026-11-1{number}T10:00"))
        assert asked() == few <= 6

    def test_languages_name_each_other(self, section):
        html = get("/en/calendar/2026-11/").content.decode()
        assert 'hreflang="kk" href="http://testserver/kk/calendar/2026-11/"' in html
        assert 'rel="canonical" href="http://testserver/en/calendar/2026-11/"' in get("/en/calendar/").content.decode()


def test_the_file_is_read_by_another_parser(section):
    NewsFactory(parent=section, title="Бір, екі; үш", published_at=at("2026-11-05T23:30"))
    BriefingFactory(parent=section, title="Брифинг", starts_at=at("2026-11-10T11:00"), cancelled=True)
    BriefingFactory(parent=section, title="Басқа ай", starts_at=at("2026-12-10T11:00"))
    answer = get("/kk/calendar/2026-11.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = {str(event["summary"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}
    assert set(events) == {"Бір, екі; үш", "Брифинг"}
    assert events["Бір, екі; үш"].decoded("dtstart") == date(2026, 11, 5)
    assert events["Брифинг"]["status"] == "CANCELLED"
    assert len({str(event["uid"]) for event in events.values()}) == 2


def test_it_is_a_few_clicks_from_everywhere(section):
    for address in ("/kk/", "/kk/news/", "/kk/questions/"):
        assert 'href="/kk/calendar/"' in get(address).content.decode()


def test_machines_find_each_month_and_a_picture_of_it(section):
    NewsFactory(parent=section, published_at=at("2026-10-03T10:00"))
    told = get("/sitemap-services-ru-1.xml").getvalue().decode()
    assert "http://testserver/ru/calendar/2026-10/" in told
    assert "2026-09" not in told
    assert "2026-12" not in told
    assert 'href="/ru/calendar/2026-10/"' in get("/ru/calendar/").content.decode()
    html = get("/ru/calendar/2026-10/").content.decode()
    address = re.search(r'og:image" content="http://testserver(/share/calendar/ru/2026-10/[^"]+)"', html)[1]
    assert get(address)["Content-Type"] == "image/png"
    assert get("/share/calendar/ru/1999-01/x.png").status_code == 404
