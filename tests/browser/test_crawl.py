"""A walk by the links of the whole portal, in each language: what is dead, deep, in a wrong language, no valid HTML."""

import pytest

from conftest import need
from portal import languages
from tests.browser import nu_checker, sources
from tests.browser.conftest import Portal
from tests.browser.crawl import Crawl, Visit, not_in_maps, not_reciprocal, untranslated, wrong_language
from tests.browser.reading import Text, read


@pytest.fixture(scope="module")
def crawls(portal: Portal) -> dict[str, Crawl]:
    seen: dict[str, Visit] = {}
    return {code: Crawl(portal.url, code, seen=seen).run() for code in languages.CODES}


@pytest.mark.parametrize("language", languages.CODES)
def test_walk(crawls: dict[str, Crawl], language: str) -> None:
    """No dead link, no page deeper than three clicks, each text in the language that it claims to be in."""
    crawl = crawls[language]
    assert len(crawl.pages) > 150, "the walk ended early"
    assert not crawl.faults, "\n".join(crawl.faults)
    english = [] if language == "en" else untranslated(crawl)
    assert not english, "\n".join(english)


def test_versions_and_maps(portal: Portal, crawls: dict[str, Crawl]) -> None:
    """Alternates are given back, and whatever a sitemap names can be reached by links."""
    faults = not_reciprocal(crawls) + not_in_maps(portal.url, crawls)
    assert not faults, "\n".join(faults)


def test_markup(portal: Portal, crawls: dict[str, Crawl], number: str) -> None:
    """Valid HTML: all that was walked over, what no link leads to, and forms sent without a word in them."""
    jar = nu_checker.present()
    need(jar is not None, "The Nu checker (python3 -m tests.browser.nu_checker)")
    assert jar is not None
    faults = nu_checker.faults(sources.collected(portal.url, crawls, number), jar)
    assert not faults, "\n".join(faults)


class TestTheWalkItself:
    """What it looks for, it finds."""

    def test_reading(self) -> None:
        document = read(
            '<html lang="kk"><head><title>Ат</title><link rel="alternate" hreflang="ru" href="/ru/"></head><body>'
            '<main id="main"><p>Сәлем <span lang="en">hello</span><br>досым</p><a href="/ru/"><span lang="ru">по'
            '-русски</span></a><img src="/a.svg" alt="сурет"><code>status</code></main></body></html>'
        )
        assert (document.language, document.title, document.alternates) == ("kk", "Ат", {"ru": "/ru/"})
        assert document.files == {"/a.svg"}
        assert [(link.href, link.language) for link in document.links] == [("/ru/", "ru")]
        assert [(text.words, text.language) for text in document.texts] == [
            ("Ат", "kk"), ("Сәлем", "kk"), ("hello", "en"), ("досым", "kk"), ("по-русски", "ru"), ("сурет", "kk"),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("words", "language", "wrong"),
        [
            ("Су тасқыны кезінде үйден шықпас бұрын газ бен жарықты өшіріп, құжаттарыңызды алыңыз.", "kk", False),
            ("Перед выходом из дома во время паводка выключите газ и свет, возьмите документы и воду.", "kk", True),
            ("Перед выходом из дома во время паводка выключите газ и свет, возьмите документы и воду.", "ru", False),
            ("Су тасқыны кезінде үйден шықпас бұрын газ бен жарықты өшіріп, құжаттарыңызды алыңыз.", "ru", True),
            ("Before you leave the house in a flood, switch off the gas and take your documents along.", "en", False),
            ("Before you leave the house in a flood, switch off the gas and take your documents along.", "ru", True),
            ("Перед выходом из дома во время паводка выключите газ и свет, возьмите документы и воду.", "en", True),
            ("Коротко", "kk", False),
        ],
    )
    def test_languages_are_told_by_their_letters(self, words: str, language: str, wrong: bool) -> None:
        assert bool(wrong_language(Text(words, language, True))) is wrong

    def test_faults_are_found(self) -> None:
        crawl = Crawl("http://localhost", "kk")
        page = read('<html lang="ru"><title></title><h1>А</h1><h3>Б</h3><a href="#no">x</a></html>')
        crawl._look_at(Visit("/kk/deep/", 200, 4, "/kk/a/", kind="text/html", document=page))
        crawl._look_at(Visit("/kk/gone/", 404, 1, "/kk/a/"))
        words = [fault.split(":")[0] for fault in crawl.faults]
        assert words == ["deep", "language", "title", "dead", "outline", "dead"]
        page = read('<html lang="kk"><title>Ат</title><h1>А</h1><a href="/ru/news/">Новости</a></html>')
        crawl._look_at(Visit("/kk/x/", 200, 1, "/kk/", kind="text/html", document=page))
        assert crawl.faults[-1].startswith("label: /kk/x/")

    def test_one_sided_alternates_are_found(self) -> None:
        pair = {code: Crawl("http://localhost", code) for code in ("kk", "ru")}
        for code, named in (("kk", {"kk": "u/kk", "ru": "u/ru", "x-default": "u/kk"}), ("ru", {})):
            visit = Visit(f"/{code}/", 200, 0, "", kind="text/html")
            visit.document.canonical, visit.document.alternates = f"u/{code}", named
            pair[code].visits[visit.address] = visit
        assert not_reciprocal(pair) == ["hreflang: u/kk and u/ru do not name the same versions"]
