"""Reporting a claim, step by step, in three languages, with everything that people and programs send."""

import pytest
from django.test import Client

from directory.models import Topic
from intake.models import Deflection, Draft
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

    def check(self):
        return self.client.get(self.at(f"{self.token}/"))

    def send(self, **fields):
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
        reporter.start(where_seen="WhatsApp", url="https://example.org/a", topic="floods")
        assert TEXT in reporter.check().text
        assert reporter.send().url == reporter.at(f"{reporter.token}/done/")
        report = ClaimReport.objects.get()
        done = reporter.done()
        assert str(report.pk) in done.text
        assert f"/{language}/fact-check/" in done.text
        assert (report.text, report.language, report.where_seen) == (TEXT, language, "WhatsApp")
        assert (report.url, report.topic.key, report.status) == ("https://example.org/a", "floods", "new")
        assert not report.quarantined

    def test_what_is_checked_already_is_shown_with_its_verdict(self, similar, index, language):
        kazakh = RebuttalFactory(parent=index, verdict="misleading")
        russian = translated(kazakh, "ru", claim="Плотина разрушена")
        similar += [hit(russian), hit(kazakh)]
        reporter = Reporter(language)
        reporter.start()
        text = reporter.check().text
        assert text.index(russian.claim) < text.index(kazakh.claim)
        assert "verdict-misleading" in text
        assert kazakh.conclusion in text
        assert (f'{russian.slug}/" lang="ru">' in text) == (language != "ru")
        shown = Deflection.objects.get()
        assert shown.shown == [f"rebuttal:{russian.pk}", f"rebuttal:{kazakh.pk}"]

    def test_enough_erases_what_was_typed(self, similar, index, reporter):
        similar.append(hit(RebuttalFactory(parent=index)))
        reporter.start()
        reporter.check()
        response = reporter.client.post(reporter.at(f"{reporter.token}/"), {"enough": "1"})
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
        "url",
        [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "http://",
            "nonsense",
            "https://a.kz/" + "x" * 600,
        ],
    )
    def test_what_is_no_link_is_refused(self, reporter, url):
        response = reporter.start(url=url)
        assert response.status_code == 422
        assert 'id="id_url_error"' in response.text
        assert TEXT in response.text

    def test_a_link_without_its_scheme_is_one(self, reporter):
        reporter.start(url="example.org/a")
        reporter.send()
        assert ClaimReport.objects.get().url == "https://example.org/a"

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
