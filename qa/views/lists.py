"""The lists of published questions: all with filters, and one address for each topic, region and agency."""

from typing import Any, Final

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from directory import selectors as directory
from directory.models import Agency, Named, Region, Topic
from portal import languages
from portal.serving import finish
from portal.tree import tree
from qa.forms.public import QuestionFilter
from qa.models import PublishedQuestion
from qa.published import best_versions, counts
from qa.views.parts import alternates, crumbs
from qa.views.routes import is_late

PER_PAGE: Final = 20
SHELVES: Final[dict[str, type[Named]]] = {"topic": Topic, "region": Region, "agency": Agency}
STATES: Final = QuestionFilter.Kind


@require_safe
def question_list(request: HttpRequest) -> HttpResponseBase:
    """Published questions, newest first, each in the reader's language or, labelled, in one it has."""
    form = QuestionFilter(request.GET)
    chosen = form.chosen()
    page = best_versions(languages.current(), **chosen).page(request.GET.get("page"), PER_PAGE)
    context = {
        "form": form,
        "filtered": bool(chosen),
        "page_of": page,
        "items": [item_of(row) for row in page],
        "crumbs": crumbs()[:1],
        "alternates": alternates("qa:list"),
        "noindex": bool(chosen),
    }
    if len(chosen) == 1 and (kind := next(iter(chosen))) in SHELVES:
        # The same list has an address of its own: search engines are told of that one.
        context |= {"alternates": alternates(f"qa:{kind}", key=chosen[kind]), "noindex": False}
    return finish(request, render(request, "qa/list.html", context))


@require_safe
def shelf(request: HttpRequest, kind: str, key: str) -> HttpResponseBase:
    """The questions of one topic, region or agency (`kind`), with a feed of their own; 404 for an unknown key."""
    row = directory.keyed(SHELVES[kind], key)
    if row is None:
        raise Http404
    state = request.GET.get("state", "")
    state = state if state in (STATES.ANSWERED, STATES.WAITING, STATES.OVERDUE) else ""
    page = best_versions(languages.current(), state=state, **{kind: key}).page(request.GET.get("page"), PER_PAGE)
    context = {
        "kind": kind,
        "kind_label": shelf_label(kind),
        "row": row,
        "state": state,
        "groups": [{"label": pgettext("filter", "State"), "options": _states(state)}],
        "page_of": page,
        "items": [item_of(item) for item in page],
        "feed": reverse(f"qa:{kind}-feed", kwargs={"key": key}),
        "crumbs": crumbs((reverse("qa:browse"), _("By topic, region and agency"))),
        "alternates": alternates(f"qa:{kind}", key=key),
        "noindex": bool(state),
    }
    return finish(request, render(request, "qa/shelf.html", context))


def shelf_label(kind: str) -> str:
    """What `kind` is called above the name."""
    return {"topic": _("Topic"), "region": _("Region"), "agency": _("Agency")}[kind]


def _states(present: str) -> list[dict[str, Any]]:
    """The states as links on the same address."""
    labels = {
        "": pgettext("filter", "All"),
        STATES.ANSWERED: _("Answered"),
        STATES.WAITING: _("Waiting for an answer"),
        STATES.OVERDUE: _("Past their due date"),
    }
    return [
        {"url": f"?state={key}" if key else "?", "label": label, "current": key == present}
        for key, label in labels.items()
    ]


@require_safe
def browse(request: HttpRequest) -> HttpResponseBase:
    """All topics, regions and agencies in alphabetical order, each with the number of its public questions."""
    found = counts()
    numbers = {"topic": found.topics, "region": found.regions, "agency": found.agencies}
    titles = {"topic": _("Topics"), "region": _("Regions"), "agency": _("Agencies")}
    groups = [
        {
            "kind": kind,
            "title": titles[kind],
            "rows": [
                {"url": reverse(f"qa:{kind}", kwargs={"key": row.key}), "name": row.name, "n": numbers[kind][row.key]}
                for row in directory.alphabetical(model, languages.current())
            ],
        }
        for kind, model in SHELVES.items()
    ]
    context = {
        "groups": groups,
        "total": found.total,
        "crumbs": crumbs(),
        "alternates": alternates("qa:browse"),
    }
    return finish(request, render(request, "qa/browse.html", context))


def _waiting(row: PublishedQuestion) -> str:
    """In a word, how a question stands that waits; "" for an answered one."""
    if is_late(row):
        return _("Overdue")
    return "" if row.answered_at else _("Waiting for an answer")


def item_of(row: PublishedQuestion) -> dict[str, Any]:
    """A published question as lists show it."""
    agency = directory.one(Agency, row.agency_id)
    return {
        "url": row.get_absolute_url(),
        "title": row.title,
        "agency": agency.name if agency else "",
        "working_days": (row.working_days or None) if row.answered_at else None,
        "date": row.answered_at or row.asked_at,
        "language": tree().language_of(row.locale_id),
        "waiting": _waiting(row),
    }
