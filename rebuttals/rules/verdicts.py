"""The five verdicts: the one source of their words, meanings and ratings (their signs are drawn by the component)."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Verdict:
    """`meaning` is said beside the list; `rating` is ClaimReview's 1 (false) to 5 (true), None where no scale fits."""

    key: str
    label: Promise
    meaning: Promise
    rating: int | None


VERDICTS: Final = {
    verdict.key: verdict
    for verdict in (
        Verdict("false", pgettext_lazy("verdict", "False"), _("The facts say otherwise."), 1),
        Verdict(
            "misleading",
            pgettext_lazy("verdict", "Misleading"),
            _("Part of it is so, but what is left out or mixed in changes the meaning."),
            2,
        ),
        Verdict(
            "unproven",
            pgettext_lazy("verdict", "Unproven"),
            _("There is no reliable evidence yet, neither for it nor against it."),
            None,
        ),
        Verdict("true", pgettext_lazy("verdict", "True"), _("The facts confirm it."), 5),
        Verdict("satire", pgettext_lazy("verdict", "Satire"), _("A joke that some took seriously."), None),
    )
}
CHOICES: Final = [(verdict.key, verdict.label) for verdict in VERDICTS.values()]
