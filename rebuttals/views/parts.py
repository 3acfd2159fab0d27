"""What the views of reports share: the trail, the bar of steps, rebuttals that resemble a text."""

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from portal import languages
from rebuttals import selectors
from search.service import similar

SIMILAR_SHOWN: Final = 5
READ: Final = 2000  # characters of a text that are compared


def crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    """The trail: the front page, the fact-check section where there is one, then `more` (address, title)."""
    section = selectors.section(languages.current())
    trail = [{"url": f"/{languages.current()}/", "title": _("Front page")}, *([section] if section else [])]
    return [*trail, *({"url": url, "title": title} for url, title in more)]


def report_crumb() -> tuple[str, str]:
    return reverse("rebuttals:report"), _("Report a suspicious claim")


def track_crumb() -> tuple[str, str]:
    return reverse("rebuttals:track"), _("Follow your report")


def steps() -> list[str]:
    """The words of the bar above the form."""
    return [_("What you saw"), _("Check and send")]


def checked_already(text: str) -> list[dict[str, Any]]:
    """Rebuttals that resemble `text`, in all three languages, as items with the `reference` that records use."""
    if len(text.strip()) < 3:
        return []
    hits = similar(text[:READ], languages.current(), kinds=("rebuttal",), limit=SIMILAR_SHOWN)
    pages = selectors.in_order(hit.id for hit in hits)
    return [{**selectors.item_of(page), "reference": f"rebuttal:{page.pk}"} for page in pages if page.live]
