"""How far a planned piece is."""

from enum import StrEnum


class Stage(StrEnum):
    IDEA = "idea"
    ASSIGNED = "assigned"
    PAGE = "page"


def stage(*, assigned: bool, has_page: bool) -> Stage:
    """A piece is a page as soon as it has one, whoever was to write it."""
    if has_page:
        return Stage.PAGE
    return Stage.ASSIGNED if assigned else Stage.IDEA
