"""How translations are spoken of on screens."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsroom.rules.translating import Obstacle, State
from portal import languages

STATES: Final[dict[str, Any]] = {
    State.MISSING: pgettext_lazy("translation", "missing"),
    State.DRAFT: pgettext_lazy("translation", "draft"),
    State.STALE: pgettext_lazy("translation", "out of date"),
    State.PUBLISHED: pgettext_lazy("translation", "up to date"),
}
# The names of languages stay as they are: a colon stands where their case endings would be.
OBSTACLES: Final[dict[str, Any]] = {
    Obstacle.NOTHING_TO_DO: _("Readers see everything as it is now: there is nothing to publish."),
    Obstacle.MISSING: _("There is no translation yet."),
    Obstacle.UNFINISHED: _("Not everything is translated."),
    Obstacle.MACHINE: _("Nobody has confirmed yet what the machine translated."),
    Obstacle.ORIGINAL_CHANGED: _(
        "The original has changes that are not public. Publish it first, so that translators see them."
    ),
    "locked": _("The page is locked by a colleague."),
    "changed_again": _("The original has changed once more. Compare again."),
}


def told(obstacle: str, code: str) -> str:
    """Why something cannot be done, with the language it is about."""
    words = str(OBSTACLES[obstacle])
    return f"{languages.NAMES[code]}: {words}" if code else words
