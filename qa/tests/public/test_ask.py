"""Asking, step by step, in three languages."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from directory.models import Region, Topic
from intake import services
from intake.models import Attachment, Contact, Deflection, Draft
from intake.tests.samples import EXE, PDF, image, upload
from portal import outbox
from portal.notices import Notice
from qa.models import Question
from qa.tests.public.asking import TEXT, Asker
from search.documents import Hit

pytestmark = pytest.mark.django_db

HIT = Hit("question", "kk:1", "ru", "/ru/questions/2026-00001/", "Как получить <mark>компенсацию</mark>?", "", 1.0)


def code_on(response):
    return response.context["code"]


class TestJourney:
    def test_from_the_text_to_the_code(self, client, language, similar):
        similar.append(HIT)
        asker = Asker(client, language)
        page = client.get(f"/{language}/questions/ask/")
        assert page.status_code == 200
        assert "https://eotinish.kz" in page.text
        assert asker.start().url == asker.at("similar")
        shown = asker.similar()
        assert "Как получить компенсацию?" in shown.text
        assert 'lang="ru"' in shown.text or language == "ru"
        assert client.post(asker.at("similar"), {"further": "1"}).url == asker.at("contact")
        assert client.get(asker.at("contact")).status_code == 200
        assert asker.contact(consent_publish="on").url == asker.at("check")
        assert TEXT in client.get(asker.at("check")).text
        assert asker.send().url == asker.at("done")
        done = asker.done()
        question = Question.objects.get()
        assert done.status_code == 200
        assert code_on(done) in done.text
        assert question.number in done.text
        assert question.text == TEXT
        assert question.language == language
        assert question.consent_publish
        assert question.consent_processing
        assert question.contact is None

    def test_topic_and_region_come_along(self, asker, similar):
        topic = Topic.objects.create(key="flood", name_kk="Тасқын", name_ru="Паводок", name_en="Flood")
        region = Region.objects.create(key="aqmola", name_kk="Ақмола", name_ru="Акмола", name_en="Aqmola")
        asker.start(topic="flood", region="aqmola")
        asker.similar()
        asker.contact()
        asker.send()
        question = Question.objects.get()
        assert (question.topic, question.region) == (topic, region)

    def test_text_brought_along_from_search(self, client):
        page = client.get("/kk/questions/ask/", {"text": "Өтемақы <қалай>"})
        assert "Өтемақы &lt;қалай&gt;" in page.text

    def test_what_was_begun_is_offered_to_those_who_come_back(self, asker, client, similar):
        asker.start()
        assert asker.at() in client.get("/kk/questions/ask/").text
        assert asker.at() not in Client().get("/kk/questions/ask/").text
        asker.similar()
        asker.contact()
        asker.send()
        assert asker.at() not in client.get("/kk/questions/ask/").text

    def test_without_similar_answers_the_step_passes_on(self, asker, similar):
        asker.start()
        assert asker.similar().url == asker.at("contact")
        assert Deflection.objects.get().outcome == Deflection.Outcome.WENT_ON

    def test_what_was_shown_and_that_it_sufficed_is_recorded_without_the_text(self, asker, client, similar):
        similar.append(HIT)
        asker.start()
        asker.similar()
        assert client.post(asker.at("similar"), {"enough": "1"}).url == "/kk/questions/ask/enough/"
        deflection = Deflection.objects.get()
        assert deflection.shown == ["question:kk:1"]
        assert deflection.outcome == Deflection.Outcome.SUFFICED
        assert deflection.draft is None
        assert not Draft.objects.exists()
        assert client.get("/kk/questions/ask/enough/").status_code == 200

    def test_no_contact_data_before_similar_answers(self, asker, client, similar):
        asker.start()
        assert client.get(asker.at("contact")).url == asker.at("similar")
        assert asker.contact(email="a@example.kz").url == asker.at("similar")
        assert client.get(asker.at("check")).url == asker.at("contact")

    def test_a_changed_text_is_compared_anew(self, asker, client, similar):
        asker.start()
        asker.similar()
        assert client.get(asker.at()).context["form"].initial["text"] == TEXT
        client.post(asker.at(), {"text": TEXT + " Тағы бір сұрақ."})
        assert client.get(asker.at("contact")).url == asker.at("similar")

    def test_the_language_of_the_page_changes_without_loss(self, asker, client, similar):
        asker.start()
        page = client.get(asker.at().replace("/kk/", "/ru/"))
        assert TEXT in page.text

    def test_the_fragment_for_scripts(self, client, similar):
        similar.append(HIT)
        page = client.post("/ru/questions/ask/similar/", {"text": TEXT})
        assert "Как получить компенсацию?" in page.text
        assert "<html" not in page.text
        assert client.get("/ru/questions/ask/similar/").status_code == 405
        assert client.post("/ru/questions/ask/similar/", {"text": "\x00"}).text.strip() == ""


class TestContact:
    def test_an_address_is_sealed_and_asked_to_confirm(
        self, client, language, similar, django_capture_on_commit_callbacks
    ):
        Asker(client, language).ask(email="Asel@Example.kz")
        contact = Contact.objects.get()
        assert "xample" not in contact.email_sealed
        assert contact.email() == "Asel@Example.kz"
        assert Question.objects.get().contact == contact
        outbox.sweep()
        (letter,) = mail.outbox
        assert letter.to == ["Asel@Example.kz"]
        assert f"/{language}/confirm/{contact.confirm_token}/" in letter.body
        assert TEXT not in letter.body
        assert Notice.objects.filter(sent_at__isnull=True).exists()  # the receipt waits

    def test_the_draft_holds_no_readable_address(self, asker, similar):
        asker.start()
        asker.similar()
        asker.contact(email="asel@example.kz")
        assert "asel" not in str(Draft.objects.get().data)

    def test_without_consent_nothing_is_taken_and_nothing_lost(self, client, language, similar):
        asker = Asker(client, language)
        asker.start()
        asker.similar()
        page = client.post(asker.at("contact"), {"email": "a@example.kz", "attachments": upload("а.pdf", PDF)})
        assert page.status_code == 422
        assert "a@example.kz" in page.text
        assert "а.pdf" in page.text
        assert page.context["form"].errors["consent_processing"]

    @pytest.mark.parametrize(
        "email", ["x", "a@b", "a@example.kz\r\nBcc: b@example.kz", "\x00@example.kz", "a" * 300 + "@example.kz"]
    )
    def test_a_wrong_address_is_told(self, asker, similar, email):
        asker.start()
        asker.similar()
        page = asker.contact(email=email)
        assert page.status_code == 422
        assert page.context["form"].errors["email"]


class TestFiles:
    def begun(self, asker):
        asker.start()
        asker.similar()
        return asker

    def test_good_ones_come_along(self, asker, similar):
        self.begun(asker).contact(attachments=[upload("а.pdf", PDF), upload("b.png", image())])
        asker.send()
        question = Question.objects.get()
        assert [a.name for a in Attachment.objects.of(question.reference)] == ["а.pdf", "b.png"]

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("x.exe", EXE),
            ("x.jpg", PDF),
            ("x.pdf", b""),
            ("x.html", b"<html><script>"),
            ("x.pdf", PDF + b" " * 5_300_000),
        ],
    )
    def test_bad_ones_are_named_and_the_good_ones_kept(self, client, language, similar, name, content):
        asker = self.begun(Asker(client, language))
        page = asker.contact(attachments=[upload("good.pdf", PDF), upload(name, content)])
        assert page.status_code == 422
        assert name in str(page.context["form"].errors["attachments"])
        assert [a.name for a in Draft.objects.get().attachments.all()] == ["good.pdf"]
        assert asker.contact().url == asker.at("check")

    def test_one_is_taken_back(self, asker, client, similar):
        self.begun(asker).contact(attachments=[upload("a.pdf", PDF)])
        attachment = Attachment.objects.get()
        page = client.post(asker.at("contact"), {"remove": attachment.pk, "email": "half@typed"})
        assert "half@typed" in page.text
        assert not Attachment.objects.exists()

    @pytest.mark.parametrize("remove", ["x", "-1", "٣", "9" * 40, "\x00"])
    def test_nonsense_to_take_back(self, asker, client, similar, remove):
        self.begun(asker).contact(attachments=[upload("a.pdf", PDF)])
        assert client.post(asker.at("contact"), {"remove": remove}).status_code in {200, 422}
        assert Attachment.objects.exists()

    def test_a_body_far_too_large(self, client, language, similar):
        asker = self.begun(Asker(client, language))
        page = asker.contact(attachments=[upload("huge.pdf", PDF + b" " * 17_000_000)])
        assert page.status_code == 413
        assert page.context["oversized"]
        assert not Attachment.objects.exists()


class TestBadText:
    @pytest.mark.parametrize("text", ["", "  \n ", "Неге?", "\x00\x07", "а" * 100_000])
    def test_refused_with_a_sentence_and_given_back(self, client, language, text):
        page = Asker(client, language).start(text)
        assert page.status_code == 422
        assert page.context["form"].errors["text"]
        if len(text) > 5000:
            assert text in page.text
        assert not Draft.objects.exists()

    @pytest.mark.parametrize(
        "text",
        [
            "<script>alert('xss')</script> дегеніміз не?",
            "مرحبا بالعالم كيف الحال؟",
            "Балабақша кезегі 👩‍👧‍👦 қашан 🙂 келеді?",
            "{% load i18n %}{{ settings.SECRET_KEY }}",
            "'\"><img src=x onerror=alert(1)>",
            "а" * 5000,
        ],
    )
    def test_taken_as_typed_and_escaped(self, client, language, similar, text):
        asker = Asker(client, language)
        done = asker.ask(text)
        assert done.status_code == 200
        question = Question.objects.get()
        assert question.text == text
        page = client.get(f"/{language}/questions/track/{question.number}/")
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text

    @pytest.mark.parametrize("field", ["topic", "region"])
    @pytest.mark.parametrize("value", ["no-such", "\x00", "1 OR 1=1", "а" * 10_000])
    def test_a_choice_that_is_none(self, asker, field, value):
        page = asker.start(**{field: value})
        assert page.status_code == 422
        assert page.context["form"].errors[field]
        assert TEXT in page.text

    def test_a_program_is_marked_and_not_refused(self, asker, similar):
        asker.start(website="http://spam.example")
        asker.similar()
        asker.contact()
        asker.send()
        assert asker.done().status_code == 200
        assert Question.objects.get().quarantined


class TestTokens:
    def test_sent_twice_it_is_one_question_with_the_same_code(self, asker, similar):
        first = code_on(asker.ask())
        assert asker.send().url == asker.at("done")
        assert asker.client.post(asker.at("contact"), {}).url == asker.at("done")
        assert code_on(asker.done()) == first
        assert Question.objects.count() == 1

    @pytest.mark.parametrize("step", ["", "similar", "contact", "check", "done"])
    @pytest.mark.parametrize("token", ["x", "a" * 43, "-" * 43])
    def test_a_forged_token(self, client, language, step, token):
        asker = Asker(client, language)
        asker.token = token
        for page in (client.get(asker.at(step)), client.post(asker.at(step), {"text": TEXT})):
            assert page.status_code in {405, 410}
        if step == "":
            assert TEXT in page.text

    def test_another_browser_has_no_use_for_the_token(self, asker, similar):
        asker.ask()
        assert Client().get(asker.at("done")).status_code == 410

    def test_an_expired_draft(self, asker, similar):
        asker.start()
        Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        page = asker.client.post(asker.at(), {"text": TEXT})
        assert page.status_code == 410
        assert TEXT in page.text
        services.drafts_erase_expired()
        assert asker.client.get(asker.at("contact")).status_code == 410

    def test_a_form_without_its_csrf_token_gives_the_text_back(self, language):
        client = Client(enforce_csrf_checks=True)
        page = client.post(f"/{language}/questions/ask/", {"text": TEXT})
        assert page.status_code == 403
        assert TEXT in page.text

    def test_the_upload_step_checks_csrf_too(self, similar):
        client = Client(enforce_csrf_checks=True)
        page = client.get("/kk/questions/ask/")
        token = page.context["csrf_token"]
        asker = Asker(client)
        asker.start(csrfmiddlewaretoken=str(token))
        asker.similar()
        assert asker.contact().status_code == 403
        assert asker.contact(csrfmiddlewaretoken=str(token)).url == asker.at("check")

    def test_too_many_are_told_when_to_come_back_and_lose_nothing(self, asker, language, settings, similar):
        settings.LIMITS = {"start": (1, 600)}
        asker.language = language
        asker.start()
        page = asker.start()
        assert page.status_code == 429
        assert int(page["Retry-After"]) <= 600
        assert TEXT in page.text

    def test_too_many_sent_leave_the_draft(self, asker, settings, similar):
        settings.LIMITS = {"submit": (0, 600)}
        asker.start()
        asker.similar()
        asker.contact()
        assert asker.send().status_code == 429
        settings.LIMITS = {}
        assert asker.send().url == asker.at("done")
