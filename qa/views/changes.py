"""What changed in an answer, as everyone may read it: when, why, and beside the text before."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from qa import richtext
from qa.models import PublishedAnswer, PublishedQuestion
from qa.rules import differences
from qa.rules.differences import Piece


@dataclass(frozen=True, slots=True)
class Change:
    """One correction: its note, in `language`; the difference to the text before, unless that may not be read."""

    at: datetime
    note: str
    language: str
    pieces: list[Piece]
    hidden: bool


def changes_of(row: PublishedQuestion, original: PublishedQuestion | None) -> list[Change]:
    """The corrections of a published answer, newest first. The texts are compared in the question's own language."""
    if row.corrected_at is None:
        return []
    source = original or row
    kept = list(PublishedAnswer.objects.filter(published__translation_key=row.translation_key))
    language, own = source.locale.language_code, source.pk == row.pk
    found = [
        Change(after.since, after.note, language, _pieces(before, after) if own else [], before.hidden)
        for before, after in pairwise(kept)
        if after.note
    ]
    # What was corrected before it became public, or before texts were kept, has its note alone.
    if not found:
        found = [Change(row.corrected_at, source.correction, language, [], False)]
    return found[::-1]


def _pieces(before: PublishedAnswer, after: PublishedAnswer) -> list[Piece]:
    if before.hidden or after.hidden:
        return []
    return differences.compare(richtext.words(before.text), richtext.words(after.text))
