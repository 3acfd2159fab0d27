"""The coordinator's screen for pausing intake: who, what, when; and nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.events import Event
from qa.models import IntakePause
from qa.tests.factories import TopicFactory

pytestmark = pytest.mark.django_db

LIST, ADD = reverse("qa_intake_pauses:index"), reverse("qa_intake_pauses:add")
REASONS = {"reason_kk": "Жүйе жаңартылуда", "reason_ru": "Система обновляется", "reason_en": "An update"}


def local(moment):
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


@pytest.fixture
def coordinator(office, sign_in):
    return sign_in(office.coordinator)


def test_set_with_who_and_an_event_without_words(coordinator, office):
    topic = TopicFactory(key="flood")
    since, until = timezone.now(), timezone.now() + timedelta(days=2)
    fields = {"topic": topic.pk, "since": local(since), "until": local(until), **REASONS}
    assert coordinator.post(ADD, fields).status_code == 302
    pause = IntakePause.objects.get()
    assert (pause.topic, pause.made_by, pause.reason_ru) == (topic, office.coordinator, REASONS["reason_ru"])
    event = Event.objects.get(subject_kind="intake_pause")
    assert (event.code, event.subject_id, event.role) == ("set", pause.pk, "coordinator")
    assert event.actor == office.coordinator
    assert event.data["topic"] == "flood"
    assert not any(words in str(event.data) for words in REASONS.values())


def test_ended_by_its_date_with_a_second_event(coordinator, office):
    begun = timezone.now() - timedelta(hours=2)
    pause = IntakePause.objects.create(since=begun, made_by=office.moderator, **REASONS)
    fields = {"topic": "", "since": local(begun), "until": local(timezone.now() - timedelta(minutes=1)), **REASONS}
    assert coordinator.post(reverse("qa_intake_pauses:edit", args=[pause.pk]), fields).status_code == 302
    assert not IntakePause.objects.in_force().exists()
    pause.refresh_from_db()
    assert pause.made_by == office.moderator
    assert Event.objects.get(subject_kind="intake_pause").code == "changed"


class TestEndNow:
    def begun(self, office, **more):
        return IntakePause.objects.create(
            since=timezone.now() - timedelta(hours=1), made_by=office.moderator, **REASONS, **more
        )

    def test_by_one_button_in_the_list_once(self, coordinator, office):
        pause = self.begun(office)
        address = reverse("qa_staff:pause_end", args=[pause.pk])
        assert address in coordinator.get(LIST).text
        assert coordinator.post(address).status_code == 302
        assert not IntakePause.objects.in_force().exists()
        event = Event.objects.get(subject_kind="intake_pause")
        assert (event.code, event.actor) == ("changed", office.coordinator)
        assert address not in coordinator.get(LIST).text
        coordinator.post(address)
        assert Event.objects.filter(subject_kind="intake_pause").count() == 1

    def test_what_is_to_come_is_not_ended_so(self, coordinator, office):
        pause = IntakePause.objects.create(
            since=timezone.now() + timedelta(hours=1), made_by=office.moderator, **REASONS
        )
        address = reverse("qa_staff:pause_end", args=[pause.pk])
        assert address not in coordinator.get(LIST).text
        coordinator.post(address)
        pause.refresh_from_db()
        assert pause.until is None

    def test_by_a_coordinator_alone_and_never_by_a_link(self, coordinator, office, sign_in):
        pause = self.begun(office)
        address = reverse("qa_staff:pause_end", args=[pause.pk])
        assert coordinator.get(address).status_code == 405
        assert sign_in(office.moderator).post(address).status_code == 302
        assert IntakePause.objects.in_force().get() == pause


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"reason_kk": ""}, "reason_kk"),
        ({"reason_ru": "а" * 601}, "reason_ru"),
        ({"since": "жоқ"}, "since"),
        ({"until": "2001-01-01 10:00"}, None),
        ({"topic": "99999"}, "topic"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(coordinator, change, wrong):
    fields = {"topic": "", "since": local(timezone.now()), "until": "", **REASONS, **change}
    page = coordinator.post(ADD, fields)
    assert page.status_code == 200
    errors = page.context["form"].errors
    assert errors.get(wrong) if wrong else errors
    assert REASONS["reason_en"] in page.text
    assert not IntakePause.objects.exists()


def test_the_list_tells_which_hold_now_and_costs_the_same_at_any_length(
    coordinator, office, django_assert_max_num_queries
):
    def costs():
        with django_assert_max_num_queries(100) as seen:
            page = coordinator.get(LIST)
        return page, len(seen)

    now = timezone.now()
    IntakePause.objects.create(topic=TopicFactory(), since=now, made_by=office.coordinator, **REASONS)
    coordinator.get(LIST)
    page, one = costs()
    assert "in force" in page.text
    for n in range(12):
        IntakePause.objects.create(
            topic=TopicFactory(), since=now + timedelta(days=n + 1), made_by=office.coordinator, **REASONS
        )
    page, many = costs()
    assert "still to come" in page.text
    assert many == one


def test_rows_stay(coordinator):
    pause = IntakePause.objects.create(**REASONS)
    coordinator.post(reverse("qa_intake_pauses:delete", args=[pause.pk]))
    assert IntakePause.objects.exists()


@pytest.mark.parametrize("role", ["moderator", "officer", "approver", "manager"])
def test_nobody_else(office, sign_in, role):
    client = sign_in(getattr(office, role))
    pause = IntakePause.objects.create(**REASONS)
    for address in (LIST, ADD, reverse("qa_intake_pauses:edit", args=[pause.pk])):
        assert client.get(address).status_code in {302, 403, 404}
        assert client.post(address, {"topic": "", "since": local(timezone.now()), **REASONS}).status_code in {
            302, 403, 404, 405,
        }  # fmt: skip
    assert IntakePause.objects.count() == 1
    assert not Event.objects.filter(subject_kind="intake_pause").exists()
