"""Where an inspection stands, by the clock. Pure."""

from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    PLANNED = "planned"
    UNDER_WAY = "under_way"
    ENDED = "ended"


def standing(begins: date, ends: date, today: date) -> Standing:
    """Planned until the day it begins, ended from the day after its last."""
    if today < begins:
        return Standing.PLANNED
    return Standing.UNDER_WAY if today <= ends else Standing.ENDED
