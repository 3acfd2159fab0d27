"""Reporting a claim, step by step, in three languages, with everything that people and programs send."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from directory.models import Topic
from intake.models import Attachment, Contact, Deflection, Draft
from portal import crypto
from portal.notices import Notice
from portal.tests.trees import translated
from rebuttals.reports import ClaimReport
from rebuttals.tests.factories import RebuttalFactory
from search.documents import Hit

pytestmark = pytest.mark.django_db
TEXT = "Бөгет бұзылды, қаланы эвакуациялап жатыр дейді"
SCRIPT = '<script>alert("x")</script> &amp; <b>дейді</b>'


class Reporter:
    """A browser that reports a claim; `token` is that of its draft."""

    def __init__(self, language: str = "kk", client: Client | None = None) -> None:
        self.client, self.language, self.token = client or Client(), language, ""

    def at(self, rest: str = "") -> str:
        return f"/{self.language}/report/{rest}"

    def start(self, **fields):
        response = self.client.post(self.at(), {"text": TEXT, **fields})
        if response.status_code == 302:
            self.token = Draft.objects.latest("pk").token
        return response

    def similar(self):
        return self.client.get(self.at(f"{self.token}/similar/"))

    def check(self):
        self.similar()
        return self.client.get(self.at(f"{self.token}/"))

    def send(self, **fields):
        """Past the similar ones, and sent by someone who took their time."""
        self.similar()
        Draft.objects.filter(token=self.token).update(created_at=timezone.now() - timedelta(minutes=2))
        return self.client.post(self.at(f"{self.token}/"), {"send": "1", **fields})

    def done(self):
        return self.client.get(self.at(f"{self.token}/done/"))


@pytest.fixture
def reporter(similar):
    return Reporter()


def hit(page) -> Hit:
    return Hit("rebuttal", str(page.pk), page.language, page.url, page.title, "", 1.0)


class TestJourney:
    def test_from_the_text_to_the_thanks(self, similar, index, language):
        Topic.objects.create(key="floods", name_kk="Су тасқыны", name_ru="Паводок", name_en="Flood")
        reporter = Reporter(language)
        assert reporter.client.get(reporter.at()).status_code == 200
        reporter.start(where_seen="WhatsApp", links="https://example.org/a\nexample.org/b", topic="floods")
        assert TEXT in reporter.check().text
        assert reporter.send().url == reporter.at(f"{reporter.token}/done/")
        report = ClaimReport.objects.get()
        done = reporter.done()
        assert str(report.pk) in done.text
        assert f"/{language}/fact-check/" in done.text
        assert (report.text, report.language, report.where_seen) == (TEXT, language, "WhatsApp")
        assert (report.links, report.topic.key) == (["https://example.org/a", "https://example.org/b"], "floods")
        assert crypto.unseal(report.code_sealed) in done.text
        assert report.case.state == "new"
        assert not report.quarantined

    def test_what_is_checked_already_is_shown_with_its_verdict(self, similar, index, language):
        kazakh = RebuttalFactory(parent=index, verdict="misleading")
        russian = translated(kazakh, "ru", claim="Плотина разрушена")
        similar += [hit(russian), hit(kazakh)]
        reporter = Reporter(language)
        reporter.start()
        text = reporter.similar().text.partition('class="panel"')[2]
        assert text.index(russian.claim) < text.index(kazakh.claim)
        assert "verdict-misleading" in text
        assert kazakh.conclusion in text
        assert (f'{russian.slug}/" lang="ru">' in text) == (language != "ru")
        shown = Deflection.objects.get()
        assert shown.shown == [f"rebuttal:{russian.pk}", f"rebuttal:{kazakh.pk}"]

    def test_enough_erases_what_was_typed(self, similar, index, reporter):
        similar.append(hit(RebuttalFactory(parent=index)))
        reporter.start()
        reporter.similar()
        response = reporter.client.post(reporter.at(f"{reporter.token}/similar/"), {"enough": "1"})
        assert response.url == "/kk/report/enough/"
        assert reporter.client.get(response.url).status_code == 200
        assert not ClaimReport.objects.exists()
        assert not Draft.objects.exists()

    def test_text_comes_along_from_search(self, client):
        assert "бөгет &amp; су" in client.get("/kk/report/", {"text": "бөгет & су"}).text

    def test_steps_are_never_cached(self, client):
        assert "no-store" in client.get("/kk/report/")["Cache-Control"]

    def test_forms_need_their_token(self, similar):
        client = Client(enforce_csrf_checks=True)
        assert client.post("/kk/report/", {"text": TEXT}).status_code == 403
        assert not Draft.objects.exists()


class TestTwice:
    def test_a_double_send_is_one_report(self, reporter):
        reporter.start()
        first, second = reporter.send(), reporter.send()
        assert first.url == second.url
        assert ClaimReport.objects.count() == 1

    def test_going_back_after_sending_leads_to_the_thanks(self, reporter):
        reporter.start()
        reporter.send()
        assert reporter.check().url == reporter.at(f"{reporter.token}/done/")
        assert reporter.done().status_code == 200

    def test_thanks_before_sending_lead_back(self, reporter):
        reporter.start()
        assert reporter.done().url == reporter.at(f"{reporter.token}/")


class TestToken:
    @pytest.mark.parametrize("token", ["x", "a" * 43, "a" * 2000, "..", "%00"])
    def test_an_unknown_one_is_gone_in_the_readers_language(self, reporter, language, token):
        response = reporter.client.post(f"/{language}/report/{token}/", {"text": SCRIPT})
        assert response.status_code in (404, 410)
        assert SCRIPT not in response.text
        assert f'lang="{language}"' in response.text

    def test_someone_elses_is_gone(self, reporter):
        reporter.start()
        assert Client().get(reporter.at(f"{reporter.token}/")).status_code == 410
        assert Client().post(reporter.at(f"{reporter.token}/"), {"send": "1"}).status_code == 410
        assert not ClaimReport.objects.exists()

    def test_a_forged_pass_is_none(self, reporter):
        reporter.start()
        stranger = Client()
        stranger.cookies["report_pass"] = f'[["{reporter.token}", 99999999999]]'
        assert stranger.get(reporter.at(f"{reporter.token}/")).status_code == 410

    def test_an_expired_one_is_gone_with_a_way_on(self, reporter):
        reporter.start()
        Draft.objects.all().delete()
        response = reporter.send()
        assert response.status_code == 410
        assert 'href="/kk/report/' in response.text or 'action="/kk/report/' in response.text

    def test_a_token_of_a_question_is_no_report(self, reporter):
        reporter.start()
        Draft.objects.update(kind="question")
        assert reporter.check().status_code == 410


class TestBadInput:
    @pytest.mark.parametrize("text", ["", "   \n\t ", "\u200b\u200b", "\x00\x01\x02", "қысқа"])
    def test_too_little_is_told(self, reporter, language, text):
        reporter.language = language
        response = reporter.start(text=text)
        assert response.status_code == 422
        assert 'id="id_text_error"' in response.text
        assert not Draft.objects.exists()

    def test_too_much_is_told_and_kept(self, reporter, language):
        reporter.language = language
        response = reporter.start(text="сөз " * 25_000)
        assert response.status_code == 422
        assert "3000" in response.text.replace("\xa0", "").replace("\u202f", "").replace(" ", "")
        assert response.text.count("сөз") >= 25_000

    @pytest.mark.parametrize(
        "text", ["😀" * 30, "هذا الخبر كاذب تماما", "Бөгет\x00 бұзылды\x1b[31m дейді", SCRIPT, "'; DROP TABLE page; --"]
    )
    def test_strange_texts_are_texts(self, reporter, text):
        reporter.start(text=text, where_seen=SCRIPT)
        page = reporter.check().text
        assert SCRIPT not in page
        assert "\x00" not in page
        reporter.send()
        kept = ClaimReport.objects.get()
        assert kept.text == text.replace("\x00", "").replace("\x1b", "")
        assert kept.where_seen == SCRIPT

    @pytest.mark.parametrize(
        "links",
        [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "http://",
            "nonsense",
            "https://a.kz/" + "x" * 600,
            "https://example.org/a ftp://example.org/b",
        ],
    )
    def test_what_is_no_link_is_refused(self, reporter, links):
        response = reporter.start(links=links)
        assert response.status_code == 422
        assert 'id="id_links_error"' in response.text
        assert TEXT in response.text

    def test_ten_thousand_links_are_refused_and_kept(self, reporter, language):
        reporter.language = language
        response = reporter.start(links="\n".join(f"https://example.org/{n}" for n in range(10_000)))
        assert response.status_code == 422
        assert "10000" in response.text.partition("id_links_error")[2][:400]
        assert "https://example.org/9999" in response.text
        assert not Draft.objects.exists()

    def test_the_same_link_twice_is_one(self, reporter):
        reporter.start(links="example.org/a https://example.org/a")
        reporter.send()
        assert ClaimReport.objects.get().links == ["https://example.org/a"]

    def test_an_unknown_topic_is_told(self, reporter):
        response = reporter.start(topic="nonsense")
        assert response.status_code == 422
        assert 'id="id_topic_error"' in response.text

    def test_a_program_is_taken_in_and_marked(self, reporter):
        reporter.start(website="https://spam.example")
        assert reporter.send().status_code == 302
        assert ClaimReport.objects.get().quarantined

    def test_one_try_too_many(self, reporter, settings):
        settings.LIMITS = {"submit": (1, 600)}
        reporter.start()
        reporter.send()
        reporter.start()
        response = reporter.send()
        assert response.status_code == 429
        assert response["Retry-After"]
        assert ClaimReport.objects.count() == 1


def picture(width: int = 40, height: int = 30, kind: str = "JPEG", **save) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(buffer, kind, **save)
    return buffer.getvalue()


def upload(content: bytes, name: str = "post.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


class TestPictures:
    @pytest.fixture
    def at_send(self, reporter):
        reporter.start()
        return reporter

    def test_a_picture_comes_without_what_hides_in_it(self, at_send):
        exif = Image.Exif()
        exif[0x010E] = "SECRETPLACE"
        at_send.send(pictures=upload(picture(exif=exif, comment=b"SECRETPLACE")))
        kept = Attachment.objects.get()
        assert kept.owner == ClaimReport.objects.get().reference
        content = kept.file.read()
        assert b"SECRETPLACE" not in content
        assert Image.open(io.BytesIO(content)).size == (40, 30)

    def test_huge_dimensions_are_refused_before_anything_is_unpacked(self, at_send, language):
        at_send.language = language
        bomb = picture(9000, 9000, "PNG")
        response = at_send.send(pictures=upload(bomb, "bomb.png"))
        assert response.status_code == 422
        assert 'id="id_pictures_error"' in response.text
        assert not ClaimReport.objects.exists()
        assert at_send.send().status_code == 302  # nothing typed was lost

    @pytest.mark.parametrize(
        ("content", "name"),
        [
            (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "a.svg"),
            (b"%PDF-1.4 %%EOF", "a.pdf"),
            (b"<?php echo 1;", "a.jpg"),
            (b"", "empty.jpg"),
            (picture()[:200], "half.jpg"),
            (picture(), "a.png"),
        ],
    )
    def test_what_is_no_picture_is_told(self, at_send, content, name):
        response = at_send.send(pictures=upload(content, name))
        assert response.status_code == 422
        assert 'id="id_pictures_error"' in response.text
        assert not Attachment.objects.exists()

    def test_good_ones_are_kept_beside_a_bad_one_and_can_be_taken_back(self, at_send):
        response = at_send.send(pictures=[upload(picture()), upload(b"x" * 20, "b.jpg")])
        assert response.status_code == 422
        kept = Attachment.objects.get()
        assert f'value="{kept.pk}"' in response.text
        at_send.client.post(at_send.at(f"{at_send.token}/"), {"remove": str(kept.pk)})
        assert not Attachment.objects.exists()

    def test_too_much_at_once_is_told(self, at_send):
        at_send.similar()
        body = {"pictures": upload(b"x" * (17 * 1024 * 1024))}
        response = at_send.client.post(at_send.at(f"{at_send.token}/"), body)
        assert response.status_code == 413
        assert "notice-error" in response.text


class TestAddress:
    def test_it_is_sealed_and_asked_to_confirm(self, reporter):
        reporter.start()
        reporter.send(email="Aigul@example.org", consent="on")
        contact = ClaimReport.objects.get().contact
        assert "example" not in contact.email_sealed
        assert contact.email() == "Aigul@example.org"
        assert Notice.objects.get().template == "confirm_contact"
        assert reporter.done().status_code == 200

    def test_without_consent_it_is_not_kept(self, reporter, language):
        reporter.language = language
        reporter.start()
        response = reporter.send(email="a@example.org")
        assert response.status_code == 422
        assert 'id="id_consent_error"' in response.text
        assert 'value="a@example.org"' in response.text
        assert not Contact.objects.exists()

    def test_nonsense_is_told(self, reporter):
        reporter.start()
        assert reporter.send(email="nonsense", consent="on").status_code == 422


class TestWhileTyping:
    def test_the_fragment_shows_what_is_checked(self, similar, index, language, client):
        page = RebuttalFactory(parent=index)
        similar.append(hit(page))
        response = client.post(f"/{language}/report/similar/", {"text": TEXT})
        assert page.claim in response.text
        assert f'value="rebuttal:{page.pk}" form="enough"' in response.text
        mark = response.text.partition('name="shown" value="')[2].partition('"')[0]
        again = client.post(f"/{language}/report/", {"enough": f"rebuttal:{page.pk}", "shown": mark})
        assert again.url == f"/{language}/report/enough/"
        assert Deflection.objects.get().outcome == "sufficed"

    def test_texts_are_posted(self, client):
        assert client.get("/kk/report/similar/").status_code == 405

    def test_a_changed_text_is_compared_anew(self, similar, index, reporter):
        reporter.start()
        reporter.check()
        similar.append(hit(RebuttalFactory(parent=index)))
        response = reporter.client.post(
            reporter.at(f"{reporter.token}/text/"), {"text": "Мүлде басқа хабарлама тарады"}
        )
        assert response.url == reporter.at(f"{reporter.token}/similar/")
        assert reporter.similar().status_code == 200

    def test_nobody_skips_what_is_checked_already(self, similar, index, reporter):
        reporter.start()
        sent = reporter.client.post(reporter.at(f"{reporter.token}/"), {"send": "1"})
        assert sent.url == reporter.at(f"{reporter.token}/similar/")
        assert not ClaimReport.objects.exists()


class TestSuspicion:
    def test_a_hurried_sender_gets_work_and_waits_without_it(self, reporter, settings):
        settings.SUSPICION = {"least_seconds": 30}
        reporter.start()
        assert "data-challenge" in reporter.check().text
        reporter.client.post(reporter.at(f"{reporter.token}/"), {"send": "1"})
        report = ClaimReport.objects.get()
        assert report.quarantined
        assert report.case.quarantined

    def test_who_takes_their_time_needs_no_scripts(self, reporter, settings):
        settings.SUSPICION = {"least_seconds": 30}
        reporter.start()
        assert "data-challenge" in reporter.check().text
        reporter.send()
        assert not ClaimReport.objects.get().quarantined
