"""The HTML of pages as the server sends it: those of a walk, those that no link leads to, forms with their errors."""

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from html import unescape
from typing import Final

from portal import languages
from tests.browser.addresses import by_kind
from tests.browser.crawl import Crawl

HIDDEN: Final = re.compile(r"<input[^>]*type=\"hidden\"[^>]*>")
POSTED: Final = re.compile(r"<form(?P<head>[^>]*method=\"post\"[^>]*)>(?P<body>.*?)</form>", re.DOTALL)


def collected(base: str, crawls: dict[str, Crawl], number: str) -> dict[str, str]:
    """HTML by address; `number` is that of an answered question."""
    pages = {visit.address: visit.html for crawl in crawls.values() for visit in crawl.pages}
    for language in languages.CODES:
        for path in by_kind().values():
            address = f"/{language}/{path.format(number=number)}"
            if address not in pages:
                pages[address] = got(base, address)
    kinds = {f"/kk/{path.format(number=number)}" for path in by_kind().values()}
    for address in sorted(kinds):
        pages |= dict(sent_empty(base, address, pages[address]))
    return pages


def got(base: str, address: str) -> str:
    url = base + urllib.parse.quote(address, safe="/?&=%")
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        return error.read().decode()


def sent_empty(base: str, address: str, html: str) -> Iterator[tuple[str, str]]:
    """What the forms of a page answer when nothing was filled in: the page with its errors."""
    for _ in POSTED.findall(html)[:1]:
        jar = http.cookiejar.CookieJar()
        client = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        fresh = client.open(base + address, timeout=20).read().decode()
        form = POSTED.search(fresh)
        if form is None:
            return
        fields = {
            unescape(attribute(tag, "name")): unescape(attribute(tag, "value")) for tag in HIDDEN.findall(form["body"])
        }
        target = urllib.parse.urljoin(base + address, unescape(attribute(form["head"], "action")))
        try:
            answer = client.open(target, urllib.parse.urlencode(fields).encode(), timeout=20)
            yield f"{address} (sent empty)", answer.read().decode()
        except urllib.error.HTTPError as error:
            yield f"{address} (sent empty)", error.read().decode()


def attribute(tag: str, name: str) -> str:
    found = re.search(rf"\b{name}=\"([^\"]*)\"", tag)
    return found[1] if found else ""
