import pytest

from search import service
from search.documents import Query
from search.registry import registry
from search.tests.fakes import FakeSource, document

pytestmark = pytest.mark.django_db  # the glossary


class TestSearch:
    def test_what_is_no_longer_visible_is_not_shown(self, index, source):
        index(
            document("1", "салық"),
            document("2", "салық"),
            document("3", "налог", language="ru"),
            document("4", "салық", language="ru"),
        )
        source.hidden = {"2", "4"}
        found = service.search(Query("салық", "kk", facets=True))
        assert [hit.id for hit in found.hits] == ["1"]
        assert (found.total, found.kinds, found.others, found.others_total) == (1, {"note": 1}, (), 0)

    def test_a_kind_that_nobody_knows_is_not_shown(self, index):
        index(document("1", "салық", kind="unknown"))
        assert service.search(Query("салық", "kk")).hits == ()

    def test_without_an_index_it_is_degraded(self, index_path, source, caplog):
        assert service.search(Query("салық", "kk")).degraded
        assert service.similar("салық", "kk") == []
        assert "degraded" in caplog.text

    def test_sources_of_one_batch_are_asked_once(self, index, source):
        other = FakeSource("other")
        asked = []

        def visible(ids):
            asked.append(set(ids))
            return set(ids)

        source.batch = other.batch = "pages"
        source.visible = other.visible = visible
        registry.register(other)
        index(document("1", "салық"), document("2", "салық", kind="other"))
        assert len(service.search(Query("салық", "kk")).hits) == 2
        assert asked == [{"1", "2"}]


class TestSimilar:
    def test_own_language_first_and_only_what_shares_much(self, index):
        index(
            document("kk", "COVID вакцинасын қайдан алуға болады?"),
            document("ru", "Где получить вакцину от COVID?", language="ru"),
            document("far", "COVID кезіндегі салық, жер, білім, денсаулық сақтау және көлік мәселелері"),
        )
        hits = service.similar("COVID вакцинасы қайда, қалай алынады, ақылы ма?", "kk")
        assert hits[0].id == "kk"
        assert "far" not in {hit.id for hit in hits}
        assert service.similar("вакцина от covid", "ru")[0].id == "ru"

    def test_no_more_than_asked_for(self, index):
        index(*(document(str(n), f"салық төлеу {n}") for n in range(9)))
        assert len(service.similar("салық төлеу", "kk", kinds=["note"], limit=3)) == 3
        assert service.similar("салық төлеу", "kk", kinds=["question"]) == []

    @pytest.mark.parametrize("text", ["", "\x00", "?" * 100_000, "сұрақ " * 20_000, "👍"])
    def test_any_text(self, index, text):
        index(document("1", "салық"))
        assert service.similar(text, "kk") == []
