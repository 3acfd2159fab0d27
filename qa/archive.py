"""The answers that everyone could read, kept one after the other for those who ask what changed."""

from datetime import datetime

from qa.models import PublishedAnswer, PublishedQuestion, Question


def keep(row: PublishedQuestion, note: str, *, at: datetime) -> None:
    """Adds the answer of `row`, the one in the question's own language, unless everyone reads it already."""
    now = row.answers.filter(until__isnull=True).first()
    if not row.answer or (now is not None and now.text == row.answer):
        return
    row.answers.filter(until__isnull=True).update(until=at)
    PublishedAnswer.objects.create(published=row, text=row.answer, note=note, since=at)


def hide(question: Question) -> None:
    """Nobody may read any more what everyone could read until now: that it was there, and when, is all that stays."""
    PublishedAnswer.objects.filter(published__question=question).update(text="", hidden=True)


def forget(question: Question) -> None:
    """Nothing of it stays."""
    PublishedAnswer.objects.filter(published__question=question).delete()
