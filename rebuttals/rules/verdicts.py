"""The five verdicts: a word with a sign, never a colour alone."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Verdict:
    """`sign` stands before the word; `rating` is ClaimReview's 1 (false) to 5 (true), None where no scale fits."""

    key: str
    sign: str
    label: Promise
    rating: int | None


VERDICTS: Final = {
    verdict.key: verdict
    for verdict in (
        Verdict("false", "✕", pgettext_lazy("verdict", "False"), 1),
        Verdict("misleading", "!", pgettext_lazy("verdict", "Misleading"), 2),
        Verdict("unproven", "?", pgettext_lazy("verdict", "Unproven"), None),
        Verdict("true", "✓", pgettext_lazy("verdict", "True"), 5),
        Verdict("satire", "~", pgettext_lazy("verdict", "Satire"), None),
    )
}
CHOICES: Final = [(verdict.key, verdict.label) for verdict in VERDICTS.values()]
