"""The demo portal as machines see it: every address of its sitemaps, without a browser."""

import json
import re
import urllib.request
from dataclasses import dataclass, field

import pytest
from bs4 import BeautifulSoup
from defusedxml import ElementTree

from portal import languages
from tests.browser.conftest import Portal
from tests.vocabulary import lacking, objects, vocabulary

MAP, XHTML = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}"


@dataclass
class Seen:
    """What one address says of itself."""

    listed: dict[str, str]  # hreflang → address, in the sitemap
    status: int = 0
    spoken: str = ""  # Content-Language
    language: str = ""  # of the document
    canonical: str = ""
    alternates: dict[str, str] = field(default_factory=dict)
    noindex: bool = False
    problems: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def site(portal: Portal) -> dict[str, Seen]:
    """Every address of every sitemap, looked at."""
    index = ElementTree.fromstring(portal.get("/sitemap.xml"))
    found = {}
    for file in index.iter(f"{MAP}loc"):
        for node in ElementTree.fromstring(portal.get(file.text.removeprefix(portal.url))):
            links = {link.attrib["hreflang"]: link.attrib["href"] for link in node.iterfind(f"{XHTML}link")}
            found[node.findtext(f"{MAP}loc")] = Seen(links)
    for address, seen in found.items():
        look(address, seen)
    return found


def look(address: str, seen: Seen) -> None:
    with urllib.request.urlopen(address, timeout=30) as answer:
        html = answer.read().decode()
        seen.status, seen.spoken = answer.status, answer.headers["Content-Language"]
        seen.noindex = "noindex" in (answer.headers["X-Robots-Tag"] or "")
    soup = BeautifulSoup(html.split("</head>")[0], "html.parser")
    seen.language = soup.html["lang"]
    seen.canonical = soup.find("link", rel="canonical")["href"]
    seen.alternates = {link["hreflang"]: link["href"] for link in soup.find_all("link", hreflang=True)}
    seen.noindex |= soup.find("meta", attrs={"name": "robots"}, content=re.compile("noindex")) is not None
    data = [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)]
    seen.problems = [*(one for document in data for one in vocabulary().problems(document)), *lacking(objects(html))]


def test_it_holds_all_kinds_in_all_languages(site: dict[str, Seen], portal: Portal) -> None:
    for code in languages.CODES:
        assert sum(address.startswith(f"{portal.url}/{code}/") for address in site) > 40


def test_every_address_answers_and_says_which_page_it_is(site: dict[str, Seen]) -> None:
    wrong = {
        address: seen
        for address, seen in site.items()
        if (seen.status, seen.canonical, seen.noindex) != (200, address, False)
    }
    assert wrong == {}


def test_every_address_is_in_the_language_it_names(site: dict[str, Seen], portal: Portal) -> None:
    wrong = {
        address: (seen.spoken, seen.language)
        for address, seen in site.items()
        if (seen.spoken, seen.language) != (address.removeprefix(portal.url)[1:3],) * 2
    }
    assert wrong == {}


def test_languages_name_each_other(site: dict[str, Seen]) -> None:
    """In the head as in the sitemap: each version names all, itself among them, and the Kazakh one for the others."""
    wrong = []
    for address, seen in site.items():
        if seen.alternates != seen.listed:
            wrong.append(f"{address}: head and sitemap differ")
        for code, other in seen.alternates.items():
            if other not in site or site[other].alternates != seen.alternates:
                wrong.append(f"{address}: {other} does not answer in kind")
            if code != "x-default" and site[other].language != code:
                wrong.append(f"{address}: {other} is not in {code}")
        if seen.alternates and address not in seen.alternates.values():
            wrong.append(f"{address}: does not name itself")
    assert wrong == []


def test_structured_data_keep_to_the_vocabulary(site: dict[str, Seen]) -> None:
    assert {address: seen.problems for address, seen in site.items() if seen.problems} == {}
