"""The tester of the rules and the flag of those that never speak, against every question there can be."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.rules import routing
from qa.rules.routing import Miss, Rule, examine, places, silenced, suggest

WORDS = ("жылу", "жылу беру", "тариф", "тарифтер", "су")
TOPICS, REGIONS, LANGUAGES = (None, 1, 2), (None, 5, 6), ("kk", "ru")

keywords = st.dictionaries(st.sampled_from(LANGUAGES), st.lists(st.sampled_from(WORDS), max_size=3).map(tuple))
scopes = st.tuples(st.sampled_from(TOPICS), st.sampled_from(REGIONS), keywords)
rule_lists = st.lists(scopes, min_size=1, max_size=6).map(
    lambda rows: [Rule(n, agency=n, topic=t, region=r, keywords=k) for n, (t, r, k) in enumerate(rows, start=1)]
)
texts = st.lists(st.sampled_from((*WORDS, "бейжылу", "қар")), max_size=4).map(" ".join)


def every_question() -> list[tuple]:
    """Texts of up to two keywords in each language, topic and region, and topics and regions that no rule names."""
    said = ["", *WORDS, *(" ".join(pair) for pair in itertools.permutations(WORDS, 2))]
    return list(itertools.product(said, LANGUAGES, (*TOPICS, 99), (*REGIONS, 99)))


QUESTIONS = every_question()


@given(rule_lists)
def test_a_rule_is_flagged_exactly_when_no_question_reaches_it(rules: list[Rule]) -> None:
    spoke = {match.rule.id for question in QUESTIONS if (match := suggest(rules, *question))}
    assert set(silenced(rules)) == {rule.id for rule in rules} - spoke


@given(rule_lists, texts, st.sampled_from(LANGUAGES), st.sampled_from(TOPICS), st.sampled_from(REGIONS))
def test_the_examination_agrees_with_the_suggestion(rules, text, language, topic, region) -> None:
    examined = examine(rules, text, language, topic, region)
    match = suggest(rules, text, language, topic, region)
    assert [finding.rule for finding in examined.findings] == rules
    assert (examined.first and examined.first.rule) == (match and match.rule)
    without = [rule for rule in rules if match is None or rule != match.rule]
    next_one = suggest(without, text, language, topic, region)
    assert (examined.second and examined.second.rule) == (next_one and next_one.rule if match else None)


@given(texts, st.lists(st.sampled_from(WORDS), max_size=3))
def test_marked_places_begin_with_the_keywords_found(text: str, words: list[str]) -> None:
    spans = places(text, words)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))
    assert bool(spans) == bool(routing.words_found(words, routing.fold(text)))
    for start, end in spans:
        assert any(text[start:end].startswith(word) for word in words)
        assert end == len(text) or not text[end].isalnum()


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("ЖЫЛУДЫ қашан қосады?", ["ЖЫЛУДЫ"]),
        ("бейжылу", []),
        ("Неге толем \n котерилди, төлем көтерілді?", ["толем \n котерилди", "төлем көтерілді"]),
        ("İİ жылу", ["жылу"]),  # a letter that is two in lower case moves nothing
    ],
)
def test_whole_words_are_marked_however_they_were_typed(text: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in places(text, ["жылу", "төлем көтеріл"])] == marked


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        (Rule(1, 1, region=6), Miss.REGION),
        (Rule(1, 1, topic=2), Miss.TOPIC),
        (Rule(1, 1, keywords={"ru": ("отоплен",)}), Miss.NO_WORDS),
        (Rule(1, 1, keywords={"kk": ("отын",)}), Miss.WORDS),
        (Rule(1, 1, keywords={"kk": ("жылу",)}), None),
        (Rule(1, 1, keywords={"kk": (" ",)}), Miss.WORDS),
    ],
)
def test_a_rule_says_why_it_does_not_speak(rule: Rule, why: Miss | None) -> None:
    assert examine([rule], "Жылу қашан беріледі?", "kk", 1, 5).findings[0].miss is why


def test_the_flag_names_who_speaks_first() -> None:
    rules = [
        Rule(1, 10, keywords={"kk": ("жылу",)}),
        Rule(2, 20, keywords={"kk": ("су",)}),
        Rule(3, 30, topic=1, keywords={"kk": ("жылу беру", "сумен")}),
        Rule(4, 40, topic=1, keywords={"kk": ("жылу беру", "отын")}),
    ]
    assert silenced(rules) == {3: (1, 2)}
