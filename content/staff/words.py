"""How the report on section 6 says things."""

from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from content.rules.completeness import Note, Requirement, State
from portal import dates, languages

REQUIREMENTS: Final[dict[Requirement, Any]] = {
    Requirement.FULL_NAME: gettext_lazy("Full name of the body"),
    Requirement.LEADERSHIP: gettext_lazy("Leadership, with biographies"),
    Requirement.STRUCTURE: pgettext_lazy("of the body", "Structure"),
    Requirement.CONTACTS: gettext_lazy("Contacts and the place on the map"),
    Requirement.RESULTS: gettext_lazy("Report on results"),
    Requirement.PROPERTY: gettext_lazy("Report on state property"),
    Requirement.INSPECTIONS: gettext_lazy("Inspections and their outcomes"),
    Requirement.DOCUMENTS: gettext_lazy("Documents as text and as a file"),
}
STATES: Final[dict[State, Any]] = {
    State.MISSING: pgettext_lazy("requirement", "missing"),
    State.UNTRANSLATED: pgettext_lazy("requirement", "not translated"),
    State.LATE: pgettext_lazy("requirement", "late"),
    State.INCOMPLETE: pgettext_lazy("requirement", "incomplete"),
    State.DONE: pgettext_lazy("requirement", "there"),
}
# Wagtail's own labels of status, by how urgent a state is.
TONES: Final[dict[State, str]] = {
    State.MISSING: "critical",
    State.UNTRANSLATED: "warning",
    State.LATE: "critical",
    State.INCOMPLETE: "warning",
    State.DONE: "positive",
}
PARTS: Final[dict[str, Any]] = {
    "full_name": gettext_lazy("full name"),
    "post": pgettext_lazy("person", "post"),
    "picture": gettext_lazy("picture"),
    "biography": gettext_lazy("biography"),
    "reception": gettext_lazy("reception of citizens"),
    "oversees": gettext_lazy("what they oversee"),
    "structure": pgettext_lazy("body", "structure"),
    "address": gettext_lazy("address"),
    "phone": gettext_lazy("telephone"),
    "email": gettext_lazy("e-mail"),
    "hours": gettext_lazy("working hours"),
    "map": gettext_lazy("place on the map"),
    "text": gettext_lazy("text on the page"),
    "file": gettext_lazy("file"),
    "outcome": gettext_lazy("outcome"),
}


def told(note: Note) -> str:
    """What is to be mended, in a phrase; the page's title stands before it."""
    if note.state is State.MISSING:
        return _("there is no such page yet")
    if note.state is State.UNTRANSLATED:
        return _("not published in this language")
    if note.state is State.LATE and note.since:
        day = dates.full(note.since, languages.current())
        if note.lacks:
            return _("over since %(day)s, and the outcome is not told") % {"day": day}
        return _("the next report was due on %(day)s") % {"day": day}
    return _("lacks: %(parts)s") % {"parts": ", ".join(str(PARTS[part]) for part in note.lacks)}
