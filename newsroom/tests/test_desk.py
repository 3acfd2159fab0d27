"""The editors' desk: what waits, each a count and where to do it, in few queries; nobody else's business on it."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Locale, Revision
from wagtail_localize.models import Translation, TranslationSource

from content.tests.factories import GuidanceFactory
from newsroom import desk
from newsroom.models import Standing
from newsroom.services import banner
from newsroom.tests.people import person, signed_in
from portal.tests.trees import home, translated
from press.tests.factories import BriefingFactory, PressSectionFactory
from rebuttals.services import report_submit

HOUR = timedelta(hours=1)


@pytest.fixture
def noon(monkeypatch: Any) -> datetime:
    """A working Thursday in Kazakhstan, so that "today" is the same whenever the test runs."""
    moment = datetime(2026, 11, 26, 12, 0, tzinfo=ZoneInfo("Asia/Almaty"))
    monkeypatch.setattr(timezone, "now", lambda: moment)
    return moment


def found(user: Any) -> dict[str, desk.Row]:
    with translation.override("en"):
        return {row.label: row for row in desk.rows(user)}


def test_an_empty_desk(desk_client: Client, chief: Any) -> None:
    home("ru"), home("en")
    assert desk.rows(chief) == []
    page = desk_client.get("/admin/").text
    assert "Nothing waits." in page
    assert "Urgent banner: none is up." in page


@pytest.fixture
def desk_client(chief: Any) -> Client:
    return signed_in(chief)


def test_everything_that_waits_with_few_queries(noon: datetime, chief: Any, django_assert_max_num_queries: Any) -> None:
    home("ru"), home("en")
    section = PressSectionFactory(parent=home())
    for code in ("ru", "en"):
        translated(section, code)
    # A draft of mine, and one whose facts have waited since Friday.
    GuidanceFactory(parent=home(), live=False).save_revision(user=chief)
    GuidanceFactory(parent=home(), live=False, data_received=date(2026, 11, 20))
    GuidanceFactory(parent=home(), live=False, data_received=date(2026, 11, 24))
    # One today, one that should have been at eleven.
    for at in (noon + HOUR, noon - HOUR):
        revision = GuidanceFactory(parent=home(), live=False).save_revision()
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=at)
    BriefingFactory(parent=section, starts_at=noon + 2 * HOUR, title="Жылу маусымы")
    BriefingFactory(parent=section, starts_at=noon + timedelta(days=1))
    original = GuidanceFactory(parent=home(), title="Түпнұсқа")
    source, _made = TranslationSource.get_or_create_from_instance(original)
    Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="ru"))
    copy = translated(original, "ru")
    assert Standing.objects.filter(page=copy).update(stale_since=noon - HOUR) == 1
    chief.user_permissions.add(Permission.objects.get(codename="submit_translation"))
    desk_client = signed_in(chief)
    report_submit(token="t", claim="Су уланған", language="kk", where_seen="", links=[])
    banner.banner_put_up(actor=chief, texts={"kk": "!"}, ends_at=noon + HOUR)

    found(chief)  # what the process remembers for all (the tree, the calendar) is read, whichever test came before
    with django_assert_max_num_queries(27):
        rows = found(chief)
    assert {label: row.count for label, row in rows.items()} == {
        "Were to be published or taken down by now, and were not": 1,
        "Briefing today: Жылу маусымы": 1,
        "Claims to check": 1,
        "Facts came in more than three working days ago, still unpublished": 1,
        "Will be published or taken down today, by themselves": 1,
        "My drafts": 1,
        "What to translate: Русский": 3,
        "What to translate: English": 3,
    }
    assert next(iter(rows)) == "Were to be published or taken down by now, and were not"
    briefing = rows["Briefing today: Жылу маусымы"]
    assert briefing.note == "14:00, Upcoming; missing: Русский, English, live stream, speakers, agenda"
    assert rows["What to translate: Русский"].note == "missing: 2, out of date: 1"
    html = desk_client.get("/admin/").text
    assert "An urgent banner is over every page until: 26 November, 13:00." in html
    for row in rows.values():
        assert row.url.replace("&", "&amp;") in html
        assert desk_client.get(row.url).status_code in (200, 302), row.url


def test_what_waits_for_approval(writer: Any, chief: Any) -> None:
    page = GuidanceFactory(parent=home(), live=False)
    page.save_revision(user=writer)
    workflow = page.get_workflow()
    workflow.start(page, writer)
    assert found(chief)["Wait for my approval"].count == 1
    assert "Wait for my approval" not in found(writer)
    assert page.title in signed_in(chief).get(reverse("newsroom_staff:waiting", args=["approvals"])).text


def test_the_desk_of_others_is_not_this_one(db: None) -> None:
    other = signed_in(person("moderator", "Question staff"))
    assert "What needs doing today" not in other.get("/admin/").text
    for name in ("calendar", "urgent", "subscription"):
        assert other.get(reverse(f"newsroom_staff:{name}")).status_code == 302
    assert Client().get(reverse("newsroom_staff:calendar")).status_code == 302


def test_no_such_list(desk_client: Client) -> None:
    assert desk_client.get(reverse("newsroom_staff:waiting", args=["everything"])).status_code == 404
    for what in desk.LISTS:
        assert desk_client.get(reverse("newsroom_staff:waiting", args=[what])).status_code == 200
