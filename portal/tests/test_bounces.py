"""What comes back: read as it is written, acted on once, and never taken for more than it says."""

import io
import mailbox
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from portal import bounces, events, letters, outbox, tasks, undelivered
from portal.bounces import Kind
from portal.notices import Notice
from portal.tests import reports
from portal.tests.reports import report
from portal.undelivered import SOFT_BACKOFF, Outcome, Why

ID = "<abc.123@jauap.example>"
_HARD = [reports.POSTFIX, reports.EXCHANGE, reports.EXIM, reports.QMAIL]


class TestReading:
    @pytest.mark.parametrize(
        ("letter", "kind", "status"),
        [
            (report(reports.POSTFIX, ID), Kind.FAILED, "5.1.1"),
            (report(reports.POSTFIX, ID, status="4.2.2", code="452"), Kind.FAILED, "4.2.2"),
            (report(reports.POSTFIX, ID, action="delivered", status="2.0.0"), Kind.OTHER, ""),
            (report(reports.EXCHANGE, ID), Kind.FAILED, "5.1.10"),
            (report(reports.EXIM, ID), Kind.FAILED, "5.0.0"),
            (report(reports.QMAIL, ID), Kind.FAILED, "5.1.1"),
            (report(reports.FULL_BOX, ID), Kind.FAILED, "4.2.2"),
            (report(reports.DELAY, ID), Kind.OTHER, ""),
            (report(reports.COMPLAINT, ID), Kind.COMPLAINT, ""),
            (report(reports.COMPLAINT, ID, feedback="not-spam"), Kind.OTHER, ""),
            (report(reports.ABSENCE, ID), Kind.OTHER, ""),
        ],
        ids=[
            "hard",
            "soft",
            "delivered",
            "exchange",
            "exim",
            "qmail",
            "full",
            "delay",
            "complaint",
            "no-spam",
            "absence",
        ],
    )
    def test_what_it_says_and_of_which_letter(self, letter, kind, status):
        read = bounces.read(letter)
        assert (read.kind, read.status) == (kind, status)
        if kind is not Kind.OTHER:
            assert ID in read.message_ids

    def test_lines_of_the_internet(self):
        read = bounces.read(report(reports.POSTFIX, ID).replace(b"\n", b"\r\n"))
        assert (read.kind, read.status, ID in read.message_ids) == (Kind.FAILED, "5.1.1", True)

    def test_a_letter_of_a_person_is_none(self):
        words = b"From: a@example.org\nTo: no-reply@jauap.example\nSubject: Re: mail\n\nNot delivered? 550 5.1.1\n"
        assert bounces.read(words).kind is Kind.OTHER

    @given(st.binary(max_size=400))
    def test_nothing_makes_it_fall(self, raw):
        assert bounces.read(raw).kind in Kind
        assert bounces.read(b"Content-Type: multipart/report; boundary=x\n\n--x\n" + raw).kind in Kind


class TestToken:
    @pytest.fixture(autouse=True)
    def _address(self, settings):
        settings.BOUNCE_ADDRESS = "bounces@jauap.example"

    def test_names_its_notice(self):
        path = letters.return_path(42)
        assert path.startswith("bounces+42.")
        assert letters.notice_of(path) == 42
        assert letters.notice_of(f"<{path.upper()}>") == 42

    @pytest.mark.parametrize(
        "forged", ["bounces+42.{0}@jauap.example", "bounces+43.{1}@jauap.example", "", "bounces@x"]
    )
    def test_cannot_be_forged(self, forged):
        signature = letters.return_path(42).partition(".")[2].partition("@")[0]
        assert letters.notice_of(forged.format("0" * 20, signature)) is None

    def test_without_an_address_nothing_changes(self, settings):
        settings.BOUNCE_ADDRESS = ""
        assert letters.return_path(42) == settings.DEFAULT_FROM_EMAIL


@pytest.fixture
def given_up(db, monkeypatch):
    """What the handler of the kind "person" was told."""
    told = []
    monkeypatch.setattr(undelivered, "_handlers", {"person": lambda *said: told.append(said)})
    monkeypatch.setattr(outbox, "_resolvers", {"person": lambda pk, template: outbox.Reach(f"p{pk}@example.org")})
    return told


@pytest.fixture
def notice(given_up):
    event = events.record("test", 1, "happened", role="system")
    row = outbox.tell(event, recipient="person:7", language="kk", template="confirm_contact", context={"token": "t"})
    assert outbox.sweep() == 1
    row.refresh_from_db()
    return row


def act(template, notice, **words):
    now = timezone.now().strftime("%a, %d %b %Y %H:%M:%S +0000")
    return undelivered.act_on(bounces.read(report(template, notice.message_id, **{"date": now, **words})))


class TestActing:
    @pytest.mark.parametrize("template", _HARD, ids=["postfix", "exchange", "exim", "qmail"])
    def test_a_hard_one_gives_the_address_up_once(self, notice, given_up, template):
        assert act(template, notice) is Outcome.GIVEN_UP
        assert act(template, notice) is Outcome.REPEATED
        assert given_up == [("7", "confirm_contact", Why.BOUNCED)]
        notice.refresh_from_db()
        assert notice.bounced_at
        assert notice.bounce_status.startswith("5.")

    def test_by_the_envelope_alone(self, notice, given_up, settings):
        settings.BOUNCE_ADDRESS = "bounces@jauap.example"
        words = report(reports.POSTFIX, "<lost@on.the.way>", path=letters.return_path(notice.pk))
        assert undelivered.act_on(bounces.read(words)) is Outcome.GIVEN_UP
        assert given_up

    @pytest.mark.parametrize("status", ["4.2.2", "5.2.2", "5.7.1"])
    def test_a_soft_one_is_sent_again_under_its_id(self, notice, given_up, status):
        mail.outbox.clear()
        assert act(reports.POSTFIX, notice, status=status) is Outcome.RETRIED
        assert outbox.sweep() == 0, "the wait is not kept"
        with time_machine.travel(timezone.now() + SOFT_BACKOFF[0] + timedelta(minutes=1)):
            assert outbox.sweep() == 1
        assert mail.outbox[0].extra_headers["Message-ID"] == notice.message_id
        assert given_up == []

    def test_but_not_for_ever(self, notice, given_up):
        now = timezone.now()
        for wait in SOFT_BACKOFF:
            with time_machine.travel(now):
                assert act(reports.FULL_BOX, notice) is Outcome.RETRIED
            now += wait + timedelta(hours=1)
            with time_machine.travel(now):
                assert outbox.sweep() == 1
        with time_machine.travel(now + timedelta(minutes=1)):
            assert act(reports.FULL_BOX, notice) is Outcome.GIVEN_UP
        assert len(given_up) == 1

    def test_an_old_report_read_again_after_the_second_sending(self, notice, given_up):
        old = timezone.now().strftime("%a, %d %b %Y %H:%M:%S +0000")
        act(reports.FULL_BOX, notice, date=old)
        with time_machine.travel(timezone.now() + timedelta(days=1)):
            outbox.sweep()
            assert act(reports.FULL_BOX, notice, date=old) is Outcome.REPEATED

    def test_a_complaint(self, notice, given_up):
        assert act(reports.COMPLAINT, notice) is Outcome.COMPLAINT
        assert act(reports.COMPLAINT, notice) is Outcome.REPEATED
        assert given_up == [("7", "confirm_contact", Why.COMPLAINED)]

    @pytest.mark.parametrize("template", [reports.DELAY, reports.ABSENCE], ids=["delay", "absence"])
    def test_what_is_no_failure(self, notice, given_up, template):
        assert act(template, notice) is Outcome.IGNORED
        notice.refresh_from_db()
        assert notice.sent_at
        assert given_up == []

    def test_what_is_not_about_us(self, notice, given_up):
        assert undelivered.act_on(bounces.read(report(reports.EXIM, "<other@elsewhere>"))) is Outcome.UNKNOWN
        assert given_up == []


class TestCommand:
    def run(self, *places):
        out = io.StringIO()
        call_command("read_bounces", *map(str, places), stdout=out)
        return out.getvalue()

    def test_one_letter_from_standard_input(self, notice, given_up, monkeypatch):
        letter = io.TextIOWrapper(io.BytesIO(report(reports.POSTFIX, notice.message_id)))
        monkeypatch.setattr("sys.stdin", letter)
        assert self.run().strip() == Outcome.GIVEN_UP
        assert given_up

    def test_a_maildir_is_read_once(self, notice, given_up, tmp_path, settings):
        box = mailbox.Maildir(tmp_path / "box")
        box.add(report(reports.POSTFIX, notice.message_id))
        box.add(b"not a letter at all")
        settings.BOUNCE_MAILDIR = str(tmp_path / "box")
        assert "given up: 1" in self.run(tmp_path / "box")
        assert "nothing new" in self.run(tmp_path / "box")
        assert len(box) == 2, "what was read stays, for whoever looks after the mail server"
        tasks.read_bounces()
        assert len(given_up) == 1

    def test_an_mbox_and_single_letters(self, notice, given_up, tmp_path):
        box = mailbox.mbox(tmp_path / "box")
        box.add(report(reports.EXIM, notice.message_id))
        box.flush()
        (tmp_path / "one.eml").write_bytes(report(reports.EXIM, notice.message_id))
        assert "given up: 1" in self.run(tmp_path / "box")
        assert "nothing new" in self.run(tmp_path / "box")
        assert "known already: 1" in self.run(tmp_path / "one.eml")
        assert "known already: 1" in self.run(tmp_path)

    def test_a_place_that_is_not_there(self, tmp_path):
        with pytest.raises(CommandError, match="nothing is at"):
            self.run(tmp_path / "nowhere")

    def test_without_a_maildir_the_job_does_nothing(self, settings):
        settings.BOUNCE_MAILDIR = ""
        assert tasks.read_bounces() is None


def test_what_waits_in_many_portions_goes_out_once(given_up, monkeypatch):
    monkeypatch.setattr(outbox, "_AT_A_TIME", 3)
    event = events.record("test", 1, "happened", role="system")
    many = [outbox.Told(f"person:{n}", "kk", {"token": "t"}) for n in range(10)]
    for _ in range(2):
        outbox.tell_many(event, many, template="confirm_contact")
    assert Notice.objects.count() == 10
    assert outbox.sweep() == 10
    assert outbox.sweep() == 0
    assert len({letter.to[0] for letter in mail.outbox}) == 10


def test_no_domain_gets_more_than_its_share(given_up, settings):
    settings.MAIL_PER_DOMAIN = 4
    event = events.record("test", 1, "happened", role="system")
    outbox.tell_many(
        event, [outbox.Told(f"person:{n}", "kk", {"token": "t"}) for n in range(10)], template="confirm_contact"
    )
    assert outbox.sweep() == 4
    assert outbox.sweep() == 0, "the others wait for the next minute"
    with time_machine.travel(timezone.now() + outbox.ENOUGH_FOR_NOW + timedelta(seconds=1)):
        assert outbox.sweep() == 4
    assert Notice.objects.filter(attempts=0).count() == 2
