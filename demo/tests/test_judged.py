"""The judged queries of search speak of things that the demo has, and are enough."""

import pytest

from demo import source
from portal import languages
from search.benchmarks import quality

QUERIES_AT_LEAST = 120


def names(language: str) -> set[str]:
    """The things of the demo that exist in `language`."""
    pages = {f"pages/{page.path}" for page in source.pages() if language in page.languages}
    return pages | {f"questions/{question['slug']}" for question in source.questions()}


@pytest.mark.parametrize("language", languages.CODES)
class TestJudgedQueries:
    def test_enough_and_none_twice(self, language):
        queries = [" ".join(one.query.casefold().split()) for one in quality.read(language)]
        assert len(set(queries)) == len(queries) >= QUERIES_AT_LEAST

    def test_each_has_an_answer_that_exists(self, language):
        there = names(language)
        for one in quality.read(language):
            assert one.query == one.query.strip() != ""
            assert quality.ANSWERS in one.grades.values(), one.query
            assert set(one.grades) <= there, one.query

    def test_of_many_kinds(self, language):
        judged = quality.read(language)
        answers = {name for one in judged for name, grade in one.grades.items() if grade == quality.ANSWERS}
        assert len(answers & names(language)) > 60
        assert {len(one.query.split()) for one in judged} >= {1, 2, 3, 4, 5, 10}
