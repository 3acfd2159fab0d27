"""Links: what is broken now, what is asked at night, and the two reports."""

import socket
import threading
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.tests import bodies
from portal.tests.trees import home, translated
from press.tests.factories import NewsFactory, PressSectionFactory
from proofing import nightly, outside, reports
from proofing.models import Fault, OutsideLink, Review
from proofing.outside import UNKNOWN, Answer
from proofing.reading import proof_of
from proofing.registry import findings
from proofing.tests.editing import signed_in

NIGHT = datetime(2026, 11, 26, 3, 0, tzinfo=ZoneInfo("Asia/Almaty"))


def written(page, html):
    page.body = [("paragraph", html)]
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


@pytest.fixture
def section(db):
    return PressSectionFactory(parent=home())


@pytest.fixture
def story(section):
    return NewsFactory(parent=section, slug="story")


@pytest.fixture
def _asking(settings):
    settings.LINK_CHECKS = True


def found(page):
    return [(each.code, each.text) for each in findings(proof_of(page)) if each.code.startswith("link-")]


class TestOurOwn:
    def test_each_kind_is_judged_as_a_reader_would_meet_it(self, section, story):
        draft = NewsFactory(parent=section, slug="draft", live=False)
        other = NewsFactory(parent=section, slug="other")
        elsewhere = translated(NewsFactory(parent=section, slug="third"), "ru")
        type(elsewhere).objects.filter(slug="third", locale__language_code="kk").update(live=False)
        file = bodies.document()
        page = written(
            story,
            f'<p><a linktype="page" id="{draft.pk}">нобай</a> <a linktype="page" id="{other.pk}">бет</a> '
            f'<a linktype="page" id="{elsewhere.pk}">орысша</a> <a linktype="page" id="999999">жоқ</a> '
            f'<a linktype="document" id="{file.pk}">файл</a> <a linktype="document" id="888888">жоғалған</a> '
            '<a href="/kk/news/other/">мекенжай</a> <a href="/kk/news/nothing/">бос</a> <a href="/nowhere">еш жер</a> '
            '<a href="/kk/questions/">сұрақтар</a> <a href="mailto:a@example.org">хат</a> <a href="#a">осында ғана</a> '
            '<a href="http://testserver/kk/news/gone/">біздікі</a></p>',
        )
        assert sorted(code for code, _text in found(page)) == [
            "link-document", "link-page", "link-page", "link-path", "link-path", "link-path",
        ]  # fmt: skip

    def test_a_page_that_is_taken_off_is_in_the_report_at_once(self, section, story):
        target = NewsFactory(parent=section, slug="target", title="Нысана")
        written(story, f'<p><a linktype="page" id="{target.pk}">бет</a> <a href="/kk/news/target/">мекенжай</a></p>')
        browser = signed_in(language="kk")
        assert "Ашылмайтын сілтеме табылған жоқ" in browser.get(reverse("proofing:links")).text
        target.unpublish()
        text = browser.get(reverse("proofing:links")).text
        assert "Нысана" in text
        assert "/kk/news/target/" in text
        only = browser.get(reverse("proofing:links"), {"kind": "page", "language": "kk"}).text
        assert "/kk/news/target/" not in only
        assert "Нысана" not in browser.get(reverse("proofing:links"), {"language": "ru"}).text
        table = browser.get(reverse("proofing:links"), {"export": "csv"}).getvalue().decode()
        assert "http://testserver/kk/news/story/" in table


class TestNights:
    def test_what_pages_lead_to_is_noted_and_forgotten(self, story):
        written(story, '<p><a href="https://a.example/x#part">а</a> <a href="https://b.example/">б</a></p>')
        assert set(OutsideLink.objects.values_list("address", flat=True)) == {
            "https://a.example/x",
            "https://b.example/",
        }
        page = written(story, '<p><a href="https://a.example/x">а</a></p>')
        assert list(OutsideLink.objects.values_list("address", flat=True)) == ["https://a.example/x"]
        page.unpublish()
        assert not OutsideLink.objects.exists()

    @pytest.mark.usefixtures("_asking")
    def test_dead_is_what_fails_two_nights_in_a_row(self, story):
        page = written(story, '<p><a href="https://a.example/">а</a> <a href="https://b.example/">б</a></p>')
        answers = {"https://a.example/": Answer(Fault.GONE, 404), "https://b.example/": Answer(status=200)}
        assert nightly.run(NIGHT, answers.__getitem__) == 2
        assert not found(page)
        assert nightly.run(NIGHT + timedelta(hours=1), answers.__getitem__) == 0
        nightly.run(NIGHT + timedelta(days=1), answers.__getitem__)
        assert [code for code, _text in found(page)] == ["link-dead"]
        line = reports.broken(signed_in().user)[0]
        assert (line.address, line.since, [each.pk for each in line.pages]) == ("https://a.example/", NIGHT, [page.pk])
        answers["https://a.example/"] = Answer(status=200)
        nightly.run(NIGHT + timedelta(days=2), answers.__getitem__)
        assert not found(page)

    @pytest.mark.usefixtures("_asking")
    def test_without_a_line_nobody_is_called_dead(self, story):
        written(story, '<p><a href="https://a.example/">а</a> <a href="https://b.example/">б</a></p>')
        answers = iter([UNKNOWN, Answer(Fault.SILENT)])
        assert nightly.run(NIGHT, lambda address: next(answers)) == 0
        assert not OutsideLink.objects.exclude(checked_at=None).exists()
        assert "not checked yet" in signed_in().get(reverse("proofing:links")).text

    def test_by_day_and_where_it_is_switched_off_nobody_is_asked(self, story, settings):
        written(story, '<p><a href="https://a.example/">а</a></p>')
        assert nightly.run(NIGHT, lambda address: pytest.fail("asked")) == 0
        settings.LINK_CHECKS = True
        assert nightly.run(NIGHT + timedelta(hours=9), lambda address: pytest.fail("asked")) == 0
        settings.LINK_CHECKS = False
        assert "switched off" in signed_in().get(reverse("proofing:links")).text

    @pytest.mark.usefixtures("_asking")
    def test_one_host_is_asked_slowly(self, story):
        written(story, '<p><a href="https://a.example/1">а</a> <a href="https://a.example/2">б</a></p>')
        pauses = []
        nightly.run(NIGHT, lambda address: Answer(status=200), pauses.append)
        assert len(pauses) == 1
        assert 0.5 < pauses[0] <= 1


class Answers(BaseHTTPRequestHandler):
    """/404, /onward (to /200), /no-head (405 to HEAD), /inward (to a closed network), /loop."""

    def do_HEAD(self):
        self.told("HEAD")

    def do_GET(self):
        self.told("GET")

    def told(self, method):
        onward = {"/onward": "/200", "/inward": "http://169.254.169.254/", "/loop": "/loop"}.get(self.path)
        status = 302 if onward else 404 if self.path == "/404" else 200
        if self.path == "/no-head" and method == "HEAD":
            status = 405
        self.send_response(status)
        if onward:
            self.send_header("Location", onward)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


class TestAsking:
    @pytest.fixture
    def server(self, monkeypatch):
        """A real server; for the test alone this machine counts as public, under a name and the usual port."""
        server = HTTPServer(("127.0.0.1", 0), Answers)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        real, port = socket.create_connection, server.server_port
        judged = outside.is_public
        monkeypatch.setattr(outside, "is_public", lambda text: text == "127.0.0.1" or judged(text))
        monkeypatch.setattr(outside.socket, "create_connection", lambda to, **more: real((to[0], port), **more))
        yield "http://localhost"
        server.shutdown()
        server.server_close()

    @pytest.mark.parametrize(
        ("path", "fault", "status"),
        [("/200", "", 200), ("/404", "gone", 404), ("/onward", "", 200), ("/no-head", "", 200),
         ("/loop", "loop", None), ("/inward", "private", None), ("/қазақша?б=1", "", 200)],
    )  # fmt: skip
    def test_answers(self, server, path, fault, status, monkeypatch):
        monkeypatch.setattr(outside.socket, "getaddrinfo", _only_ipv4(socket.getaddrinfo))
        assert outside.ask(f"{server}{path}") == Answer(fault, status)

    @pytest.mark.parametrize(
        "address",
        ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://10.0.0.1/", "http://2130706433/",
         "https://169.254.169.254/latest/meta-data/", "http://user:word@127.0.0.1/", "ftp://example.org/",
         "http://93.184.215.14:22/", "http://0/"],
    )  # fmt: skip
    def test_a_closed_network_is_never_connected_to(self, address, monkeypatch):
        monkeypatch.setattr(outside.socket, "create_connection", lambda *args, **more: pytest.fail("connected"))
        assert outside.ask(address).fault in {Fault.PRIVATE, Fault.NO_HOST}

    @pytest.mark.parametrize("address", ["http://", "http://[", "http://a:99999/", f"http://{'a' * 300}.org/", "x"])
    def test_what_is_no_address(self, address, monkeypatch):
        monkeypatch.setattr(outside.socket, "create_connection", lambda *args, **more: pytest.fail("connected"))
        assert outside.ask(address).fault


def _only_ipv4(real):
    return lambda *args, **more: [row for row in real(*args, **more) if row[0] == socket.AF_INET]


class TestAging:
    def test_what_expires_and_what_nobody_has_read(self, section, story):
        at = timezone.now()
        pages = type(story).objects
        expiring = NewsFactory(parent=section, slug="a", title="Бітеді", last_published_at=at)
        old = NewsFactory(parent=section, slug="b", title="Ескі", last_published_at=at - timedelta(days=500))
        pages.filter(pk=expiring.pk).update(expire_at=at + timedelta(days=3))
        browser = signed_in(language="kk")
        text = browser.get(reverse("proofing:aging")).text
        assert "Бітеді" in text
        assert "Ескі" in text
        assert "Ескі" not in browser.get(reverse("proofing:aging"), {"what": "expiring"}).text
        browser.post(reverse("proofing:page", args=[old.pk]))
        assert Review.objects.get().by == browser.user
        assert "Ескі" not in browser.get(reverse("proofing:aging")).text
        assert "Бітеді" in browser.get(reverse("proofing:aging"), {"export": "csv"}).getvalue().decode()

    def test_the_reports_are_for_those_who_look_after_pages(self, db, client, django_user_model):
        client.force_login(django_user_model.objects.create_user("nobody", password="x", is_staff=True))
        for name in ("links", "aging"):
            assert client.get(reverse(f"proofing:{name}")).status_code == 302
