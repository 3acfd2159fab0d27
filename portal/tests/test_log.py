"""The log keeps what staff do to accounts, and nothing can be changed in it: not by the model, not by SQL."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, connection, transaction
from django.test import Client
from wagtail.log_actions import LogContext

from portal import accounts, append_only, events
from portal.events import Event
from portal.users import User

PASSWORD = "right-password-1"


@pytest.fixture
def user(db: Any) -> User:
    return User.objects.create_user("officer", "officer@example.org", PASSWORD, is_superuser=True)


def codes() -> list[str]:
    return list(Event.objects.filter(subject_kind="account").values_list("code", flat=True))


class TestAppendOnly:
    @pytest.fixture
    def event(self, user: User) -> Event:
        return events.record("account", user.pk, "signed_in", role=events.STAFF, actor=user)

    def test_the_model_refuses(self, event: Event) -> None:
        for change in (
            event.save,
            event.delete,
            Event.objects.filter(pk=event.pk).delete,
            lambda: Event.objects.filter(pk=event.pk).update(code="x"),
        ):
            with pytest.raises(TypeError, match="append-only"):
                change()

    @pytest.mark.parametrize(
        "statement", ["UPDATE portal_event SET code = 'x' WHERE id = %s", "DELETE FROM portal_event WHERE id = %s"]
    )
    def test_the_database_refuses_whoever_asks(self, event: Event, statement: str) -> None:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [event.pk])
        assert Event.objects.get(pk=event.pk).code == "signed_in"

    def test_what_is_past_its_time_can_be_erased_but_never_changed(self, event: Event) -> None:
        with append_only.erasing():
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("UPDATE portal_event SET code = 'x' WHERE id = %s", [event.pk])
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM portal_event WHERE id = %s", [event.pk])
        assert not Event.objects.filter(pk=event.pk).exists()

    def test_the_door_closes_again(self, event: Event) -> None:
        with append_only.erasing():
            pass
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM portal_event WHERE id = %s", [event.pk])


class TestAccounts:
    def test_sign_ins_and_their_failures(self, user: User, client: Client) -> None:
        for password in ("wrong", PASSWORD):
            client.post("/admin/login/", {"username": "officer", "password": password})
        client.post("/admin/logout/")
        assert codes() == ["sign_in_failed", "signed_in", "signed_out"]
        assert not any("officer" in str(event.data) or "127.0.0.1" in str(event.data) for event in Event.objects.all())

    def test_behind_our_proxy_each_place_has_its_own_mark(self, user: User, client: Client, settings: Any) -> None:
        settings.TRUSTED_PROXIES = 1
        for address in ("192.0.2.1", "192.0.2.2", "192.0.2.1"):
            values = {"username": "officer", "password": "wrong"}
            client.post("/admin/login/", values, headers={"X-Forwarded-For": address})
        first, second, third = (event.data["place"] for event in Event.objects.filter(code="sign_in_failed"))
        assert first == third != second

    def test_a_failed_sign_in_under_no_ones_name_keeps_no_name(self, db: Any, client: Client) -> None:
        client.post("/admin/login/", {"username": "my-secret-word", "password": "x"})
        event = Event.objects.get(code="sign_in_failed")
        assert (event.subject_id, event.actor) == (accounts.UNKNOWN, None)
        assert "my-secret-word" not in str(vars(event))

    @pytest.mark.parametrize("change", ["group", "group_from_its_side", "superuser", "inactive"])
    def test_a_change_of_rights_is_logged_and_ends_the_sessions(self, user: User, client: Client, change: str) -> None:
        boss = User.objects.create_user("boss", "boss@example.org", PASSWORD)
        client.post("/admin/login/", {"username": "officer", "password": PASSWORD})
        assert client.get("/admin/account/").status_code == 200
        group = Group.objects.create(name="Some")
        fresh = User.objects.get(pk=user.pk)
        with LogContext(user=boss):
            if change == "group":
                fresh.groups.add(group)
            elif change == "group_from_its_side":
                group.user_set.add(fresh)
            else:
                setattr(fresh, {"superuser": "is_superuser", "inactive": "is_active"}[change], False)
                fresh.save()
        assert client.get("/admin/account/").url.startswith("/admin/login/")
        event = Event.objects.get(code="rights_changed")
        assert (event.actor, event.subject_id) == (boss, user.pk)

    def test_what_changes_no_rights_ends_no_session(self, user: User, client: Client) -> None:
        client.post("/admin/login/", {"username": "officer", "password": PASSWORD})
        fresh = User.objects.get(pk=user.pk)
        fresh.first_name = "Айгүл"
        fresh.save()
        fresh.groups.add()
        assert client.get("/admin/account/").status_code == 200
        assert "rights_changed" not in codes()

    def test_an_account_that_the_log_names_is_not_deleted(self, user: User, client: Client) -> None:
        other = User.objects.create_user("other", "other@example.org", PASSWORD)
        events.record("question", 1, "route", role="moderator", actor=other)
        client.post("/admin/login/", {"username": "officer", "password": PASSWORD})
        response = client.post(f"/admin/users/delete/{other.pk}/")
        assert response.status_code == 302
        assert User.objects.filter(pk=other.pk).exists()
