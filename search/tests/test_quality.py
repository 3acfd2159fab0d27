"""The measure of quality: its figures by hand, its files, and a whole run over a few documents."""

import pytest

from search.benchmarks import quality
from search.benchmarks.distortions import DISTORTIONS, slip
from search.documents import Document
from search.engines.embedded import EmbeddedEngine

GRADES = {"a": 2, "b": 1}


class TestFigures:
    def test_the_best_order_is_one(self):
        assert quality.figures(["a", "b"], GRADES) == quality.Figures(1.0, 1.0, 1.0)

    def test_what_only_helps_first(self):
        got = quality.figures(["x", "b", "a"], GRADES)
        assert got.mrr == pytest.approx(1 / 3)
        assert got.ndcg == pytest.approx((1 / 1.58496 + 3 / 2) / (3 + 1 / 1.58496), abs=1e-4)
        assert got.recall == 1.0

    def test_only_ten_count(self):
        assert quality.figures([*"0123456789", "a"], GRADES) == quality.Figures(0.0, 0.0, 0.0)

    def test_nothing_found(self):
        assert quality.figures([], GRADES) == quality.Figures(0.0, 0.0, 0.0)


class TestFiles:
    def test_a_grade_that_is_none(self, tmp_path):
        (tmp_path / "kk.tsv").write_text("query\tjudged\nсу\tpages/a=3\n", encoding="utf-8")
        with pytest.raises(ValueError, match="pages/a=3"):
            quality.read("kk", tmp_path)

    def test_a_thing_judged_twice(self, tmp_path):
        (tmp_path / "kk.tsv").write_text("query\tjudged\nсу\tpages/a=1 pages/a=2\n", encoding="utf-8")
        with pytest.raises(ValueError, match="pages/a=2"):
            quality.read("kk", tmp_path)


def test_distortions_change_what_they_are_for():
    typed = {name: distort("Қала көшесі") for name, distort in DISTORTIONS["kk"].items()}
    assert typed["Russian letters"] == "кала кошеси"
    assert typed["Kazakh layout, Latin on"] == "0fkf r-itc3"
    assert typed["Russian layout, Latin on"] == "rfkf rjitcb"
    assert typed["Latin of 2021"] == "qala köşesı"
    assert typed["Latin of chats"] == "kala koshesi"
    assert slip("су тасқыны") == "су тақсыны"


def test_systems_beside_each_other(tmp_path):
    documents = [
        Document("q", "1", "kk", "Балабақшаға кезек", "Кезекті қайдан көреміз?", "/1/", group="queue"),
        Document("q", "2", "kk", "Су тасқыны", "Үйден не алып шығу керек?", "/2/", group="flood"),
    ]
    judged = [quality.Judged("балабақшалар", {"queue": 2}), quality.Judged("тасқыны", {"flood": 2})]
    ours = quality.EngineSystem("ours", EmbeddedEngine(tmp_path / "search.sqlite3"))
    plain = quality.PlainFts()
    for system in (ours, plain):
        system.index(documents)
    assert quality.measure(ours, judged, "kk")[0].mrr == 1.0
    means, each = quality.measure(plain, judged, "kk")
    assert means.mrr == 0.5  # an ending is another word to it
    assert [query for query, got in each if got.mrr == 0] == ["балабақшалар"]
    assert plain.search('" OR', "kk", 10) == []
