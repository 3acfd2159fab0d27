"""The demo's content is whole: every text in three languages, of the same shape, and as much as a demo needs."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from demo import source
from portal import languages
from search.rules import entry

PAGES = source.pages()
QUESTIONS = list(source.questions())


def tables(value: Any, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every table of `value` that speaks a language, with the place it stands at."""
    if isinstance(value, dict):
        if set(value) & set(languages.CODES):
            yield where, value
        for key, inner in value.items():
            yield from tables(inner, f"{where}.{key}")
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from tables(inner, f"{where}.{n}")


def shape(value: Any) -> Any:
    """The lengths of nested lists, texts aside."""
    return [shape(inner) for inner in value] if isinstance(value, list) else None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_a_page_says_everything_in_its_languages(page: source.PageSource) -> None:
    for where, table in tables(page.data, page.path):
        said = {code: table[code] for code in page.languages if code in table}
        assert set(said) == set(page.languages), where
        assert all(said.values()), where
        assert len({repr(shape(text)) for text in said.values()}) == 1, where


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["slug"])
def test_a_question_is_whole(question: dict[str, Any]) -> None:
    for name in ("title", "question", "answer"):
        assert all(question[name][code].strip() for code in languages.CODES)
    assert 0 < question["answered_after_days"] < question["asked_days_ago"]


def test_keys_lead_somewhere() -> None:
    known = {name: {row["key"] for row in source.rows(name)} for name in ("topics", "regions", "agencies")}
    for page in PAGES:
        assert set(page.data.get("topics", [])) <= known["topics"], page.path
        assert set(page.data.get("regions", [])) <= known["regions"], page.path
        assert page.data.get("agency") in {None, *known["agencies"]}, page.path
    for question in QUESTIONS:
        assert question["topic"] in known["topics"], question["slug"]
        assert question["region"] in known["regions"], question["slug"]
        assert question["agency"] in known["agencies"], question["slug"]
    for rule in source.rows("rules"):
        assert rule["agency"] in known["agencies"]


def test_there_is_enough_to_see() -> None:
    kinds = Counter(page.kind for page in PAGES)
    assert kinds["section"] + kinds["guidance"] >= 8
    assert kinds["news"] >= 12
    assert kinds["infographic"] >= 6
    assert kinds["video"] >= 3
    assert kinds["briefing"] >= 2
    assert kinds["rebuttal"] >= 8
    assert len(QUESTIONS) >= 30
    assert len(source.rows("agencies")) >= 12
    assert Counter(row["kind"] for row in source.rows("regions")) == {"oblast": 17, "city": 3}


def test_a_page_is_untranslated_on_purpose() -> None:
    """So that a visitor can see what the portal does then."""
    assert [page.path for page in PAGES if len(page.languages) < 3]


@pytest.mark.parametrize("language", languages.CODES)
def test_the_glossary_is_such_as_its_form_takes(language: str) -> None:
    rows = source.rows("concepts")
    assert len(rows) >= 25
    for row in rows:
        assert entry.of_wordings(row[language], language) == [], row
        others = [other[language] for other in rows if other is not row]
        assert entry.known_elsewhere(row[language], others) is None, row


def test_recommendations_lead_to_pages() -> None:
    paths = {page.path for page in PAGES}
    for row in source.rows("bets"):
        assert entry.of_phrases(row["phrases"]) == []
        assert row["page"] in paths
        assert row["language"] in languages.CODES
