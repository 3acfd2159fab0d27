"""What was shown before someone wrote to us, and whether it sufficed: counted without their words and without them.

While one types there is no draft yet: the page carries a signed mark of the showing, which the first step hands over.
"""

from datetime import timedelta
from typing import Final

from django.core import signing

from intake.models import Deflection, Draft

_SALT: Final = "intake.deflections"
_MARK_LASTS: Final = timedelta(hours=24)


def _of_mark(mark: str) -> int:
    """The row that `mark` names; 0 for a mark that is old or not ours."""
    try:
        return int(signing.loads(mark[:200], salt=_SALT, max_age=_MARK_LASTS))
    except (signing.BadSignature, TypeError, ValueError):
        return 0


def show_typing(*, kind: str, language: str, shown: list[str], topic: str = "", mark: str = "") -> str:
    """Records what stands beside a text being typed; further showings to the same writer go to the row of `mark`.

    Returns the mark; nothing is recorded before there was anything to show.
    """
    pk = _of_mark(mark)
    if not shown:
        return mark if pk else ""
    fields = {"shown": shown, "topic": topic}
    if pk and Deflection.objects.filter(pk=pk, outcome=Deflection.Outcome.SHOWN).update(**fields):
        return mark
    row = Deflection.objects.create(kind=kind, language=language, stage=Deflection.Stage.TYPING, **fields)
    return str(signing.dumps(row.pk, salt=_SALT))


def suffice_typing(mark: str, helped: str) -> None:
    """What stood beside the text was enough, above all `helped`."""
    row = Deflection.objects.filter(pk=_of_mark(mark), draft__isnull=True).first()
    if row is not None:
        _close(row, Deflection.Outcome.SUFFICED, helped)


def adopt(draft: Draft, mark: str) -> None:
    """The showing of `mark` was to the writer of `draft`: from here on it is one row for both."""
    pk = _of_mark(mark)
    if pk and not Deflection.objects.filter(draft=draft).exists():
        Deflection.objects.filter(pk=pk, kind=draft.kind, draft__isnull=True).update(draft=draft)


def show(*, kind: str, language: str, shown: list[str], draft: Draft, topic: str = "") -> Deflection:
    """Records what stood before the writer of `draft`; a reload or a changed text replaces the list."""
    deflection, _ = Deflection.objects.update_or_create(
        draft=draft, defaults={"kind": kind, "language": language, "shown": shown, "topic": topic}
    )
    return deflection


def close(draft: Draft, outcome: str, helped: str = "") -> None:
    """Records whether what was shown sufficed, and what of it."""
    row = Deflection.objects.filter(draft=draft).first()
    if row is not None:
        _close(row, outcome, helped)


def _close(row: Deflection, outcome: str, helped: str) -> None:
    row.outcome = outcome
    row.helped = helped if helped in row.shown else ""  # what comes from a page is believed only if it stood there
    row.save(update_fields=["outcome", "helped"])
