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
