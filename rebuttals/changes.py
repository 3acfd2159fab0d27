"""What was changed in published rebuttals: verdicts that became others, corrections in words. For readers."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from portal import dates
from portal.memory import brief
from portal.visibility import open_to_all
from rebuttals.cases import VerdictChange
from rebuttals.pages import RebuttalMethodPage, RebuttalPage

_LIGHT: Final = ("body", "spread", "evidence")


def changes_of(page: RebuttalPage) -> list[dict[str, Any]]:
    """The changes of one page, newest first: `date`, and `text` in words, `before` and `verdict` (keys), or all.

    A page without corrections costs no query: a verdict never changes without one.
    """
    if not page.corrections:
        return []
    return _ordered(page, VerdictChange.objects.of(page.translation_key).exclude(before=""))


def _ordered(page: RebuttalPage, verdicts: Iterable[VerdictChange]) -> list[dict[str, Any]]:
    """Corrections and changed verdicts of a page, newest first; a verdict stands with the words of its day, if any."""
    found: list[dict[str, Any]] = [
        {"date": block.value["date"], "text": block.value["text"]} for block in page.corrections
    ]
    for change in verdicts:
        day, facts = dates.local(change.at), {"before": change.before, "verdict": change.verdict}
        said = next((item for item in found if item["date"] == day and "verdict" not in item), None)
        if said is None:
            found.append({"date": day, **facts})
        else:
            said.update(facts)
    return sorted(found, key=lambda item: item["date"], reverse=True)


@brief
def log(language: str) -> list[dict[str, Any]]:
    """The log of corrections in `language`: each change of each public rebuttal, newest first, with its page."""
    pages = open_to_all(RebuttalPage.objects.filter(locale__language_code=language)).defer(*_LIGHT)
    corrected = [page for page in pages.exclude(Q(corrections=[]) | Q(corrections="")) if page.corrections]
    verdicts: dict[UUID, list[VerdictChange]] = {}
    for change in VerdictChange.objects.filter(
        translation_key__in=[page.translation_key for page in corrected]
    ).exclude(before=""):
        verdicts.setdefault(change.translation_key, []).append(change)
    found = [
        {**change, "url": page.url, "claim": page.claim, "title": page.title}
        for page in corrected
        for change in _ordered(page, verdicts.get(page.translation_key, ()))
    ]
    return sorted(found, key=lambda item: item["date"], reverse=True)


@brief
def method(language: str) -> dict[str, str] | None:
    """Address and title of the page that says how claims are checked; None while there is none in `language`."""
    row = open_to_all(RebuttalMethodPage.objects.filter(locale__language_code=language)).first()
    return {"url": row.url, "title": row.title} if row and row.url else None


def principles(language: str) -> list[dict[str, str]]:
    """The pages by which readers can judge the fact-checks: the method, where it is written, and the corrections."""
    found = method(language)
    return [*([found] if found else []), {"url": reverse("rebuttals:corrections"), "title": _("Corrections log")}]
