"""The editorial calendar: what is on which day, in which languages; dates are moved; a feed behind a key."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import Page, PageLogEntry, Revision

from content.tests.factories import GuidanceFactory, SectionFactory
from newsroom import calendars, planning
from newsroom.models import PlannedPiece
from newsroom.planning import Wanted
from newsroom.rules.calendar import Kind, Span, neighbours, weeks
from newsroom.staff.calendar import week_words
from newsroom.tests.people import signed_in
from portal.calendar import DayOverride
from portal.tests.trees import home, translated
from press.tests.factories import BriefingFactory, PressSectionFactory

ALMATY = ZoneInfo("Asia/Almaty")
DAY = timedelta(days=1)


class TestGrid:
    def test_a_month_is_whole_weeks_from_monday(self) -> None:
        grid = weeks(Span.MONTH, date(2026, 11, 15))
        assert (grid[0][0], grid[-1][-1]) == (date(2026, 10, 26), date(2026, 12, 6))
        assert all(len(week) == 7 for week in grid)

    def test_a_week(self) -> None:
        assert weeks(Span.WEEK, date(2026, 11, 26))[0][0] == date(2026, 11, 23)

    def test_a_week_in_words(self) -> None:
        days = date(2026, 11, 23), date(2026, 11, 29)
        assert week_words(*days, "kk") == "2026 жылғы 23 қараша — 29 қараша"
        assert week_words(*days, "ru") == "23 ноября — 29 ноября 2026 года"
        assert week_words(date(2026, 12, 28), date(2027, 1, 3), "en") == "28 December 2026 — 3 January 2027"

    def test_neighbours(self) -> None:
        assert neighbours(Span.MONTH, date(2026, 1, 31)) == (date(2025, 12, 1), date(2026, 2, 1))
        assert neighbours(Span.WEEK, date(2026, 1, 1)) == (date(2025, 12, 25), date(2026, 1, 8))


@pytest.fixture
def now(monkeypatch: Any) -> datetime:
    moment = datetime(2026, 11, 26, 12, 0, tzinfo=ALMATY)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    return moment


@pytest.fixture
def planned(now: datetime, chief: Any) -> dict[str, Any]:
    """A month with one thing of each kind in it."""
    home("ru"), home("en")
    section = SectionFactory(parent=home())
    story = GuidanceFactory(parent=section, slug="flood", title="Тасқын", live=False, owner=chief)
    copy = translated(story, "ru", title="Паводок")
    copy.unpublish()
    at = now + 2 * DAY
    for page in (story, type(copy).objects.get(pk=copy.pk)):
        page.go_live_at = at
        page.save_revision(user=chief).publish(user=chief)
    draft = GuidanceFactory(parent=section, slug="later", title="Күтіп тұр", live=False)
    draft.go_live_at = now + 3 * DAY
    draft.save_revision()
    press = PressSectionFactory(parent=home())
    briefing = BriefingFactory(parent=press, starts_at=now + 4 * DAY, title="Жылу")
    ends = GuidanceFactory(parent=section, slug="ends", title="Аяқталады", expire_at=now + 5 * DAY)
    Page.objects.filter(pk=ends.pk).update(first_published_at=now - DAY)
    piece = PlannedPiece.objects.create(title="Ой", day=date(2026, 11, 30), section=section)
    return {"section": section, "story": story, "briefing": briefing, "piece": piece, "at": at}


def shown(wanted: Wanted | None = None) -> list[tuple[str, str, str]]:
    found = planning.entries(date(2026, 11, 25), date(2026, 12, 6), wanted)
    return [(entry.kind, entry.title, " ".join(version.code for version in entry.versions)) for entry in found]


def test_everything_on_its_day(planned: dict[str, Any], django_assert_num_queries: Any) -> None:
    shown()
    with django_assert_num_queries(8):
        found = planning.entries(date(2026, 11, 25), date(2026, 12, 6))
    times = {(entry.kind, entry.title): (entry.day, entry.at) for entry in found}
    assert times["scheduled", "Тасқын"] == (date(2026, 11, 28), planned["at"])
    assert times["planned", "Ой"] == (date(2026, 11, 30), None)
    assert set(shown()) >= {
        ("published", "Аяқталады", "kk"),
        ("scheduled", "Тасқын", "kk ru"),
        ("wanted", "Күтіп тұр", "kk"),
        ("briefing", "Жылу", "kk"),
        ("planned", "Ой", "kk"),
        ("ends", "Аяқталады", "kk"),
    }


def test_by_language_section_author_and_kind(planned: dict[str, Any], chief: Any) -> None:
    assert shown(Wanted(language="ru", kinds=frozenset({Kind.SCHEDULED}))) == [("scheduled", "Паводок", "ru")]
    section = planned["section"].translation_key
    assert ("briefing", "Жылу", "kk") not in shown(Wanted(section=section))
    assert ("planned", "Ой", "kk") in shown(Wanted(section=section))
    assert [row[1] for row in shown(Wanted(author=chief.pk))] == ["Тасқын"]


def test_the_table(planned: dict[str, Any], desk: Client) -> None:
    DayOverride.objects.create(date=date(2026, 11, 27), works=False, basis="№ 1")
    month = desk.get("/admin/newsroom/calendar/", {"day": "2026-11-26"}).text
    assert month.count('class="newsroom-day"') == 42
    assert "Day off by the Government" in month
    assert 'aria-current="date"' in month
    assert "Republic Day" in desk.get("/admin/newsroom/calendar/", {"day": "2026-10-01"}).text
    week = desk.get("/admin/newsroom/calendar/", {"day": "2026-11-26", "span": "week", "language": "ru"}).text
    assert "Паводок" in week
    assert "Тасқын" not in week
    assert "language=ru" in week  # the way to the next week keeps the filter
    for query in ({"day": "nonsense"}, {"day": "9999-99-99"}, {"author": "x", "section": "x", "kind": "x"}):
        assert desk.get("/admin/newsroom/calendar/", query).status_code == 200


class TestMoving:
    def revision(self, planned: dict[str, Any]) -> Revision:
        return Revision.page_revisions.get(object_id=str(planned["story"].pk), approved_go_live_at=planned["at"])

    def test_all_languages_move_together(self, planned: dict[str, Any], desk: Client, now: datetime) -> None:
        address = reverse("newsroom_staff:move", args=[self.revision(planned).pk])
        form = desk.get(address)
        data = {"at": "2026-12-01 09:00", "together": "on", "seen": form.context["seen"]}
        assert desk.post(address, data).status_code == 302
        nine = datetime(2026, 12, 1, 9, 0, tzinfo=ALMATY)
        assert Revision.page_revisions.filter(approved_go_live_at=nine).count() == 2
        story = Page.objects.get(pk=planned["story"].pk)
        assert story.go_live_at == story.get_latest_revision_as_object().go_live_at == nine
        assert PageLogEntry.objects.filter(page=story, action="wagtail.publish.schedule").count() == 2
        # Whoever still sees the old time moves nothing.
        assert desk.post(address, data | {"at": "2026-12-02 09:00"}).status_code == 422
        assert Revision.page_revisions.filter(approved_go_live_at=nine).count() == 2

    def test_one_language_alone(self, planned: dict[str, Any], desk: Client) -> None:
        address = reverse("newsroom_staff:move", args=[self.revision(planned).pk])
        assert desk.post(address, {"at": "2026-12-01 09:00"}).status_code == 302
        assert Revision.page_revisions.filter(approved_go_live_at=planned["at"]).count() == 1

    def test_not_into_the_past(self, planned: dict[str, Any], desk: Client) -> None:
        address = reverse("newsroom_staff:move", args=[self.revision(planned).pk])
        answer = desk.post(address, {"at": "2026-11-20 09:00", "seen": "9999-99-99T00:00"})
        assert "That is in the past." in answer.text

    def test_only_by_who_publishes(self, planned: dict[str, Any], writer: Any) -> None:
        address = reverse("newsroom_staff:move", args=[self.revision(planned).pk])
        assert signed_in(writer).post(address, {"at": "2026-12-01 09:00"}).status_code == 302
        assert self.revision(planned)

    def test_a_piece(self, planned: dict[str, Any], desk: Client) -> None:
        address = reverse("newsroom_staff:move_piece", args=[planned["piece"].pk])
        assert desk.post(address, {"day": "x"}).status_code == 422
        assert desk.post(address, {"day": "2026-12-02"}).status_code == 302
        assert PlannedPiece.objects.get().day == date(2026, 12, 2)


def test_from_an_idea_to_a_page(planned: dict[str, Any], writer: Any) -> None:
    client = signed_in(writer)
    add = reverse("planned_pieces:add")
    assert 'value="2026-12-03"' in client.get(add, {"day": "2026-12-03"}).text
    data = {
        "title": "Жаңа ой",
        "day": "2026-12-03",
        "language": "kk",
        "section": "",
        "assignee": "",
        "page": "",
        "note": "",
    }
    assert client.post(add, data).status_code == 302
    piece = PlannedPiece.objects.get(title="Жаңа ой")
    assert piece.stage == "idea"
    edit = reverse("planned_pieces:edit", args=[piece.pk])
    client.post(edit, data | {"assignee": str(writer.pk)})
    assert PlannedPiece.objects.get(pk=piece.pk).stage == "assigned"
    client.post(edit, data | {"page": str(planned["story"].pk)})
    assert PlannedPiece.objects.get(pk=piece.pk).stage == "page"
    assert ("planned", "Жаңа ой", "kk") not in shown()
    assert client.get(reverse("planned_pieces:index")).status_code == 200


class TestFeed:
    def test_read_by_a_parser_that_is_not_ours(self, planned: dict[str, Any], desk: Client, chief: Any) -> None:
        page = desk.post(reverse("newsroom_staff:subscription"), {"do": "make"})
        address = page.context["address"].removeprefix("http://testserver")
        answer = Client().get(address)
        assert answer["Content-Type"].startswith("text/calendar")
        assert answer["Cache-Control"].startswith("private")
        events = {str(event["summary"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}
        assert events["Will be published: Тасқын"]["dtstart"].dt == planned["at"]
        assert events["Planned: Ой"]["dtstart"].dt == date(2026, 11, 30)
        assert not any(summary.startswith("Published") for summary in events)
        # A new address closes the old one; so does leaving.
        desk.post(reverse("newsroom_staff:subscription"), {"do": "make"})
        assert Client().get(address).status_code == 404

    def test_whoever_leaves_reads_no_more(self, chief: Any) -> None:
        token = calendars.ADDRESSES.make(chief)
        assert calendars.owner_of(token) == chief
        chief.groups.clear()
        assert calendars.owner_of(token) is None

    def test_revoked(self, desk: Client, chief: Any) -> None:
        token = calendars.ADDRESSES.make(chief)
        assert "There is an address since" in desk.get(reverse("newsroom_staff:subscription")).text
        desk.post(reverse("newsroom_staff:subscription"), {"do": "revoke"})
        assert Client().get(reverse("editorial_calendar", args=[token])).status_code == 404
