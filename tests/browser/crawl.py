"""A walk over the whole portal by its links, from each language's front page, and what is wrong with what it met.

Asks over HTTP as a reader without scripts; follows what lies below its own language, looks at whether everything else
of the site is there. An address with a query is followed only where it is the next page of a list: filters
combine without end, so of each kind of filter one address is looked at (all of them when `whole`).
"""

import http.client
import re
from collections import deque
from dataclasses import dataclass, field
from html import unescape
from itertools import pairwise
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

from portal import languages
from tests.browser.reading import Document, Text, read
from tests.browser.words import Catalogues

CLICKS: Final = 3
KAZAKH: Final = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)
CYRILLIC: Final = re.compile(r"[Ѐ-ӿ]")
LATIN: Final = re.compile(r"[A-Za-z]")
ENOUGH: Final = 60  # letters from which on a text's language can be told by its letters
# Whoever goes there chooses something or signs in: no place to read.
ASIDE: Final = re.compile(r"^/(language/|admin/|\w\w/display/set/)")


@dataclass
class Visit:
    """An address that was asked for: what it answered, how many clicks from the front page it is, what links it."""

    address: str
    status: int
    clicks: int
    source: str
    html: str = ""
    kind: str = ""
    location: str = ""
    document: Document = field(default_factory=Document)

    @property
    def is_page(self) -> bool:
        return self.status == 200 and self.kind.startswith("text/html")


class Client:
    """One connection to the portal, kept; follows no redirect."""

    # Where the portal believes its proxy, downloads are counted to an address of the walk's own.
    HEADERS: Final = {"X-Forwarded-For": "192.0.2.34"}

    def __init__(self, base: str) -> None:
        self.base = base
        self._connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=30)

    def get(self, address: str, *, method: str = "GET") -> tuple[int, str, str, bytes]:
        """(status, content type, location, body) of `address`, a path with or without a query."""
        for again in (True, False):
            try:
                self._connection.request(method, quote(address, safe="/?&=%+:;,@~-._"), headers=self.HEADERS)
                answer = self._connection.getresponse()
                body = answer.read()
                return (
                    answer.status, answer.headers.get("Content-Type", ""), answer.headers.get("Location", ""), body,
                )  # fmt: skip
            except (http.client.HTTPException, ConnectionError):
                self._connection.close()
                if not again:
                    raise
        raise AssertionError("not reached")


def address_of(href: str, at: str, base: str) -> str | None:
    """The path, with the query that matters, of a link of the page `at`; None when it leads elsewhere."""
    if not href or href.startswith(("mailto:", "tel:", "data:", "javascript:", "#")):
        return None
    parts = urlsplit(urljoin(base + at, href))
    if f"{parts.scheme}://{parts.netloc}" != base:
        return None
    pairs = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "next"]
    return (parts.path or "/") + (f"?{urlencode(pairs)}" if pairs else "")


def filter_kind(address: str) -> tuple[str, tuple[str, ...]]:
    """What addresses with other values of the same filters share."""
    parts = urlsplit(address)
    return parts.path, tuple(sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}))


class Crawl:
    """One language's walk. `visits` holds all that was asked for, by address; `faults` what is wrong, as sentences."""

    def __init__(self, base: str, language: str, *, whole: bool = False, seen: dict[str, Visit] | None = None) -> None:
        """`seen`, shared by the walks of all languages, keeps what is in none of them."""
        self.base, self.language, self.whole = base, language, whole
        self._seen = {} if seen is None else seen
        self.visits: dict[str, Visit] = {}
        self.faults: list[str] = []
        self._client = Client(base)
        self._kinds: set[tuple[str, tuple[str, ...]]] = set()
        self._files: dict[str, str] = {}

    @property
    def pages(self) -> list[Visit]:
        """The pages of this language that were met."""
        return [visit for visit in self.visits.values() if visit.is_page and self.own(visit.address)]

    def own(self, address: str) -> bool:
        return address.startswith(f"/{self.language}/")

    def run(self) -> "Crawl":
        """Walks, then looks at what was met."""
        waiting = deque([(f"/{self.language}/", 0, "")])
        while waiting:
            address, clicks, source = waiting.popleft()
            if address in self.visits:
                continue
            visit = self._visit(address, clicks, source)
            for link in visit.document.links:
                found = address_of(link.href, address, self.base)
                if found and found not in self.visits and self._wanted(found):
                    waiting.append((found, clicks + 1, address))
        self._look_at_files()
        for visit in self.visits.values():
            self._look_at(visit)
        return self

    def _wanted(self, address: str) -> bool:
        if ASIDE.match(address):
            return False
        path, names = filter_kind(address)
        if not names or names == ("page",) or self.whole:
            return True
        new = (path, names) not in self._kinds
        self._kinds.add((path, names))
        return new

    def _visit(self, address: str, clicks: int, source: str) -> Visit:
        if address in self._seen:
            self.visits[address] = self._seen[address]
            return self.visits[address]
        status, kind, location, body = self._client.get(address)
        visit = Visit(address, status, clicks, source, kind=kind, location=location)
        self.visits[address] = visit
        if address.split("/")[1] not in languages.CODES:
            self._seen[address] = visit
        if visit.is_page:
            visit.html = body.decode()
            document = read(visit.html)
            for file in document.files:
                found = address_of(file, address, self.base)
                if found:
                    self._files.setdefault(found, address)
            plain = not urlsplit(address).query or filter_kind(address)[1] == ("page",)
            visit.document = document
            if not self.own(address) or not (plain or self.whole):
                document.links = []
        return visit

    def _look_at_files(self) -> None:
        for address, source in self._files.items():
            if address not in self.visits:
                status, *_ = self._client.get(address, method="HEAD")
                if status != 200:
                    self.faults.append(f"dead: {address} answers {status}; needed by {source}")

    def _look_at(self, visit: Visit) -> None:
        if visit.status in (301, 302, 308):
            target = address_of(visit.location, visit.address, self.base)
            if target and target not in self.visits and not ASIDE.match(target):
                status, *_ = self._client.get(target)
                if status != 200:
                    self.faults.append(f"dead: {visit.address} leads to {target}, which answers {status}")
            return
        if visit.status != 200:
            self.faults.append(f"dead: {visit.address} answers {visit.status}; linked from {visit.source}")
            return
        if not visit.is_page or not self.own(visit.address):
            return
        if visit.clicks > CLICKS and not urlsplit(visit.address).query and "noindex" not in visit.document.robots:
            self.faults.append(f"deep: {visit.address} is {visit.clicks} clicks away; linked from {visit.source}")
        document = visit.document
        if document.language != self.language:
            self.faults.append(f"language: {visit.address} says it is in {document.language!r}")
        if not document.title.strip():
            self.faults.append(f"title: {visit.address} has none")
        self._look_at_links(visit)
        self.faults += [f"outline: {visit.address} {problem}" for problem in wrong_outline(document)]
        for text in document.texts:
            problem = wrong_language(text)
            if problem:
                self.faults.append(f"language: {visit.address} {problem}: {text.words[:90]}")

    def _look_at_links(self, visit: Visit) -> None:
        for link in visit.document.links:
            if link.href.startswith("#"):
                if link.href != "#" and unquote(link.href[1:]) not in visit.document.ids:
                    self.faults.append(f"dead: {visit.address} has no {link.href}")
                continue
            target = address_of(link.href, visit.address, self.base) or ""
            code = target.split("/")[1] if target.startswith("/") else ""
            if code in languages.CODES and code != self.language and code not in (link.language, link.promised):
                self.faults.append(f"label: {visit.address} does not say that {target} is in {code}")


def wrong_outline(document: Document) -> list[str]:
    """What a screen reader's list of headings and of regions would leave out or say twice."""
    found = []
    main = document.headings[: document.headings.index(1) + 1] if 1 in document.headings else []
    if document.headings.count(1) != 1 or len(main) != 1:
        found.append(f"does not begin with its only first heading: {document.headings}")
    for above, below in pairwise(document.headings):
        if below > above + 1:
            found.append(f"leaps from a heading of level {above} to {below}")
    named = [name for name in document.regions if name]
    if len(named) != len(document.regions) or len(set(named)) != len(named):
        found.append(f"has navigations without a name of their own: {document.regions}")
    return found


def wrong_language(text: Text) -> str:
    """What is wrong with the language that a text claims to be in, told by its letters; "" if nothing is."""
    cyrillic, latin = len(CYRILLIC.findall(text.words)), len(LATIN.findall(text.words))
    if cyrillic + latin < ENOUGH or "://" in text.words:
        return ""
    kazakh = len(KAZAKH.findall(text.words))
    if text.language == "en" and cyrillic > latin:
        return "holds Cyrillic text as English"
    if text.language in ("kk", "ru") and latin > 2 * cyrillic:
        return f"holds Latin text as {text.language}"
    if text.language == "kk" and cyrillic > latin and not kazakh:
        return "holds no Kazakh letter in a Kazakh text"
    if text.language == "ru" and kazakh > cyrillic / 20:
        return "holds Kazakh text as Russian"
    return ""


def untranslated(crawl: Crawl) -> list[str]:
    """The English of the catalogues that stands on pages of another language without saying that it is English."""
    found: dict[str, str] = {}
    for visit in crawl.pages:
        for text in visit.document.texts:
            if text.language == crawl.language:
                found.setdefault(text.words, visit.address)
    english = Catalogues(crawl.language).sort(found).english
    return [f"untranslated: {found[words]} says {words!r}" for words in sorted(english)]


def not_reciprocal(crawls: dict[str, Crawl]) -> list[str]:
    """Alternates that the other version does not give back, that are missing, or that name no page."""
    faults = []
    alternates = {
        visit.document.canonical: visit.document.alternates
        for crawl in crawls.values()
        for visit in crawl.pages
        if visit.document.canonical and "noindex" not in visit.document.robots
    }
    for canonical, named in alternates.items():
        for code, url in named.items():
            if code != "x-default" and url != canonical and url not in alternates:
                faults.append(f"hreflang: {canonical} names {url}, which no walk met")
            elif url in alternates and alternates[url] != named:
                faults.append(f"hreflang: {canonical} and {url} do not name the same versions")
        if named and canonical not in named.values():
            faults.append(f"hreflang: {canonical} does not name itself")
        if named and "x-default" not in named:
            faults.append(f"hreflang: {canonical} names no x-default")
    return faults


def not_in_maps(base: str, crawls: dict[str, Crawl]) -> list[str]:
    """Pages that a sitemap names and that no walk met: nobody gets there by links."""
    met = {base + visit.address for crawl in crawls.values() for visit in crawl.pages}
    client = Client(base)
    named: set[str] = set()
    waiting = [f"{base}/sitemap.xml"]
    while waiting:
        text = client.get(waiting.pop().removeprefix(base))[3].decode()
        places = {unescape(place) for place in re.findall(r"<loc>([^<]+)</loc>", text)}
        if "<sitemapindex" in text:
            waiting += places
        else:
            named |= places
    return [f"orphan: {url} is in a sitemap and behind no link" for url in sorted(named - met)]
