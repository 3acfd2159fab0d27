"""The newsroom's words: what happens on a day, how far a piece is, what kind of day it is."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from newsroom.rules.calendar import Kind
from newsroom.rules.plans import Stage
from portal.workdays import Day, DayKind


def kind_name(kind: Kind) -> str:
    """What happens, in a word or two."""
    return {
        Kind.PUBLISHED: pgettext("calendar", "Published"),
        Kind.SCHEDULED: pgettext("calendar", "Will be published"),
        Kind.WANTED: pgettext("calendar", "Has a time, not approved"),
        Kind.ENDS: pgettext("calendar", "Will be taken down"),
        Kind.BRIEFING: pgettext("calendar", "Briefing"),
        Kind.PLANNED: pgettext("calendar", "Planned"),
    }[kind]


def stage_name(stage: Stage) -> str:
    """How far a planned piece is."""
    return {
        Stage.IDEA: pgettext("planned piece", "idea"),
        Stage.ASSIGNED: pgettext("planned piece", "given to its author"),
        Stage.PAGE: pgettext("planned piece", "has a page"),
    }[stage]


def day_name(day: Day, language: str) -> str:
    """Why a day is no ordinary one: the holiday's name, a moved day; "" for working days and weekends."""
    if day.kind is DayKind.HOLIDAY:
        return day.name(language)
    if day.kind is DayKind.OBSERVED:
        word = _("Day off for the holiday")
        return f"{word}: {day.name(language)}"
    if day.kind is DayKind.MOVED:
        return _("Working day by the Government’s decision") if day.works else _("Day off by the Government’s decision")
    return ""
