"""What the page server tells the service worker, and which answers it lets devices keep."""

import re

import pytest
from django.test import Client
from django.utils import translation

from portal import languages, offline


@pytest.mark.django_db
class TestWorker:
    def test_stands_at_the_root_and_is_never_kept_by_caches(self, client: Client) -> None:
        answer = client.get("/offline-worker.js")
        assert answer["Content-Type"].startswith("text/javascript")
        assert answer["Cache-Control"] == "no-cache"
        assert not answer.cookies
        text = answer.content.decode()
        assert text.startswith("const PORTAL = {")
        for code in languages.CODES:
            assert f"/{code}/offline/" in text

    def test_its_version_is_made_of_what_it_holds(self) -> None:
        assert re.search(r'"version": "[0-9a-f]{16}"', offline.worker())
        with translation.override("en"):
            offline._text.cache_clear()
            english = offline.worker()
        offline._text.cache_clear()
        assert english == offline.worker(), "the language of the first request changes the worker"

    def test_switched_off_it_undoes_itself(self, client: Client, settings) -> None:
        settings.OFFLINE_READING = False
        assert "unregister" in client.get("/offline-worker.js").content.decode()
        assert client.get("/kk/offline/").status_code == 404
        page = client.get("/kk/questions/")
        assert offline.HEADER not in page
        assert "keep_reading" not in page.content.decode()


@pytest.mark.django_db
class TestWhatMayBeKept:
    def test_public_pages_in_every_view(self, client: Client) -> None:
        assert client.get("/kk/questions/")[offline.HEADER] == offline.KEEP
        client.cookies["view"] = "s=wb"
        assert client.get("/kk/questions/")[offline.HEADER] == offline.KEEP

    @pytest.mark.parametrize(
        "path",
        [
            "questions/ask/", "questions/track/", "report/", "report/track/", "display/", "search/?q=112", "no-such/",
            "offline/",
        ],
    )  # fmt: skip
    def test_nothing_else(self, client: Client, path: str) -> None:
        assert offline.HEADER not in client.get(f"/kk/{path}")

    def test_the_page_about_it(self, client: Client) -> None:
        for code in languages.CODES:
            page = client.get(f"/{code}/offline/").content.decode()
            assert [page.count(f'<dt><a href="tel:{number}">') for number in (101, 102, 103, 112)] == [1, 1, 1, 1]
            assert '<aside class="live-strip"' not in page
