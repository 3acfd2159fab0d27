"""The asker's own page: opened by the code, closed to everyone else; every verb of the asker."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from intake import contacts
from intake.models import Opinion
from portal import crypto
from portal.events import Event
from qa import services
from qa.models import Message, Question
from qa.rules import states
from qa.tests.public.asking import TEXT, Asker

pytestmark = pytest.mark.django_db


def code_of(question):
    return crypto.unseal(question.code_sealed)


def opened(question, language="kk", client=None):
    """A browser in which the question's code was typed."""
    client = client or Client()
    response = client.post(f"/{language}/questions/track/", {"code": code_of(question)})
    assert response.url == f"/{language}/questions/track/{question.number}/"
    return client


def page_of(question, client, language="kk"):
    return client.get(f"/{language}/questions/track/{question.number}/")


class TestCode:
    def test_opens_however_it_is_typed(self, office, language):
        question = office.submitted()
        code = code_of(question)
        for typed in (code, code.lower(), code.replace("-", " "), f"  {code.replace('-', '')}  "):
            response = Client().post(f"/{language}/questions/track/", {"code": typed})
            assert response.url == f"/{language}/questions/track/{question.number}/"

    def test_no_secret_stands_in_the_address(self, office):
        question = office.submitted()
        code = code_of(question)
        response = Client().post("/kk/questions/track/", {"code": code})
        assert code not in response.url
        assert code not in str(response.cookies)
        assert code not in page_of(question, opened(question)).text

    @pytest.mark.parametrize("typed", ["K7QM-3X9T-0BDW", "x", "🙂", "A" * 100_000, "<script>", "2026-00001", "\x00x"])
    def test_malformed_and_unknown_codes_answer_alike(self, client, language, typed, django_assert_num_queries):
        client.post(f"/{language}/questions/track/", {"code": "K7QM-3X9T-0BDZ"})  # what a process reads once
        with django_assert_num_queries(2):
            page = client.post(f"/{language}/questions/track/", {"code": typed})
        other = client.post(f"/{language}/questions/track/", {"code": "0000-0000-0000"})
        assert page.status_code == other.status_code == 422
        assert page.context["form"].errors == other.context["form"].errors
        assert not page.cookies.get("question_track_pass")

    def test_an_erased_code_answers_like_an_unknown_one(self, office, client):
        question = office.submitted()
        code = code_of(question)
        services.question_erase(question=question)
        page = client.post("/kk/questions/track/", {"code": code})
        other = client.post("/kk/questions/track/", {"code": "0000-0000-0000"})
        assert page.status_code == 422
        assert page.context["form"].errors == other.context["form"].errors

    def test_nothing_typed(self, client, language):
        page = client.post(f"/{language}/questions/track/", {})
        assert page.status_code == 422
        assert page.context["form"].errors["code"]

    def test_guessing_is_limited(self, client, language, settings, office):
        settings.LIMITS = {"code": (2, 600)}
        for _ in range(2):
            assert client.post(f"/{language}/questions/track/", {"code": "x"}).status_code == 422
        page = client.post(f"/{language}/questions/track/", {"code": code_of(office.submitted())})
        assert page.status_code == 429
        assert page["Retry-After"]

    @pytest.mark.parametrize("number", ["2026-00001", "x", "9" * 200])
    def test_without_a_pass_the_code_is_asked_for(self, office, client, number):
        office.submitted()
        response = client.get(f"/kk/questions/track/{number}/")
        assert response.url == f"/kk/questions/track/?number={number[:16]}"
        assert client.get(response.url).status_code == 200
        assert client.post(f"/kk/questions/track/{number}/withdraw/").status_code == 302
        assert Question.objects.get().is_open

    def test_a_pass_opens_no_other_question(self, office):
        first, second = office.submitted(), office.submitted()
        assert page_of(second, opened(first)).status_code == 302

    def test_two_questions_in_one_browser(self, office):
        first, second = office.submitted(), office.submitted()
        client = opened(second, client=opened(first))
        assert page_of(first, client).status_code == page_of(second, client).status_code == 200

    def test_a_forged_pass_opens_nothing(self, office, client):
        question = office.submitted()
        client.cookies["question_track_pass"] = f'[["{question.number}:{question.code_fingerprint[:24]}",9999999999]]'
        assert page_of(question, client).status_code == 302

    def test_the_page_is_kept_by_no_cache(self, office):
        question = office.submitted()
        assert "no-store" in page_of(question, opened(question))["Cache-Control"]


class TestPage:
    def test_every_state_has_a_page(self, office, language):
        for make in (
            office.submitted, office.routed, office.in_progress, office.in_approval, office.answered, office.needs_info,
            office.returned, office.resolved, office.rejected, office.duplicate, office.withdrawn, office.no_reply,
            office.spam,
        ):  # fmt: skip
            question = make()
            page = page_of(question, opened(question, language), language)
            assert page.status_code == 200, make.__name__
            assert question.text in page.text

    def test_the_date_is_counted_out(self, office, language):
        question = office.submitted(at=timezone.make_aware(timezone.datetime(2026, 3, 19, 12)))
        page = page_of(question, opened(question, language), language)
        assert page.context["due"].count.startswith("15 ")
        assert page.context["due"].skipped.startswith("21–25 ")
        assert page.context["due"].skipped in page.text
        assert page.context["late"]

    def test_the_answer_stands_there(self, office):
        question = office.answered()
        assert "Бейсенбіде." in page_of(question, opened(question)).text

    def test_what_is_asked_stands_there_with_a_way_to_reply(self, office, language):
        question = office.needs_info()
        page = page_of(question, opened(question, language), language)
        assert "Қай қалада?" in page.text
        assert f"/{language}/questions/track/{question.number}/reply/" in page.text

    def test_staffs_own_words_do_not(self, office):
        question = office.returned()
        assert "Біздікі емес." not in page_of(question, opened(question)).text

    def test_fewer_queries_than_a_page_may_make(self, office, django_assert_max_num_queries):
        question = office.answered()
        client = opened(question)
        page_of(question, client)
        with django_assert_max_num_queries(20):
            page_of(question, client)


def do(question, verb, language="kk", client=None, **fields):
    """Opens the verb's page and presses its button."""
    client = client or opened(question, language)
    address = f"/{language}/questions/track/{question.number}/{verb}/"
    shown = client.get(address)
    assert shown.status_code == 200
    assert shown.context["possible"]
    return client.post(address, {"version": shown.context["form"]["version"].value(), **fields})


class TestVerbs:
    @pytest.mark.parametrize(
        ("make", "verb", "fields", "state"),
        [
            ("needs_info", "reply", {"text": "Астанада"}, states.SUBMITTED),
            ("submitted", "add-information", {"text": "Тағы бір жайт"}, states.SUBMITTED),
            ("rejected", "appeal", {"text": "Түсінікті ғой"}, states.SUBMITTED),
            ("answered", "reopen", {"text": "Сағаты айтылмаған"}, states.IN_PROGRESS),
            ("answered", "resolve", {"useful": "no"}, states.RESOLVED),
            ("in_progress", "withdraw", {}, states.WITHDRAWN),
            ("submitted", "revoke-consent", {}, states.SUBMITTED),
        ],
    )
    def test_done(self, office, language, make, verb, fields, state):
        question = getattr(office, make)()
        client = opened(question, language)
        response = do(question, verb, language, client, **fields)
        assert response.url == f"/{language}/questions/track/{question.number}/?done={verb}"
        question.refresh_from_db()
        assert question.state == state
        after = client.get(response.url)
        assert after.status_code == 200
        assert str(after.context["done"].done) in after.text

    def test_erased(self, office, language):
        question = office.submitted(contact=contacts.contact_add("a@example.kz", "kk"))
        client = opened(question, language)
        response = do(question, "erase", language, client)
        assert response.url == f"/{language}/questions/track/?done=erase"
        assert client.get(response.url).context["erased"]
        question.refresh_from_db()
        assert question.text == ""
        assert page_of(question, client, language).status_code == 302

    def test_an_opinion_is_counted(self, office):
        question = office.answered()
        do(question, "resolve", useful="yes")
        assert Opinion.objects.get().subject == f"question:{question.number}"
        assert Event.objects.get(code="resolve").data["useful"] is True

    def test_opening_a_page_changes_nothing(self, office):
        question = office.answered()
        client = opened(question)
        for verb in ("reply", "add-information", "appeal", "reopen", "resolve", "withdraw", "revoke-consent", "erase"):
            assert client.get(f"/kk/questions/track/{question.number}/{verb}/").status_code == 200
        version = question.version
        question.refresh_from_db()
        assert question.version == version

    def test_a_stale_page_gets_its_text_back_and_the_new_state(self, office, language):
        question = office.needs_info()
        client = opened(question, language)
        old = question.version
        services.question_add_information(question=question, text="Арада өзгерді")
        address = f"/{language}/questions/track/{question.number}/reply/"
        page = client.post(address, {"version": old, "text": "Менің жауабым"})
        assert page.status_code == 409
        assert "Менің жауабым" in page.text
        again = client.post(address, {"version": page.context["form"]["version"].value(), "text": "Менің жауабым"})
        assert again.status_code == 302

    def test_sent_twice_it_happens_once(self, office):
        question = office.submitted()
        client = opened(question)
        address = f"/kk/questions/track/{question.number}/add-information/"
        posted = {"version": question.version, "text": "Тағы бір жайт"}
        assert client.post(address, posted).status_code == 302
        assert client.post(address, posted).status_code == 409
        assert Message.objects.filter(text="Тағы бір жайт").count() == 1

    def test_what_can_no_longer_be_done_keeps_the_text(self, office, language):
        question = office.needs_info()
        client = opened(question, language)
        services.question_withdraw(question=question)
        address = f"/{language}/questions/track/{question.number}/reply/"
        page = client.post(address, {"text": "Менің жауабым"})
        assert page.status_code == 409
        assert "Менің жауабым" in page.text

    @pytest.mark.parametrize("text", ["", "\x00", "а" * 100_000])
    def test_bad_texts_are_told(self, office, language, text):
        question = office.needs_info()
        page = do(question, "reply", language, text=text)
        assert page.status_code == 422
        assert page.context["form"].errors["text"]

    @pytest.mark.parametrize("version", ["x", "-1", "9" * 40, "\x00"])
    def test_a_forged_version_is_told(self, office, version):
        question = office.submitted()
        page = opened(question).post(
            f"/kk/questions/track/{question.number}/add-information/", {"text": "Тағы бір жайт", "version": version}
        )
        assert page.status_code in {409, 422}

    def test_an_unknown_verb_leads_back(self, office):
        question = office.submitted()
        response = opened(question).get(f"/kk/questions/track/{question.number}/approve/")
        assert response.url == f"/kk/questions/track/{question.number}/"

    def test_too_late_to_reopen_is_said(self, office):
        question = office.answered()
        Question.objects.update(answered_at=timezone.now() - timedelta(days=60))
        page = opened(question).post(f"/kk/questions/track/{question.number}/reopen/", {"text": "Сағаты қашан?"})
        assert page.status_code == 409
        question.refresh_from_db()
        assert question.state == states.ANSWERED


def test_the_browser_that_asked_may_open_the_page(client, similar):
    asker = Asker(client)
    asker.ask(TEXT)
    question = Question.objects.get()
    assert page_of(question, client).status_code == 200
