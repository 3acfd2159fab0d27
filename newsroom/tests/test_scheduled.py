"""What has a time set happens by the regular job, in all languages at once; what fails is told and stops nothing."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from django.utils.module_loading import import_string
from wagtail.models import Page, PageLogEntry

from content.tests.factories import GuidanceFactory, SectionFactory
from newsroom import scheduled
from portal import outbox
from portal.jobs import schedules
from portal.tests.trees import get, home, translated
from search.models import SearchChange

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def job() -> None:
    """The regular job, by the path that the queue knows it by."""
    import_string(next(each.job for each in schedules() if each.name == "publish-scheduled"))()


def plan(page: Page, at: datetime, user: Any = None, **values: Any) -> Any:
    """An editor sets a time for `page` and presses "Publish"."""
    for name, value in {"go_live_at": at, **values}.items():
        setattr(page, name, value)
    revision = page.save_revision(user=user)
    revision.publish(user=user, skip_permission_checks=True)
    return revision


def wait_for(monkeypatch: Any, moment: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture
def section() -> Any:
    return SectionFactory(parent=home())


def test_all_languages_come_and_go_at_their_time(section: Any, monkeypatch: Any, chief: Any) -> None:
    now = timezone.now()
    page = GuidanceFactory(parent=section, slug="flood", live=False, show_in_menus=True)
    copies = [translated(page, code, title=f"Flood {code}") for code in ("ru", "en") if home(code)]
    for version in (page, *copies):
        version.unpublish()
        plan(type(version).objects.get(pk=version.pk), now + HOUR, chief, expire_at=now + 2 * HOUR)
    job()
    addresses = [f"/{code}/guidance/flood/" for code in ("kk", "ru", "en")]
    assert not Page.objects.filter(slug="flood", live=True).exists()

    wait_for(monkeypatch, now + HOUR)
    SearchChange.objects.all().delete()
    job()
    assert [get(address).status_code for address in addresses] == [200] * 3
    live = Page.objects.filter(slug="flood", live=True)
    assert len(live) == 3
    assert "flood" in get("/kk/guidance/").text
    assert set(SearchChange.objects.values_list("object_id", flat=True)) >= {str(row.pk) for row in live}
    assert PageLogEntry.objects.filter(action="wagtail.publish.scheduled").count() == 3

    wait_for(monkeypatch, now + 2 * HOUR)
    job()
    assert [get(address).status_code for address in addresses] == [404] * 3
    assert "flood" not in get("/kk/guidance/").text
    assert Page.objects.filter(slug="flood", expired=True).count() == 3


def test_a_change_of_a_live_page_waits_for_its_time(section: Any, monkeypatch: Any) -> None:
    now = timezone.now()
    page = GuidanceFactory(parent=section, slug="flood", title="Бұрын")
    page.save_revision().publish()
    plan(type(page).objects.get(pk=page.pk), now + HOUR, title="Кейін")
    job()
    assert "Бұрын" in get("/kk/guidance/flood/").text
    wait_for(monkeypatch, now + HOUR)
    job()
    assert "Кейін" in get("/kk/guidance/flood/").text


def test_what_fails_is_told_once_and_stops_nothing(
    section: Any, monkeypatch: Any, chief: Any, django_capture_on_commit_callbacks: Any
) -> None:
    now = timezone.now()
    broken = GuidanceFactory(parent=section, slug="broken", title="Бұзылған бет", live=False)
    plan(broken, now + HOUR, chief)
    fine = GuidanceFactory(parent=section, slug="fine", live=False)
    plan(fine, now + 2 * HOUR)
    # Meanwhile another page took its address, past the checks.
    GuidanceFactory(parent=section, slug="taken")
    revision = broken.latest_revision
    revision.content["slug"] = "taken"
    revision.save()

    wait_for(monkeypatch, now + 3 * HOUR)
    outcome = scheduled.run()
    assert outcome.failed == [revision]
    assert get("/kk/guidance/fine/").status_code == 200
    assert list(scheduled.overdue()) == [revision]
    scheduled.run()
    outbox.sweep()
    assert len(mail.outbox) == 1
    assert mail.outbox[0].to == ["chief@example.org"]
    assert "Бұзылған бет" in mail.outbox[0].body
    assert f"/admin/pages/{broken.pk}/edit/" in mail.outbox[0].body


def test_one_language_that_fails_does_not_keep_the_others_back(section: Any, monkeypatch: Any) -> None:
    now = timezone.now()
    home("ru")
    page = GuidanceFactory(parent=section, slug="flood", live=False)
    copy = translated(page, "ru")
    copy.unpublish()
    for version in (page, copy):
        plan(type(version).objects.get(pk=version.pk), now + HOUR)
    revision = Page.objects.get(pk=page.pk).latest_revision
    revision.content["slug"] = ""
    revision.save()
    wait_for(monkeypatch, now + HOUR)
    outcome = scheduled.run()
    assert (len(outcome.published), outcome.failed) == (1, [revision])
    assert get("/ru/guidance/flood/").status_code == 200
