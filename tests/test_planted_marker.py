"""One visibility predicate (questions.md, "Privacy"): a marker in every private field shows on no public surface."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_q.brokers import get_broker
from django_q.models import OrmQ, Schedule, Success
from django_q.signing import SignedPackage
from wagtail.models import Locale

from intake.contacts import contact_add, contact_confirm
from intake.files import check
from intake.models import Attachment, Contact, Draft, Opinion
from portal import outbox
from portal.events import Event
from portal.notices import Notice
from portal.tests.trees import home
from qa import services
from qa.announcing import announce_rest
from qa.models import Announcement, AnswerFile, DraftText, Follower, PublishedQuestion, Question
from qa.rules.reasons import WithholdReason
from qa.services.following import follower_confirm, follower_stop
from qa.tests.factories import Office
from qa.tests.public.asking import Asker
from qa.tests.staff.conftest import client_of
from search.engines import engine
from search.following import follow, rebuild

MARKER = "qupiyabelgi"
OFFICER, ADDRESS = f"{MARKER}-officer", f"{MARKER}@example.org"
LANGUAGES = ("kk", "ru", "en")
PUBLIC_WORDS = "екпенің ашық мәтіні"


def seen(text: str | bytes) -> bool:
    """Whether the marker is there, in any case and however it is cut into markup."""
    plain = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return MARKER in re.sub(r"<[^>]*>", "", plain).lower() or MARKER in plain.lower()


@pytest.fixture(autouse=True)
def _front_pages(db: Any) -> None:
    for language in LANGUAGES:
        home(language)


@pytest.fixture
def office(db: Any) -> Office:
    """Staff whose names and addresses hold the marker."""
    office = Office()
    for number, user in enumerate((office.moderator, office.officer, office.approver, office.helper)):
        user.username, user.email = f"{OFFICER}-{number}", f"{number}.{ADDRESS}"
        user.first_name = user.last_name = OFFICER
        user.save()
    return office


def attachment(draft: Draft) -> Attachment:
    upload = SimpleUploadedFile(f"{MARKER}.txt", f"{MARKER} content".encode())
    checked = check(upload)
    row = Attachment(draft=draft, name=checked.name, kind=checked.kind, size=checked.size)
    row.file.save(checked.name, ContentFile(upload.read()), save=True)
    return row


@pytest.fixture
def question(office: Office) -> Question:
    """A question whose life left the marker in every private field, published with other words."""
    contact = contact_add(ADDRESS, "kk")
    contact_confirm(contact)
    draft = Draft.objects.create(kind="question", language="kk", result="question:1")
    asked = services.question_submit(
        token=f"{MARKER}-token", text=f"{MARKER} сұрақ", proposed_text=f"█████ {MARKER}",
        language="kk", consent_publish=True, consent_processing=True,
        contact=contact, attachments=[attachment(draft)],
    ).question  # fmt: skip
    services.question_ask(question=asked, actor=office.moderator, text=f"{MARKER} нақтылау")
    services.question_reply(question=asked, text=f"{MARKER} жауабым")
    services.question_add_information(question=asked, text=f"{MARKER} қосымша")
    services.question_redact(question=asked, actor=office.moderator, title="Екпе", text=PUBLIC_WORDS)
    services.question_route(
        question=asked, actor=office.moderator, agency=office.agency, co_executors=[office.other_agency],
        text=f"{MARKER} ескертпе",
    )  # fmt: skip
    services.question_accept(question=asked, actor=office.officer)
    services.contribution_submit(question=asked, actor=office.helper, text=f"{MARKER} үлес")
    first = {"text": f"<p>{MARKER} нобай</p>", "public_text": f"<p>{MARKER} ашық нобай</p>"}
    services.answer_save_draft(question=asked, actor=office.officer, **first)
    texts = {"text": f"<p>{MARKER} жеке жауап</p>", "public_text": "<p>Бейсенбіде, емханада.</p>"}
    personal = SimpleUploadedFile(f"{MARKER}.txt", f"{MARKER} content".encode())
    files = services.Files(for_asker=[personal])
    services.answer_save_draft(question=asked, actor=office.officer, files=files, **texts)
    services.answer_submit(question=asked, actor=office.officer)
    services.answer_send_back(question=asked, actor=office.approver, text=f"{MARKER} түзетіңіз")
    services.answer_submit(question=asked, actor=office.officer)
    return services.answer_approve(question=asked, actor=office.approver)


def translate(question: Question) -> None:
    row = PublishedQuestion.objects.get(question=question, locale__language_code="kk")
    for code in ("ru", "en"):
        copy = row.copy_for_translation(Locale.objects.get(language_code=code))
        copy.title, copy.live = f"Прививки {code}", True
        copy.save()


def addresses(question: Question) -> Iterator[str]:
    """Every public address that may say something of the question."""
    for code in LANGUAGES:
        yield f"/{code}/"
        yield f"/{code}/questions/"
        yield f"/{code}/questions/?topic=&state=answered&agency={question.assignments.get(role='lead').agency.key}"
        yield f"/{code}/questions/{question.number}/"
        agency = question.assignments.get(role="lead").agency.key
        yield from (f"/{code}/questions/browse/", f"/{code}/questions/statistics/", f"/{code}/open-data/")
        yield from (f"/{code}/questions/agency/{agency}/", f"/{code}/questions/agency/{agency}/feed/")
        yield f"/{code}/questions/statistics/{agency}/"
        yield from (f"/api/v1/questions.csv?language={code}", f"/api/v1/questions.jsonl?language={code}")
        yield f"/{code}/questions/{question.number}/useful/"
        yield f"/{code}/questions/{question.number}/follow/"
        yield f"/{code}/questions/{question.number}/follow/?sent=1"
        yield f"/{code}/questions/{question.number}/too/"
        yield f"/{code}/questions/{question.number}/too/?counted=1&sent=1"
        yield f"/{code}/questions/most-asked/"
        yield f"/{code}/questions/ask/?follows={question.number}"
        for file in AnswerFile.objects.all():
            yield f"/{code}/questions/{question.number}/files/{file.pk}/"
            yield f"/{code}/questions/track/{question.number}/files/{file.pk}/"
        yield f"/{code}/questions/feed/"
        yield f"/{code}/feed/"
        yield f"/{code}/feed/fact-checks/"
        yield f"/{code}/search/?q={PUBLIC_WORDS}"
        yield f"/{code}/search/?kind=question&q=Прививки"
        yield f"/{code}/questions/track/?number={question.number}"
        yield f"/{code}/questions/ask/"
        yield f"/{code}/no-such-page/"
        yield from (f"/sitemap-{kind}-{code}-1.xml" for kind in ("questions", "services", "pages", "fact-checks"))
    for name in ("questions", "questions.csv", "questions.jsonl", "topics", "regions", "agencies", "statistics"):
        yield f"/api/v1/{name}"
    yield from ("/api/v1/statistics.csv", "/api/v1/statistics-by-month.csv", "/api/v1/openapi.json")
    yield from (f"/api/v1/questions/{question.number}", f"/api/v1/questions?updated_since={question.asked_at:%Y-%m-%d}")
    yield from ("/sitemap.xml", "/robots.txt", "/healthz", f"/kk/questions/track/{question.number}/")


def show_nothing(client: Client, question: Question) -> None:
    """Asserts it of every address, with headers."""
    for address in addresses(question):
        response = client.get(address, follow=True)
        assert not seen(response.getvalue()), address
        assert not seen(str(response.headers)), address


def index_bytes() -> bytes:
    path = Path(engine().files.path)  # type: ignore[attr-defined]
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*") if file.is_file())


def test_no_page_feed_or_map_shows_it(client: Client, question: Question) -> None:
    translate(question)
    rebuild(engine())
    page = client.get(f"/kk/questions/{question.number}/")
    assert PUBLIC_WORDS in page.text
    assert "Бейсенбіде, емханада." in page.text
    show_nothing(client, question)


def test_the_index_does_not_hold_it(question: Question, client: Client) -> None:
    rebuild(engine())
    follow(engine())
    assert "Екпе".encode() in index_bytes()
    assert not seen(index_bytes())
    assert not client.get("/kk/search/", {"q": MARKER}).context["hits"]


def test_mails_hold_numbers_and_links_alone(question: Question) -> None:
    outbox.sweep()
    assert len(mail.outbox) > 5
    for message in mail.outbox:
        assert not seen(message.subject + message.body), message.subject
        assert message.extra_headers.keys() == {"From", "Message-ID", "Auto-Submitted", "Content-Language"}
        assert not seen(str(message.extra_headers))
        assert len(message.to) == 1


class TestFollowers:
    """Readers who leave an address and words of their own: neither is anywhere but sealed, or with the staff."""

    def follower(self, question: Question) -> Follower:
        email = f"reader.{ADDRESS}"
        Client().post(f"/kk/questions/{question.number}/too/", {"email": email})
        Client().post(
            f"/kk/questions/{question.number}/useful/",
            {"useful": "no", "reason": "other", "words": f"{MARKER} ашылмады"},
        )
        follower = Follower.objects.get()
        return follower_confirm(follower=follower)

    def correct(self, question: Question, office: Office) -> None:
        texts = {"text": f"<p>{MARKER} жеке түзету</p>", "public_text": "<p>Жұмада.</p>", "change_note": "Күні."}
        services.answer_correct(question=question, actor=office.officer, **texts)
        services.answer_submit(question=question, actor=office.officer)
        services.answer_approve(question=question, actor=office.approver)
        announce_rest()

    def test_mails_hold_numbers_and_links_alone(self, question: Question, office: Office) -> None:
        self.follower(question)
        self.correct(question, office)
        outbox.sweep()
        theirs = [m for m in mail.outbox if m.to == [f"reader.{ADDRESS}"]]
        assert len(theirs) == 2
        for message in theirs:
            words = f"{message.subject} {message.body} {message.extra_headers}"
            assert not seen(words)
            assert "Екпе" not in words
            assert "Жұмада" not in words

    def test_no_page_and_no_link_of_a_mail_shows_them(self, question: Question, office: Office, client: Client) -> None:
        token = self.follower(question).token
        self.correct(question, office)
        show_nothing(client, question)
        for code in LANGUAGES:
            for page in ("follow", "unfollow"):
                assert not seen(client.get(f"/{code}/questions/{page}/{token}/").content)

    def test_no_row_of_theirs_holds_them(self, question: Question, office: Office) -> None:
        follower = self.follower(question)
        self.correct(question, office)
        assert not seen(str([*Follower.objects.values(), *Announcement.objects.values(), *Notice.objects.values()]))
        assert not seen(f"{follower.contact.email_sealed} {follower.contact.email_fingerprint}")

    def test_the_csv_of_opinions_holds_numbers(self, question: Question, office: Office) -> None:
        self.follower(question)
        client = client_of(office.coordinator)
        sheet = client.get("/admin/questions/opinions/?export=csv").getvalue()
        assert question.number in sheet.decode()
        assert not seen(sheet)

    def test_erasing_the_question_leaves_nothing(self, question: Question, office: Office) -> None:
        follower = self.follower(question)
        services.question_erase(question=question)
        follower_stop(follower=follower)
        assert not Opinion.objects.exclude(words="").exists()
        assert not Contact.objects.exclude(email_sealed="").exists()


def test_jobs_events_and_notices_hold_no_words(question: Question) -> None:
    broker = get_broker()
    assert broker.list_key
    for job in OrmQ.objects.all():
        assert not seen(str(SignedPackage.loads(job.payload)))
    for row in [*Success.objects.all(), *Schedule.objects.all()]:
        assert not seen(str(vars(row)))
    for event in Event.objects.all():
        assert not seen(str(event.data))
    for notice in Notice.objects.all():
        assert not seen(f"{notice.recipient} {notice.context} {notice.message_id}")


def test_nothing_of_it_is_written_into_the_log(question: Question, client: Client, caplog: Any) -> None:
    with caplog.at_level(logging.DEBUG):
        outbox.sweep()
        client.post("/kk/questions/track/", {"code": MARKER})
        client.post("/kk/questions/ask/", {"text": f"{MARKER} ұзын сұрақ мәтіні"})
        client.get(f"/kk/questions/{question.number}/")
        rebuild(engine())
    assert not [record for record in caplog.records if seen(record.getMessage())]


def test_a_failure_shows_nothing_of_what_was_sent(question: Question, monkeypatch: Any) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError(f"{MARKER} in a message")

    monkeypatch.setattr("intake.steps.draft_open", broken)
    client = Client(raise_request_exception=False)
    response = client.post("/kk/questions/ask/", {"text": f"{MARKER} ұзын сұрақ мәтіні"})
    assert response.status_code == 500
    assert '<html lang="kk">' in response.text
    assert not seen(response.content)


def test_addresses_and_codes_are_sealed_at_rest(question: Question) -> None:
    contact = Contact.objects.get()
    assert not seen(f"{contact.email_sealed} {contact.email_fingerprint}")
    question.refresh_from_db()
    assert len(question.code_sealed) > 60


def test_another_askers_page_shows_the_public_text_alone(question: Question, office: Office, client: Client) -> None:
    asker = Asker(client)
    asker.ask(text="Менің де екпе туралы сұрағым бар, қайда барамын?")
    twin = Question.objects.latest("pk")
    services.question_merge(question=twin, into=question, actor=office.moderator)
    page = client.get(f"/kk/questions/track/{twin.number}/")
    assert "Бейсенбіде, емханада." in page.text
    assert not seen(page.content)


class TestPrivateAnswersStayPrivate:
    """An answer for the asker alone is nobody else's, merged with their question or not."""

    def private(self, office: Office) -> Question:
        asked = services.question_submit(
            token="t", text="Сұрақ", language="kk", consent_publish=False, consent_processing=True
        ).question
        services.question_route(question=asked, actor=office.moderator, agency=office.agency)
        services.question_accept(question=asked, actor=office.officer)
        return asked

    def answered(self, office: Office, asked: Question, public_text: str = "") -> Question:
        services.answer_save_draft(
            question=asked, actor=office.officer, text=f"<p>{MARKER} жеке</p>", public_text=public_text
        )
        services.answer_submit(question=asked, actor=office.officer)
        return services.answer_approve(question=asked, actor=office.approver)

    def twin_of(self, question: Question, office: Office, client: Client) -> Question:
        Asker(client).ask(text="Менің де екпе туралы сұрағым бар, қайда барамын?")
        return services.question_merge(question=Question.objects.latest("pk"), into=question, actor=office.moderator)

    def test_merged_before_the_answer(self, office: Office, client: Client) -> None:
        asked = self.private(office)
        twin = self.twin_of(asked, office, client)
        with pytest.raises(services.VerbRefused, match="others_without_text"):
            self.answered(office, asked)
        self.answered(office, asked, "<p>Емханада.</p>")
        page = client.get(f"/kk/questions/track/{twin.number}/")
        assert page.status_code == 200
        assert not seen(page.content)
        assert "Емханада." in page.text

    @pytest.mark.parametrize("reason", [WithholdReason.PERSONAL_DATA, WithholdReason.LEGAL, WithholdReason.MISTAKE])
    def test_what_was_taken_down_for_what_it_says(
        self, question: Question, office: Office, client: Client, reason: WithholdReason
    ) -> None:
        twin = self.twin_of(question, office, client)
        services.question_withhold(question=question, actor=office.moderator, reason=reason)
        assert "Бейсенбіде" not in client.get(f"/kk/questions/track/{twin.number}/").text

    def test_no_mail_sends_anyone_to_an_answer_they_may_not_read(self, office: Office, client: Client) -> None:
        contact = contact_add("two@example.org", "kk")
        contact_confirm(contact)
        asked = self.private(office)
        twin = services.question_submit(
            token="t2", text="Сол сұрақ", language="kk", consent_publish=True, consent_processing=True, contact=contact
        ).question
        services.question_merge(question=twin, into=asked, actor=office.moderator)
        with pytest.raises(services.VerbRefused, match="others_without_text"):
            self.answered(office, asked)
        assert not Notice.objects.filter(template="question_answered", recipient=contact.reference).exists()


def test_erasing_leaves_nothing_in_any_table(question: Question, office: Office) -> None:
    """Neither the asker's words nor the public ones, drafts of translators included."""
    from wagtail_localize.models import TranslationSource

    row = PublishedQuestion.objects.get(question=question, locale__language_code="kk")
    row.save_revision(user=office.moderator, log_action=True)
    TranslationSource.update_or_create_from_instance(row)
    services.answer_correct(
        question=question, actor=office.officer, text=f"<p>{MARKER}</p>", public_text=f"{MARKER}", change_note=MARKER
    )
    assert DraftText.objects.filter(text__contains=MARKER, public_text__contains=MARKER).count() == 2
    services.question_erase(question=question)
    left = []
    for model in apps.get_models():
        if not model._meta.managed or model._meta.label in {"portal.User", "qa.Membership"}:
            continue
        for values in model._default_manager.all().values():
            text = str({name: value for name, value in values.items() if name not in {"payload"}}).lower()
            if MARKER in text or PUBLIC_WORDS in text:
                left.append((model._meta.label, text[:200]))
    # The answer is the agency's text: its redacted version may stay (questions merged into this one read it).
    assert left == []
