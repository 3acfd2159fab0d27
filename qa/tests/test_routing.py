"""Routing rules: in order, by the beginnings of words, whatever the keyboard."""

from qa.rules.routing import Rule, suggest

HEATING = Rule(1, agency=10, topic=1, region=5, keywords={"kk": ("жылу",), "ru": ("отоплен",)})
TARIFF = Rule(2, agency=20, topic=1, keywords={"kk": ("төлем көтеріл",), "ru": ("тариф",)})
CATCH_ALL = Rule(3, agency=30, topic=1)
RULES = [HEATING, TARIFF, CATCH_ALL]


def agency(text: str, language: str = "ru", topic: int | None = 1, region: int | None = None) -> int | None:
    match = suggest(RULES, text, language, topic, region)
    return match.rule.agency if match else None


def test_the_narrower_rule_stands_above() -> None:
    assert agency("Когда дадут отопление и какой тариф?", region=5) == 10
    assert agency("Когда дадут отопление и какой тариф?", region=6) == 20


def test_the_matched_words_are_named() -> None:
    match = suggest(RULES, "Тарифы выросли", "ru", 1)
    assert match is not None
    assert match.words == ("тариф",)


def test_keywords_are_beginnings_of_words() -> None:
    assert agency("жылуды қашан қосады?", "kk", region=5) == 10
    assert agency("бейжылу", "kk", region=5) == 30


def test_a_phrase_matches_over_any_space() -> None:
    assert agency("Неге төлем \n көтерілді?", "kk") == 20


def test_kazakh_letters_may_be_missing() -> None:
    assert agency("неге толем котерилди?", "kk") == 20


def test_only_the_language_of_the_question_is_asked() -> None:
    assert agency("тариф", "kk") == 30


def test_without_a_topic_words_decide_and_empty_rules_do_not() -> None:
    assert agency("тарифы", topic=None) == 20
    assert agency("другое", topic=None) is None
    assert agency("тарифы", topic=2) is None
