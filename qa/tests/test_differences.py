"""Comparing two texts: nothing is lost on either side, and what changed is said word by word."""

from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from qa.rules.differences import Change, Piece, compare

SOME = st.text(st.sampled_from("абв \n•"), max_size=60)


def side(pieces: list[Piece], without: Change) -> str:
    return "".join(piece.words for piece in pieces if piece.change is not without)


@given(SOME, SOME)
def test_both_texts_can_be_read_out_of_the_pieces(before: str, after: str) -> None:
    pieces = compare(before, after)
    assert side(pieces, Change.NEW) == before
    assert side(pieces, Change.GONE) == after
    assert all(piece.words for piece in pieces)


def test_words_are_marked_and_not_letters() -> None:
    assert compare("Бейсенбіде келіңіз.", "Жұмада келіңіз.") == [
        Piece(Change.GONE, "Бейсенбіде"),
        Piece(Change.NEW, "Жұмада"),
        Piece(Change.SAME, " келіңіз."),
    ]


def test_neighbouring_words_change_together() -> None:
    assert compare("ертең сағат бесте", "бүгін кешкі алтыда") == [
        Piece(Change.GONE, "ертең сағат бесте"),
        Piece(Change.NEW, "бүгін кешкі алтыда"),
    ]


def test_a_line_added_leaves_the_others_as_they_were() -> None:
    assert compare("Бір.\nЕкі.\n", "Бір.\nЖаңа.\nЕкі.\n") == [
        Piece(Change.SAME, "Бір.\n"),
        Piece(Change.NEW, "Жаңа.\n"),
        Piece(Change.SAME, "Екі.\n"),
    ]


def test_the_longest_answers_are_compared_at_once() -> None:
    old, new = (" ".join(f"сөз{(n * step) % 97}" for n in range(8000)) for step in (7, 11))
    start = perf_counter()
    pieces = compare(old, new)
    assert perf_counter() - start < 20
    assert side(pieces, Change.GONE) == new
