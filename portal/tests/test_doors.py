"""Addresses without a language: the front door, the switcher, health, robots."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal.tests.trees import get
from portal.views import asked_for


class TestFrontDoor:
    @pytest.mark.parametrize(
        ("header", "language"),
        [
            ("", "kk"),
            ("ru", "ru"),
            ("ru-RU,ru;q=0.9,en;q=0.8", "ru"),
            ("en;q=0.5, ru;q=0.9", "ru"),
            ("fr,de", "kk"),
            ("kk-KZ,ru;q=0.9", "kk"),
            ("kaz,ru", "kk"),
            ("ru;q=0,en;q=0.1", "en"),
            ("ru;q=nonsense,en;q=0.3", "en"),
            (";;;,,,=", "kk"),
        ],
    )
    def test_language_of_the_browser(self, header, language):
        assert asked_for(header) == language

    def test_goes_by_the_header_and_is_never_cached(self):
        response = get("/", **{"Accept-Language": "ru"})
        assert (response.status_code, response["Location"]) == (302, "/ru/")
        assert "no-store" in response["Cache-Control"]
        assert {"Accept-Language", "Cookie"} <= {word.strip() for word in response["Vary"].split(",")}

    def test_the_remembered_choice_comes_first(self):
        client = Client()
        client.cookies["language"] = "en"
        assert get("/", client, **{"Accept-Language": "ru"})["Location"] == "/en/"

    def test_nonsense_in_the_cookie(self):
        client = Client()
        client.cookies["language"] = "../x"
        assert get("/", client)["Location"] == "/kk/"


class TestSwitcher:
    def test_remembers_and_leads_on(self):
        response = get("/language/ru/?next=/ru/news/%3Fpage%3D2")
        assert (response.status_code, response["Location"]) == (302, "/ru/news/?page=2")
        assert response.cookies["language"].value == "ru"

    @pytest.mark.parametrize(
        "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:1", ""]
    )
    def test_leads_nowhere_else(self, target):
        assert get(f"/language/ru/?next={target}")["Location"] == "/ru/"

    def test_unknown_language(self, db):
        assert get("/language/xx/").status_code == 404


class TestAliases:
    @pytest.mark.parametrize("alias", ["kz", "kaz", "KZ"])
    def test_path_and_query_are_kept(self, alias):
        response = get(f"/{alias}/news/?page=2")
        assert (response.status_code, response["Location"]) == (301, "/kk/news/?page=2")


class TestForMachines:
    def test_health(self, db):
        assert get("/healthz").json() == {"status": "ok"}

    def test_robots(self):
        text = get("/robots.txt").content.decode()
        assert "Sitemap: http://testserver/sitemap.xml" in text
        assert "Disallow: /language/" in text

    def test_where_to_tell_of_a_hole(self, settings):
        settings.SECURITY_CONTACT = "mailto:security@example.gov.kz"
        lines = get("/.well-known/security.txt").content.decode().splitlines()
        said = dict(line.split(": ", 1) for line in lines)
        assert said["Contact"] == "mailto:security@example.gov.kz"
        assert said["Preferred-Languages"] == "kk, ru, en"
        ahead = datetime.fromisoformat(said["Expires"]) - timezone.now()
        assert timedelta(days=150) < ahead < timedelta(days=365)  # RFC 9116, 2.5.5: less than a year

    def test_nothing_is_said_where_nobody_listens(self, settings, db):
        settings.SECURITY_CONTACT = ""
        assert get("/.well-known/security.txt").status_code == 404

    def test_robots_names_the_maps_of_news(self):
        assert "Sitemap: http://testserver/kk/feed/sitemap.xml" in get("/robots.txt").content.decode()

    def test_favicon(self):
        assert get("/favicon.ico").status_code == 302
