"""When a query says what editors have an answer for, and what is wrong with what editors type."""

import pytest

from search.rules import entry, phrases

PHRASES = phrases.index([("балабақша кезегі", 1), ("очередь в садик", 2), ("flood", 3), ("су тасқыны", 3)])


class TestMeant:
    @pytest.mark.parametrize(
        ("typed", "number"),
        [
            ("балабақша кезегі", 1),
            ("Балабақшаға кезек!", 1),
            ("кезек балабақша", 1),
            ("балабакшага кезек", 1),
            ("садик: очередь", 2),
            ("как очередь в садики", 2),  # small words aside
            ("floods", 3),
            ("СУ ТАСҚЫНЫ", 3),
        ],
    )
    def test_the_same_words(self, typed, number):
        assert phrases.meant(typed, PHRASES, [1, 2, 3]) == [number]

    @pytest.mark.parametrize(
        "typed", ["", "балабақша", "балабақша кезегі Алматы", "и", "что", "\x00", "садик " * 2000, "x " * 5000]
    )
    def test_other_words(self, typed):
        assert phrases.meant(typed, PHRASES, [1, 2, 3]) == []

    def test_in_the_order_of_the_editors(self):
        index = phrases.index([("су", 7), ("су", 2)])
        assert phrases.meant("су", index, [2, 7]) == [2, 7]


class TestEntry:
    def codes(self, *wordings, language="ru"):
        return [fault.code for fault in entry.of_wordings(wordings, language)]

    def test_what_is_right(self):
        assert self.codes("детский сад", "садик", "ясли") == []
        assert self.codes("балабақша", "бөбекжай", language="kk") == []

    @pytest.mark.parametrize(
        ("wordings", "code"),
        [
            (("садик", "Садик!"), "twice"),
            (("выплата", "выплаты"), "same"),
            (("и", "садик"), "nothing"),
            (("что это",), "nothing"),
            (("садик, ясли",), "parted"),
            (("а" * 81,), "long"),
            (tuple(f"слово{n}" for n in range(13)), "many"),
        ],
    )
    def test_what_is_wrong(self, wordings, code):
        assert self.codes(*wordings) == [code]

    def test_what_stands_elsewhere(self):
        others = [["детский сад", "садик"], ["ясли"]]
        assert entry.known_elsewhere(["САДИК"], others) == entry.Fault("elsewhere", "САДИК", "детский сад")
        assert entry.known_elsewhere(["сад"], others) is None

    def test_phrases(self):
        assert entry.of_phrases(["балабақша кезегі", "очередь в садик"]) == []
        wrong = {"что": "nothing", "қайда": "nothing", "why": "nothing", "садик; очередь": "parted"}
        assert {typed: entry.of_phrases([typed])[0].code for typed in wrong} == wrong
        assert [fault.code for fault in entry.of_phrases(["кезек балабақша", "балабақшаға кезек"])] == ["same"]
        assert [fault.code for fault in entry.of_phrases(["flood", "Flood"])] == ["twice"]
