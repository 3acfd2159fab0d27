"""Requests that no browser would send, and what each of them gets: a clear page, never a 500."""

from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from django.http import HttpResponse
from django.test import Client

from portal.tests.trees import home

pytestmark = pytest.mark.django_db

DIGITS, LONG = "9" * 5000, "a" * 20_000

# Address → the statuses it may have.
ADDRESSES: dict[str, set[int]] = {
    "/kk/questions/?page=abc": {200},
    "/kk/questions/?page=-1": {200},
    f"/kk/questions/?page={DIGITS}": {200},
    "/kk/questions/?topic=%00&region=%FF&agency=%00&state=%00&page=%00": {200},
    "/kk/questions/x%00/": {404},
    "/kk/questions/topic/x%00/": {404},
    f"/kk/questions/agency/{LONG}/": {404},
    "/kk/questions/agency/nobody/feed/": {404},
    f"/kk/questions/statistics/{LONG}/": {404},
    "/api/v1/questions?topic=%00": {400},
    "/api/v1/questions?language=%FF": {400},
    f"/api/v1/questions?limit={DIGITS}": {400},
    "/api/v1/questions?limit=%C2%B2": {400},
    f"/api/v1/questions?cursor={LONG}": {400},
    "/api/v1/questions?cursor=W10": {400},
    "/api/v1/questions?cursor=WyIyMDI2LTAxLTAxVDAwOjAwOjAwKzAwOjAwIiwgdHJ1ZV0": {200, 400},
    "/api/v1/questions?updated_since=0000-00-00": {400},
    "/api/v1/questions?updated_since=9999-12-31T23:59:59-12:00": {400},
    "/api/v1/questions?answered_since=0001-01-01&answered_until=%00": {400},
    "/api/v1/questions/x%00": {404},
    f"/api/v1/questions/{DIGITS}": {404},
    f"/api/v1/{LONG}": {404},
    f"/kk/questions/{DIGITS}/": {404},
    "/kk/questions/track/?number=%00&done=%00": {200},
    "/kk/questions/track/2026-00001/?done=%00": {302},
    f"/kk/questions/track/2026-00001/{LONG}/": {302},
    "/kk/questions/ask/?text=%00%FF": {200},
    f"/kk/questions/ask/?text={LONG}": {200},
    f"/kk/questions/ask/{LONG}/contact/": {410},
    "/kk/questions/2026-00001/useful/?useful=%00": {404},
    "/kk/questions/feed/?%00": {200},
    "/kk/search/?q=%00": {200},
    "/kk/search/?q=%FF%FE&kind=%00&topic=%00": {200},
    f"/kk/search/?q={LONG}": {200},
    "/kk/search/?since=0000-00-00&until=%00&q=a": {200},
    "/kk/search/?since=9999-12-31&until=0001-01-01&q=a": {200},
    "/kk/search/?q=%22%20OR%20NEAR(%20*%20%5E%20AND&page=%00": {200},
    f"/kk/search/?q=a&page={DIGITS}": {200},
    "/kk/search/suggest/?q=%00%FF": {200},
    f"/kk/search/suggest/?q={LONG}": {200},
    "/kk/search/suggest/?q=%22%20OR%20NEAR(%20*%20%5E%20AND": {200},
    "/kk/rebuttals/report/?text=%00%FF": {200, 404},
    f"/kk/confirm/{LONG}/": {404},
    "/kk/display/?next=%00": {200},
    "/kk/_util/authenticate_with_password/99999999999999999999/1/": {404},
    "/kk/%00/": {404},
    "/kk/%FF%FE/": {404},
    f"/kk/{LONG}/": {404},
    f"/kk/?{LONG}": {200},
    "/%00": {404},
    "/%FF": {404},
    f"/?{LONG}": {302, 400},
    f"/kz/{LONG}": {301, 400},
    "/kz/%00": {301},
    "//evil.example/": {404},
    "/kk//evil.example/": {404},
    "/media/%00": {404},
    f"/media/{LONG}": {404},
    "/media/../portal.sqlite3": {404},
    "/media/%2e%2e/portal.sqlite3": {404},
    "/media/..%2fportal.sqlite3": {404},
    "/media//etc/passwd": {404},
    "/media/%2e%2e/private/": {404},
    "/static/%2e%2e/portal.sqlite3": {404},
    f"/static/{LONG}": {404},
    "/static/%00": {404},
    f"/documents/{DIGITS[:30]}/x.pdf": {404},
    "/documents/1/..%2f..%2fx": {404},
    "/sitemap-news-kk-0.xml": {404},
    f"/sitemap-news-kk-{DIGITS[:30]}.xml": {404},
    f"/sitemap-news-kk-{DIGITS}.xml": {404},
    "/sitemap-news-xx-1.xml": {404},
    "/sitemap-nothing-kk-1.xml": {404},
    f"/sitemap-{LONG}-kk-1.xml": {404},
    "/language/xx/": {404},
    "/healthz?x=%00": {200},
    "/robots.txt?%00": {200},
    "/admin/%00": {301, 302, 404},
    f"/admin/pages/{DIGITS[:30]}/": {302},
    "/admin/login/?next=%00": {200},
}
PATHS = ["/", "/kk/", "/kk/questions/", "/kk/questions/ask/", "/kk/questions/track/2026-1/", "/admin/login/", "/nope"]
HEADERS: dict[str, dict[str, Any]] = {
    "languages": {"HTTP_ACCEPT_LANGUAGE": ";;;q=NaN,*;q=inf,kk;q=\x00," + "x" * 9000},
    # A cookie's value may be quoted, with octal escapes: this one holds a NUL.
    "cookies": {
        "HTTP_COOKIE": 'sessionid="\\000abcdefghijk"; language="\\000"; view="\\000s=bw"; question_pass="a:\\000:c";'
        ' question_track_pass=:::; csrftoken="\\000"; messages="\\000"'
    },
    "a long session": {"HTTP_COOKIE": "sessionid=" + "a" * 3000},
    "no cookies at all": {"HTTP_COOKIE": "\xff\xfe=;;;=="},
    "forwarded for": {"HTTP_X_FORWARDED_FOR": "garbage,,", "REMOTE_ADDR": "nonsense"},
    "range": {"HTTP_RANGE": "bytes=abc", "HTTP_IF_NONE_MATCH": "\x00,,W/", "HTTP_IF_MODIFIED_SINCE": "garbage"},
}
FORM = "application/x-www-form-urlencoded"
BODIES: dict[str, tuple[str, bytes, set[int]]] = {
    "unknown keys with NUL": (FORM, b"text=" + b"a" * 20 + b"&topic=%00&region=%00&code=%00&version=%00", {422}),
    "no boundary": ("multipart/form-data", b"xx", {400}),
    "another boundary": ("multipart/form-data; boundary=x", b"--y\r\nbroken", {422}),
    "a boundary that is no word": ("multipart/form-data; boundary=\xd1", b"a", {400}),
    "a charset that is none": (f"{FORM}; charset=utf-99", b"text=a", {422}),
    "no form": ("application/json", b"{", {422}),
    "too many fields": (FORM, b"&".join(b"a%d=1" % n for n in range(10_001)), {400}),
    "too large": (FORM, b"text=" + b"a" * 5_100_000, {413}),
}


@pytest.fixture
def patient(client: Client) -> Client:
    """A client that shows the page of a failure instead of raising it."""
    home()
    client.raise_request_exception = False
    return client


def get(client: Client, address: str) -> HttpResponse:
    """Asks for `address` byte by byte, as a server would hand it on."""
    path, _, query = address.partition("?")
    return client.generic("GET", "/", PATH_INFO=unquote_to_bytes(path).decode("latin-1"), QUERY_STRING=query)


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address[:60])
def test_addresses(patient: Client, address: str) -> None:
    assert get(patient, address).status_code in ADDRESSES[address]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", HEADERS)
def test_headers_and_cookies_count_for_nothing_when_broken(patient: Client, path: str, name: str) -> None:
    plain = Client().get(path).status_code
    assert patient.get(path, **HEADERS[name]).status_code == plain


@pytest.mark.parametrize("path", ["/kk/questions/ask/", "/kk/questions/track/"])
@pytest.mark.parametrize("name", BODIES)
def test_forms(patient: Client, path: str, name: str) -> None:
    content_type, body, statuses = BODIES[name]
    response = patient.generic("POST", path, body, content_type=content_type)
    assert response.status_code in statuses
    assert "<h1" in response.content.decode()


@pytest.mark.parametrize("path", ["/kk/questions/", "/kk/confirm/x/", "/kk/display/", "/admin/login/"])
@pytest.mark.parametrize("name", BODIES)
def test_other_pages_take_no_harm_from_a_body(patient: Client, path: str, name: str) -> None:
    content_type, body, _ = BODIES[name]
    assert patient.generic("POST", path, body, content_type=content_type).status_code < 500


@pytest.mark.parametrize("host", ["evil.example", "\x00", "a" * 300, "testserver:notaport", ""])
@pytest.mark.parametrize(("path", "language"), [("/kk/", "kk"), ("/ru/questions/", "ru"), ("/admin/", "kk")])
def test_a_host_that_is_not_ours_gets_a_page_in_words(patient: Client, host: str, path: str, language: str) -> None:
    response = patient.get(path, HTTP_HOST=host)
    assert response.status_code == 400
    assert f'<html lang="{language}">' in response.content.decode()
    assert "Location" not in response


@pytest.mark.parametrize(
    "wanted", ["//evil.example", "/%5Cevil.example", "https://evil.example", "javascript:1", "%00//evil", "///evil", ""]
)
@pytest.mark.parametrize("path", ["/language/ru/", "/ru/display/"])
def test_the_way_back_stays_on_the_site(patient: Client, path: str, wanted: str) -> None:
    if path.startswith("/language/"):
        response = get(patient, f"{path}?next={wanted}")
    else:
        response = patient.post(f"{path}?next={wanted}", {"reset": "1"})
    assert (response.status_code, response["Location"]) == (302, "/ru/")


def test_no_header_is_smuggled_in_by_an_address(patient: Client) -> None:
    for address in ("/language/kk/?next=/%0d%0aX-Bad:1", "/kz/%0d%0aX-Bad:1", "/?%0d%0aX-Bad:1"):
        response = get(patient, address)
        assert "X-Bad" not in response
        assert "\n" not in response.get("Location", "")
