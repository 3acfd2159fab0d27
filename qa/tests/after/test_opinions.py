"""Whether an answer helped, and why not: what readers give, what staff read, and whose it is."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from intake.models import Opinion
from intake.opinions import opinion_add
from portal.events import Event
from qa import opinions, services
from qa.rules.states import Role
from qa.tests.factories import Office, member
from qa.tests.staff.conftest import client_of

pytestmark = pytest.mark.django_db
WORDS = "Сілтеме ашылмайды, нөмір жауап бермейді."


def say(question, useful=False, reason="unclear", words=""):
    return opinion_add(subject=f"question:{question.number}", language="kk", useful=useful, reason=reason, words=words)


def send(question, **fields):
    return Client().post(f"/kk/questions/{question.number}/useful/", fields)


@pytest.fixture
def answered(office):
    return office.answered()


class TestReaders:
    def test_a_no_with_its_reason_and_words(self, answered):
        assert send(answered, useful="no", reason="broken", words=WORDS).status_code == 302
        (one,) = Opinion.objects.all()
        assert (one.useful, one.reason, one.words) == (False, "broken", WORDS)

    def test_a_no_counts_without_a_reason(self, answered):
        send(answered, useful="no")
        assert Opinion.objects.get().reason == ""

    def test_words_alone_are_another_reason(self, answered):
        send(answered, useful="no", words=WORDS)
        assert Opinion.objects.get().reason == "other"

    def test_a_yes_keeps_neither(self, answered):
        send(answered, useful="yes", reason="long", words=WORDS)
        one = Opinion.objects.get()
        assert (one.useful, one.reason, one.words) == (True, "", "")

    @pytest.mark.parametrize("fields", [{"reason": "x"}, {"words": "a"}, {"words": "a" * 501}])
    def test_what_is_refused_stands_in_the_form_again(self, answered, fields):
        page = send(answered, useful="no", **fields)
        assert page.status_code == 422
        assert not Opinion.objects.exists()

    def test_nobody_else_reads_the_words(self, client, answered):
        send(answered, useful="no", words=WORDS)
        for page in ("", "useful/"):
            assert WORDS not in client.get(f"/kk/questions/{answered.number}/{page}").text


class TestReport:
    def test_counts_by_agency_topic_and_answer(self, office, answered):
        say(answered, useful=True)
        say(answered, reason="long")
        say(answered, reason="other", words=WORDS)
        say(office.answered(), useful=True)
        report = opinions.report(office.moderator, timezone.now() - timedelta(days=1))
        assert (report.whole.yes, report.whole.no, report.whole.share) == (2, 2, 50)
        (agency,) = report.agencies
        assert (agency.name, agency.tally.no) == (office.agency.name, 2)
        assert report.answers[0].name == answered.number
        assert report.answers[0].tally.reasons["long"] == 1
        assert report.answers[0].tally.words == 1
        assert opinions.tally_of(answered.number).no == 2

    def test_an_agency_reads_of_its_own_alone(self, office, answered):
        stranger = Office()
        say(answered)
        say(stranger.answered())
        since = timezone.now() - timedelta(days=1)
        assert [line.name for line in opinions.report(office.officer, since).answers] == [answered.number]
        assert opinions.report(member(Role.EDITOR), since).whole.total == 0

    def test_only_of_the_period(self, office, answered):
        say(answered)
        Opinion.objects.update(at=timezone.now() - timedelta(days=40))
        page = client_of(office.moderator).get("/admin/questions/opinions/?days=30")
        assert page.context["report"].whole.total == 0
        assert client_of(office.moderator).get("/admin/questions/opinions/?days=90").context["report"].whole.total == 1

    @pytest.mark.parametrize("days", ["", "x", "-1", "7", "9" * 400, "²"])
    def test_a_nonsense_period(self, office, answered, days):
        page = client_of(office.moderator).get("/admin/questions/opinions/", {"days": days})
        assert page.context["days"] == 90

    def test_the_same_queries_for_many(self, office):
        since, counts = timezone.now() - timedelta(days=1), []
        for more in (1, 4):
            for _ in range(more):
                say(office.answered())
            opinions.report(office.officer, since)
            with CaptureQueriesContext(connection) as asked:
                opinions.report(office.officer, since)
            counts.append(len(asked))
        assert counts[0] == counts[1]

    def test_csv_has_numbers_and_no_words(self, office, answered):
        say(answered, words=WORDS, reason="other")
        office.agency.name_kk = "=1+1"
        office.agency.save()
        page = client_of(office.coordinator).get("/admin/questions/opinions/?export=csv")
        sheet = page.getvalue().decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(sheet)))
        assert [row["kind"] for row in rows] == ["agency", "topic", "answer"]
        assert rows[-1]["name"] == answered.number
        assert rows[-1]["other"] == "1"
        assert not rows[0]["name"].startswith("=")
        assert WORDS not in sheet


class TestWords:
    def page(self, user, question):
        return client_of(user).get(f"/admin/questions/opinions/{question.number}/")

    def test_the_agency_reads_them_and_another_cannot_guess_them(self, office, answered):
        say(answered, words=WORDS, reason="other")
        assert WORDS in self.page(office.officer, answered).content.decode()
        assert self.page(Office().officer, answered).status_code == 404

    def test_a_co_executor_reads_no_opinions_on_anothers_answer(self, office, answered):
        say(answered, words=WORDS, reason="other")
        page = self.page(office.helper, answered)
        assert WORDS not in page.content.decode()
        assert page.context["tally"].total == 0

    @pytest.mark.parametrize(("who", "erased"), [("moderator", True), ("manager", True), ("officer", False)])
    def test_are_erased_by_those_who_may(self, office, answered, who, erased):
        one = say(answered, words=WORDS, reason="other")
        address = f"/admin/questions/opinions/{answered.number}/"
        assert client_of(getattr(office, who)).post(address, {"opinion": one.pk}).status_code == 302
        one.refresh_from_db()
        assert (one.words == "") == erased
        assert one.reason == "other"
        assert Event.objects.filter(code="erase_opinion").exists() == erased

    def test_of_another_answer_cannot_be_erased_from_here(self, office, answered):
        other = say(office.answered(), words=WORDS, reason="other")
        address = f"/admin/questions/opinions/{answered.number}/"
        for sent in (other.pk, "x", "9" * 30, ""):
            client_of(office.moderator).post(address, {"opinion": sent})
        other.refresh_from_db()
        assert other.words == WORDS

    def test_go_with_the_question(self, answered):
        one = say(answered, words=WORDS, reason="other")
        services.question_erase(question=answered)
        one.refresh_from_db()
        assert (one.words, one.reason) == ("", "other")


def test_the_staffs_list_of_what_is_asked_most(office):
    quiet, loud = office.routed(), office.routed()
    loud.asked_too = 3
    loud.save()
    page = client_of(office.officer).get("/admin/questions/asked/")
    assert [row.number for row in page.context["object_list"]] == [loud.number]
    assert quiet.number not in page.content.decode()
    assert [*client_of(Office().officer).get("/admin/questions/asked/").context["object_list"]] == []
