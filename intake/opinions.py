"""The verbs of opinions: what a reader says of something published, and taking their words out again."""

from django.utils import timezone

from intake.models import Opinion


def opinion_add(*, subject: str, language: str, useful: bool, reason: str = "", words: str = "") -> Opinion:
    """Keeps one opinion. A yes has neither reason nor words."""
    return Opinion.objects.create(
        subject=subject,
        language=language,
        useful=useful,
        reason="" if useful else reason,
        words="" if useful else words,
    )


def opinions_erase_words(subject: str, pk: int | None = None) -> int:
    """Empties the words of one opinion, or of all on `subject`; the yes, the no and the reason stay. How many."""
    with_words = Opinion.objects.filter(subject=subject).exclude(words="")
    if pk is not None:
        with_words = with_words.filter(pk=pk)
    return with_words.update(words="", words_erased_at=timezone.now())
