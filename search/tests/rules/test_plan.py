from search import analysis
from search.engines import plan


def planned(counts, documents=30_000):
    """The plan for these words in an index in which they stand so often."""

    def frequency(terms):
        often = {analysis.terms(word, "kk")[-1]: count for word, count in counts.items()}
        return {term: often.get(term, 0) for term in terms}

    return plan.make(" ".join(counts), ("kk",), frequency, documents=documents)


def names(words):
    return [word.terms[0][2:] for word in words]


class TestBudget:
    def test_all_words_bring_in_while_they_are_rare(self):
        found = planned({"салық": 900, "төлем": 300, "мерзім": 700})
        assert names(found.any_of) == ["төлем", "мерзім", "салық"]
        assert (found.common, found.together, found.heavy) == ((), (), False)

    def test_common_words_only_help_to_rank(self):
        found = planned({"салық": 5_000, "төлем": 300})
        assert names(found.any_of) == ["төлем"]
        assert names(found.common) == ["салық"]

    def test_the_rarest_brings_in_however_common_it_is(self):
        assert names(planned({"салық": 80_000, "төлем": 90_000}).any_of) == ["салық"]

    def test_what_holds_two_of_the_common_words_is_brought_in_if_it_is_little(self):
        found = planned({"салық": 2_500, "төлем": 300, "мерзім": 2_000}, documents=30_000)
        assert [names(pair) for pair in found.together] == [["мерзім", "салық"]]  # some 167 hold both
        assert planned({"салық": 9_000, "төлем": 300, "мерзім": 9_000}).together == ()  # some 2,700

    def test_words_in_too_many_documents_are_not_weighed(self):
        found = planned({"салық": 14_000, "төлем": 300, "мерзім": 14_500})
        assert names(found.common) == ["салық"]
        assert [names(way) for way in found.all_of] == [["төлем", "салық", "мерзім"]]

    def test_it_is_told_when_even_the_rarest_is_too_common_to_be_weighed(self):
        assert planned({"салық": 80_000}).plain
        assert not planned({"салық": 80_000, "төлем": 300}).plain

    def test_it_is_told_when_all_words_together_are_too_common_to_be_weighed(self):
        assert planned({"салық": 30_000, "төлем": 30_000}).heavy
        assert not planned({"салық": 20_000, "төлем": 20_000}).heavy
