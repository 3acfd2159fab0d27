"""Which case comes first: what it could do to people, how far it has gone, and how long it has waited.

The rule gives each case a moment by which somebody should look at it. Cases are taken in the order of these moments, so
that whatever waits rises by itself and nothing waits for ever, and the order is one indexed column.
"""

from datetime import datetime, timedelta
from enum import IntEnum
from typing import Final


class Harm(IntEnum):
    """What may happen to those who believe it."""

    LITTLE = 1
    SOME = 2
    GREAT = 3


class Spread(IntEnum):
    """How far it has gone."""

    FEW = 1
    SOME = 2
    MANY = 3


# Hours until somebody should look: by harm, then by spread.
HOURS: Final = {
    Harm.GREAT: {Spread.MANY: 2, Spread.SOME: 6, Spread.FEW: 24},
    Harm.SOME: {Spread.MANY: 12, Spread.SOME: 36, Spread.FEW: 72},
    Harm.LITTLE: {Spread.MANY: 48, Spread.SOME: 96, Spread.FEW: 168},
}
UNJUDGED: Final = Harm.SOME  # nobody has looked yet: neither first nor last
# From how many reports on a claim has gone so far, whatever an editor thought of it earlier.
REPORTS: Final = ((30, Spread.MANY), (5, Spread.SOME))


def spread_of(reports: int, judged: int | None = None) -> Spread:
    """How far a claim with so many reports has gone: what an editor judged, or what the reports say if that is more."""
    counted = next((spread for least, spread in REPORTS if reports >= least), Spread.FEW)
    return max(counted, Spread(judged)) if judged else counted


def look_by(opened_at: datetime, *, harm: int | None, spread: Spread) -> datetime:
    """The moment by which somebody should look at a case that was opened at `opened_at`."""
    return opened_at + timedelta(hours=HOURS[Harm(harm) if harm else UNJUDGED][spread])
