"""What section 6 asks and what of it is not there: values in, rows out."""

from datetime import date

import pytest

from content.rules.completeness import PARTS, Found, Note, Requirement, State, rows

TODAY = date(2026, 11, 26)
LANGUAGES = ("kk", "ru", "en")
_next = iter(range(1, 10_000))


def found(requirement: Requirement, language: str = "kk", key: str = "a", **more) -> Found:
    more.setdefault("has", frozenset(PARTS[requirement]))
    return Found(requirement, language, next(_next), key, f"{requirement} {language}", **more)


def state(requirement: Requirement, language: str, pages: list[Found]) -> State:
    return next(
        row.state for row in rows(pages, LANGUAGES, TODAY) if (row.requirement, row.language) == (requirement, language)
    )


def notes(requirement: Requirement, language: str, pages: list[Found]) -> tuple[Note, ...]:
    return next(
        row.notes for row in rows(pages, LANGUAGES, TODAY) if (row.requirement, row.language) == (requirement, language)
    )


def test_an_empty_site_lacks_everything_in_every_language():
    found_rows = rows([], LANGUAGES, TODAY)
    assert [(row.requirement, row.language) for row in found_rows] == [
        (r, code) for r in Requirement for code in LANGUAGES
    ]
    assert {row.state for row in found_rows} == {State.MISSING}


@pytest.mark.parametrize("requirement", list(Requirement))
def test_a_whole_page_is_enough_in_its_language_alone(requirement):
    page = found(requirement, begins=date(2025, 1, 1), ends=date(2025, 12, 31), has_outcome=True)
    assert state(requirement, "kk", [page]) is State.DONE
    assert [note.page for note in notes(requirement, "ru", [page])] == [page.page]
    assert state(requirement, "ru", [page]) is State.UNTRANSLATED


@pytest.mark.parametrize("requirement", [each for each in Requirement if PARTS[each]])
def test_each_part_counts(requirement):
    for part in PARTS[requirement]:
        page = found(requirement, has=frozenset(PARTS[requirement]) - {part})
        (note,) = notes(requirement, "kk", [page])
        assert (note.state, note.lacks, note.page) == (State.INCOMPLETE, (part,), page.page)


def test_every_leader_counts_and_each_is_untranslated_once():
    first, second = found(Requirement.LEADERSHIP), found(Requirement.LEADERSHIP, key="b", has=frozenset({"post"}))
    again = found(Requirement.LEADERSHIP, "en")
    pages = [first, second, again]
    assert [note.page for note in notes(Requirement.LEADERSHIP, "kk", pages)] == [second.page]
    assert [note.page for note in notes(Requirement.LEADERSHIP, "en", pages)] == [second.page]
    assert [note.page for note in notes(Requirement.LEADERSHIP, "ru", pages)] == [first.page, second.page]


class TestReports:
    def report(self, year: int, **more) -> Found:
        return found(Requirement.RESULTS, key=str(year), begins=date(year, 1, 1), ends=date(year, 12, 31), **more)

    def test_last_years_is_in_time(self):
        assert state(Requirement.RESULTS, "kk", [self.report(2024), self.report(2025)]) is State.DONE

    def test_an_older_one_is_late_since_its_next_was_due(self):
        (note,) = notes(Requirement.RESULTS, "kk", [self.report(2023), self.report(2024)])
        assert (note.state, note.since) == (State.LATE, date(2026, 3, 31))

    def test_only_the_newest_must_be_whole(self):
        assert state(Requirement.RESULTS, "kk", [self.report(2024, has=frozenset()), self.report(2025)]) is State.DONE


class TestInspections:
    def inspection(self, begins: date, ends: date, outcome: bool = False) -> Found:
        return found(Requirement.INSPECTIONS, key=str(begins), begins=begins, ends=ends, has_outcome=outcome)

    def test_a_register_without_any_is_an_answer(self):
        assert state(Requirement.INSPECTIONS, "kk", [found(Requirement.INSPECTIONS)]) is State.DONE

    def test_one_that_is_over_owes_its_outcome(self):
        over = self.inspection(date(2026, 2, 2), date(2026, 2, 20))
        (note,) = notes(Requirement.INSPECTIONS, "kk", [over])
        assert (note.state, note.lacks, note.since) == (State.LATE, ("outcome",), date(2026, 2, 20))
        told = self.inspection(date(2026, 2, 2), date(2026, 2, 20), outcome=True)
        planned = self.inspection(date(2027, 2, 2), date(2027, 2, 20))
        assert state(Requirement.INSPECTIONS, "kk", [told, planned]) is State.DONE


def test_the_worst_comes_first():
    old = found(Requirement.PROPERTY, begins=date(2020, 1, 1), ends=date(2020, 12, 31), has=frozenset())
    elsewhere = found(Requirement.PROPERTY, "ru", key="b")
    assert [note.state for note in notes(Requirement.PROPERTY, "kk", [old, elsewhere])] == [
        State.UNTRANSLATED, State.LATE, State.INCOMPLETE,
    ]  # fmt: skip
