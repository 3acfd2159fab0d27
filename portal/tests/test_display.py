"""The reader's display: the pure parser, and the page that sets its cookie."""

from itertools import product

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from portal import display
from portal.display import NORMAL, Display


class TestParse:
    def test_every_choice_is_read_back(self):
        for choice in product(display.SCHEMES, display.SIZES, display.SPACINGS, display.PICTURES):
            chosen = Display(*choice)
            value = display.serialize(chosen)
            assert display.parse(value) == chosen
            assert len(value) <= display.LONGEST

    def test_normal_needs_no_cookie(self):
        assert display.serialize(NORMAL) == ""
        assert display.attributes(NORMAL) == {}

    @pytest.mark.parametrize(
        "value",
        [
            "",
            "s=pink",
            "s=bw&s=wb",
            "s=bw&x=1",
            "z=1000",
            "s=bw&" + "z=150&" * 20,
            "<script>",
            "s",
            "s=",
            'z=150" onload="x',
        ],
    )
    def test_anything_else_is_the_normal_version(self, value):
        assert display.parse(value) == NORMAL

    def test_attributes_name_what_differs(self):
        assert display.attributes(Display(scheme="bw", pictures="off")) == {"data-scheme": "bw", "data-pictures": "off"}

    def test_sizes_end(self):
        assert display.sized(Display(size="150"), 1) == Display(size="200")
        assert display.sized(Display(size="125", scheme="bw"), -1) == Display(scheme="bw")
        assert display.sized(Display(size="200"), 1) is None
        assert display.sized(NORMAL, -1) is None


@pytest.mark.django_db
class TestOneTap:
    def test_takes_the_choice_and_leads_back(self, client):
        answer = client.get("/ru/display/set/", {"view": "s=wb&z=150", "next": "/ru/news/"})
        assert (answer.status_code, answer["Location"]) == (302, "/ru/news/")
        assert answer.cookies[display.COOKIE].value == "s=wb&z=150"
        assert "no-store" in answer["Cache-Control"]

    def test_nothing_is_the_normal_version(self, client):
        client.cookies[display.COOKIE] = "s=wb"
        answer = client.get("/ru/display/set/", {"view": ""})
        assert answer.cookies[display.COOKIE]["max-age"] == 0

    def test_what_is_no_choice_changes_nothing(self, client):
        answer = client.get("/ru/display/set/", {"view": "s=pink", "next": "https://example.org/"})
        assert answer["Location"] == "/ru/"
        assert display.COOKIE not in answer.cookies

    def test_other_ways_are_refused(self, client):
        assert client.post("/ru/display/set/", {"view": "s=wb"}).status_code == 405

    def test_the_bar_is_there_for_who_chose(self, client):
        assert "display-bar" not in client.get("/ru/questions/").content.decode()
        client.cookies[display.COOKIE] = "z=150"
        assert "display-bar" in client.get("/ru/questions/").content.decode()


@pytest.mark.django_db
class TestPage:
    @pytest.fixture
    def address(self):
        with translation.override("ru"):
            return reverse("display")

    CHOICE = {"scheme": "blue", "size": "150", "spacing": "wide", "pictures": "off"}

    def test_choice_is_remembered_and_leads_back(self, client, address):
        answer = client.post(address, {**self.CHOICE, "next": "/ru/news/?page=2"})
        assert answer.status_code == 302
        assert answer["Location"] == "/ru/news/?page=2"
        cookie = answer.cookies[display.COOKIE]
        assert cookie.value == "s=blue&z=150&l=wide&p=off"
        assert int(cookie["max-age"]) == display.COOKIE_AGE
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"

    def test_choice_is_written_on_the_page(self, client, address):
        client.cookies[display.COOKIE] = "s=wb&z=200"
        page = client.get(address).content.decode()
        assert '<html lang="ru" data-scheme="wb" data-size="200">' in page

    @pytest.mark.parametrize("value", ["", "s=wb"])
    def test_ordinary_pages_vary_by_nothing_else(self, client, value):
        client.cookies[display.COOKIE] = value
        answer = client.get("/ru/no-such-page/")
        assert "Cookie" not in answer.get("Vary", "")
        assert not answer.cookies

    def test_broken_cookie_changes_nothing(self, client, address):
        client.cookies[display.COOKIE] = "s=evil"
        assert '<html lang="ru">' in client.get(address).content.decode()

    def test_reset_forgets(self, client, address):
        client.cookies[display.COOKIE] = "s=wb"
        answer = client.post(address, {"reset": "1"})
        assert answer.cookies[display.COOKIE].value == ""

    def test_normal_choice_forgets(self, client, address):
        normal = {"scheme": "auto", "size": "100", "spacing": "normal", "pictures": "on"}
        assert client.post(address, normal).cookies[display.COOKIE].value == ""

    @pytest.mark.parametrize(
        "foreign", ["https://example.org/", "//example.org/", "javascript:alert(1)", "/\\example.org"]
    )
    def test_way_back_stays_on_this_site(self, client, address, foreign):
        assert client.post(address, {**self.CHOICE, "next": foreign})["Location"] == "/ru/"

    def test_wrong_choice_is_refused_in_words(self, client, address):
        answer = client.post(address, {**self.CHOICE, "scheme": "pink"})
        assert answer.status_code == 422
        assert display.COOKIE not in answer.cookies
        assert 'class="error-summary"' in answer.content.decode()

    def test_token_is_required(self, address):
        assert Client(enforce_csrf_checks=True).post(address, self.CHOICE).status_code == 403
