"""Signing in takes two steps: no page of the admin opens by a password alone."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import checks
from django.test import Client, RequestFactory

from portal import outbox
from portal.events import Event
from portal.notices import Notice
from portal.second_factor import services
from portal.second_factor.checks import check_is_on
from portal.second_factor.models import RecoveryCode, SecondFactor
from portal.tests.trees import home
from portal.users import User

PASSWORD = "right-password-1"
SECRET = "12345678901234567890"  # RFC 6238, appendix B
ENTER, SET_UP, MINE = "/admin/second-factor/", "/admin/second-factor/set-up/", "/admin/second-factor/mine/"


@pytest.fixture
def clock(monkeypatch: Any) -> Any:
    """The time that codes are counted by; it stands still until a test moves it."""

    class Clock:
        now = 1_800_000_000.0

        def time(self) -> float:
            return self.now

    clock = Clock()
    monkeypatch.setattr(services, "time", clock)
    return clock


@pytest.fixture
def user(db: Any, settings: Any, clock: Any) -> User:
    settings.TWO_FACTOR = True
    made = User.objects.create_user("officer", "officer@example.org", PASSWORD)
    group = Group.objects.create(name="May enter")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    made.groups.add(group)
    return made


@pytest.fixture
def half(user: User, client: Client) -> Client:
    """A client that has given the password and nothing else."""
    response = client.post("/admin/login/", {"username": "officer", "password": PASSWORD, "next": "/admin/"})
    assert response.status_code == 302
    return client


def code_of(user: User, clock: Any) -> str:
    return services._totp(SecondFactor.objects.get(user=user)).generate(int(clock.now)).decode()


def set_up(user: User, clock: Any) -> list[str]:
    services.begin(user)
    codes = services.confirm(user, code_of(user, clock))
    assert codes
    clock.now += 60
    return codes


def events_of(user: User) -> list[str]:
    return list(Event.objects.filter(subject_kind="account", subject_id=user.pk).values_list("code", flat=True))


@pytest.mark.parametrize(
    ("moment", "code"), [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")]
)
def test_codes_are_those_of_the_standard(user: User, moment: int, code: str) -> None:
    from portal import crypto

    factor = SecondFactor.objects.create(user=user, secret_sealed=crypto.seal(SECRET.encode().hex()))
    assert services._totp(factor).generate(moment).decode() == code


class TestFirstSignIn:
    @pytest.mark.parametrize(
        "path", ["/admin/", "/admin/account/", "/admin/pages/", "/admin/questions/all/", "/admin/no-such-page/"]
    )
    def test_a_password_alone_opens_nothing(self, half: Client, path: str) -> None:
        response = half.get(path)
        assert response.status_code == 302
        assert response.url.startswith(ENTER)
        assert half.post(path, {}).url.startswith(ENTER)

    def test_shows_the_secret_as_picture_and_text_and_keeps_it_over_a_reload(self, half: Client, user: User) -> None:
        page = half.get(ENTER, follow=True)
        assert page.redirect_chain[-1][0].startswith(SET_UP)
        secret = services.secret_text(SecondFactor.objects.get(user=user))
        assert secret in page.text
        assert re.search(r'<svg[^>]* viewBox="0 0 (\d+) \1"', page.text)  # whole at any size, a quiet zone around it
        assert not re.search(r"\sstyle=|<script(?![^>]*\s(src|type)=)", page.text)
        assert "unsafe" not in page["Content-Security-Policy"]
        assert "no-store" in page["Cache-Control"]
        assert secret in half.get(SET_UP).text

    def test_the_right_code_lets_in_and_shows_ten_codes_once(self, half: Client, user: User, clock: Any) -> None:
        half.get(SET_UP)
        assert half.post(SET_UP, {"code": "000000"}).status_code == 422
        page = half.post(SET_UP, {"code": code_of(user, clock), "next": "/admin/account/"})
        codes = re.findall(r"<li><code>([a-z0-9]{5}-[a-z0-9]{5})</code></li>", page.text)
        assert len(set(codes)) == 10
        assert 'href="/admin/account/"' in page.text
        assert half.get("/admin/account/").status_code == 200
        assert half.get(SET_UP).status_code == 302
        kept = " ".join(RecoveryCode.objects.values_list("digest", flat=True))
        assert not any(code in kept or code.replace("-", "") in kept for code in codes)
        assert services.secret_text(SecondFactor.objects.get()).replace(" ", "") not in page.text

    def test_the_secret_is_sealed_at_rest(self, half: Client, user: User) -> None:
        half.get(SET_UP)
        factor = SecondFactor.objects.get(user=user)
        assert services._key(factor).hex() not in factor.secret_sealed
        assert services.secret_text(factor).replace(" ", "") not in factor.secret_sealed


class TestSigningIn:
    @pytest.fixture
    def codes(self, user: User, clock: Any) -> list[str]:
        return set_up(user, clock)

    def test_a_code_of_this_moment_lets_in_under_a_new_session(self, codes, half: Client, user, clock) -> None:
        before = half.session.session_key
        response = half.post(ENTER, {"code": code_of(user, clock), "next": "/admin/account/"})
        assert (response.status_code, response.url) == (302, "/admin/account/")
        assert half.session.session_key != before
        assert half.get("/admin/account/").status_code == 200

    def test_the_same_code_never_counts_twice(self, codes, half: Client, user, clock) -> None:
        code = code_of(user, clock)
        assert services.check(user, code)
        assert not services.check(user, code)
        assert half.post(ENTER, {"code": code}).status_code == 422

    @pytest.mark.parametrize(("seconds", "taken"), [(-60, False), (-30, True), (30, True), (60, False)])
    def test_a_phones_clock_may_differ_by_half_a_minute(self, codes, user, clock, seconds: int, taken: bool) -> None:
        clock.now += 300
        code = services._totp(SecondFactor.objects.get(user=user)).generate(int(clock.now) + seconds).decode()
        assert services.check(user, code) is taken

    def test_a_code_on_paper_opens_once_however_it_is_typed(self, codes, half: Client, user) -> None:
        assert half.post(ENTER, {"code": f" {codes[0].upper().replace('-', ' ')} "}).status_code == 302
        assert not services.check(user, codes[0])
        assert "recovery_code_used" in events_of(user)

    def test_anothers_code_on_paper_opens_nothing(self, codes, clock) -> None:
        other = User.objects.create_user("other", "other@example.org", PASSWORD)
        set_up(other, clock)
        assert not services.check(other, codes[0])

    def test_closes_after_several_wrong_codes_even_for_the_right_one(self, codes, half: Client, user, clock) -> None:
        for _ in range(services.TRIES):
            assert half.post(ENTER, {"code": "000000"}).status_code == 422
        page = half.post(ENTER, {"code": code_of(user, clock)})
        assert page.status_code == 422
        assert "15" in page.text
        assert half.get("/admin/account/").status_code == 302
        SecondFactor.objects.update(closed_until=None)
        assert half.post(ENTER, {"code": code_of(user, clock)}).status_code == 302
        assert events_of(user).count("second_factor_failed") == services.TRIES

    @pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/admin/", "/kk/", "/\\evil", ""])
    def test_leads_nowhere_but_into_the_admin(self, codes, half: Client, user, clock, target: str) -> None:
        assert half.post(ENTER, {"code": code_of(user, clock), "next": target}).url == "/admin/"

    def test_half_signed_in_people_are_nobody_on_public_pages(self, codes, half: Client, user, clock) -> None:
        from portal.second_factor.middleware import SecondFactorMiddleware

        page = home()
        seen = []
        request = RequestFactory().get(page.url)
        request.session, request.user = half.session, user
        SecondFactorMiddleware(lambda request: seen.append(request.user.is_authenticated))(request)
        half.post(ENTER, {"code": code_of(user, clock)})
        request.session, request.user = half.session, user
        SecondFactorMiddleware(lambda request: seen.append(request.user.is_authenticated))(request)
        assert seen == [False, True]

    def test_can_be_given_up(self, codes, half: Client) -> None:
        assert half.get("/admin/second-factor/leave/").status_code == 405
        assert half.post("/admin/second-factor/leave/").url == "/admin/login/"
        assert half.get(ENTER).url == "/admin/login/"


class TestOnesOwn:
    @pytest.fixture
    def whole(self, user: User, half: Client, clock: Any) -> Client:
        set_up(user, clock)
        half.post(ENTER, {"code": code_of(user, clock)})
        clock.now += 60
        return half

    def test_new_codes_against_a_code_and_the_old_open_nothing(self, whole: Client, user, clock) -> None:
        old = services.codes_renew(user)
        assert whole.post(MINE, {"code": "000000", "codes": "1"}).status_code == 422
        page = whole.post(MINE, {"code": code_of(user, clock), "codes": "1"})
        assert len(re.findall(r"<li><code>", page.text)) == 10
        assert not services.check(user, old[0])

    def test_another_phone_begins_with_a_new_sign_in(self, whole: Client, user, clock) -> None:
        whole.post(MINE, {"code": code_of(user, clock), "another": "1"})
        assert services.of(user) is None
        assert whole.get("/admin/account/").url.startswith("/admin/login/")

    def test_is_offered_in_the_account(self, whole: Client) -> None:
        assert MINE in whole.get("/admin/account/").text

    def test_a_half_signed_in_person_does_not_reach_it(self, user: User, clock, client: Client) -> None:
        set_up(user, clock)
        client.post("/admin/login/", {"username": "officer", "password": PASSWORD})
        assert client.get(MINE).status_code == 302


def test_a_reset_ends_the_sessions_and_tells_the_owner(user: User, half: Client, clock: Any) -> None:
    set_up(user, clock)
    half.post(ENTER, {"code": code_of(user, clock)})
    coordinator = User.objects.create_user("coordinator", "c@example.org", PASSWORD)
    assert services.reset(user, actor=coordinator)
    assert half.get("/admin/account/").url.startswith("/admin/login/")
    event = Event.objects.get(code="second_factor_reset")
    assert (event.actor, event.subject_id) == (coordinator, user.pk)
    subject, body = outbox.compose(Notice.objects.get(event=event))
    assert subject
    assert "/admin/login/" in body
    assert not services.reset(user, actor=coordinator)


def test_off_a_password_is_enough_and_the_pages_lead_home(user: User, settings: Any, client: Client) -> None:
    settings.TWO_FACTOR = False
    client.post("/admin/login/", {"username": "officer", "password": PASSWORD})
    assert client.get("/admin/account/").status_code == 200
    for path in (ENTER, SET_UP, MINE):
        assert client.get(path).url == "/admin/"


@pytest.mark.parametrize(("local", "on", "warns"), [(False, False, True), (False, True, False), (True, False, False)])
def test_production_without_it_says_so(settings: Any, local: bool, on: bool, warns: bool) -> None:
    settings.LOCAL, settings.TWO_FACTOR = local, on
    found = check_is_on(None)
    assert [message.id for message in found] == (["portal.W010"] if warns else [])
    assert all(message.level == checks.WARNING for message in found)
