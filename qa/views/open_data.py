"""The page for people who want to use the open data: what there is, how to ask, what each field means."""

from datetime import date
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from intake import limits
from intake.open_data_asking import MOST, USUAL
from intake.open_data_parts import PARTS
from portal import dates, languages
from portal.serving import finish
from qa.open_data import catalogue
from qa.open_data.catalogue import API, DOWNLOADS
from qa.views.parts import alternates, crumbs

ADDRESSES: Final[tuple[tuple[str, Any], ...]] = (
    ("questions", gettext_lazy("questions, a page at a time, the oldest change first")),
    ("questions/2026-01842", gettext_lazy("one question in all its languages, with the dates of its answers")),
    ("topics", gettext_lazy("topics")),
    ("regions", gettext_lazy("regions")),
    ("agencies", gettext_lazy("agencies")),
    ("statistics", gettext_lazy("how agencies answer: the figures of the statistics pages")),
    ("catalogue.jsonld", gettext_lazy("the description for catalogues of data, by DCAT 3")),
    ("openapi.json", gettext_lazy("the description for programs, by OpenAPI 3.1")),
)
FILTERS: Final[tuple[tuple[str, Any], ...]] = (
    ("language", gettext_lazy("kk, ru or en")),
    ("topic, region, agency", gettext_lazy("a key from the lists")),
    ("status", gettext_lazy("answered, waiting or overdue")),
    ("answered_since, answered_until", gettext_lazy("when the answer was given: from, and before")),
    ("updated_since", gettext_lazy("changed since then; also tells what was taken down")),
    ("limit", gettext_lazy("records on a page")),
    ("cursor", gettext_lazy("the next page: next_cursor of the last answer")),
)
FIELDS: Final[tuple[tuple[str, Any], ...]] = (
    ("number", gettext_lazy("the public number of the question, the same in all languages")),
    ("language", gettext_lazy("the language of the texts: each question is there once for each language it has")),
    (
        "withheld",
        gettext_lazy("true: no longer public; only number, language and updated_at are there. Delete your copy"),
    ),
    ("updated_at", gettext_lazy("when anything in the record last changed")),
    ("url", gettext_lazy("the page")),
    ("status", gettext_lazy("answered or waiting")),
    ("title, question", gettext_lazy("the question as published: plain text without personal data")),
    (
        "answer_html, answer_text",
        gettext_lazy("the answer in force, as HTML and as plain text; empty until there is one"),
    ),
    ("topic, region, agency", gettext_lazy("keys from the lists; the agency is the one that answers")),
    ("asked_at, routed_at, answered_at", gettext_lazy("when it was asked, sent to the agency, answered")),
    ("corrected_at, correction", gettext_lazy("when the answer was last corrected, and what was changed")),
    ("due_on", gettext_lazy("the last working day for the answer, while one is awaited")),
    ("paused_since", gettext_lazy("since when the asker is asked for more: the clock is paused")),
    ("working_days", gettext_lazy("working days to the answer, without the asker's waiting")),
    ("version", gettext_lazy("counts the changes of the text; a translation has the version it was made from")),
)
CHANGES: Final[tuple[tuple[date, str, Any], ...]] = ((date(2026, 11, 25), "1.0.0", gettext_lazy("The first version.")),)


@require_safe
def open_data_page(request: HttpRequest) -> HttpResponseBase:
    language = languages.current()
    base = f"{settings.BASE_URL}{API}"
    downloads = [*DOWNLOADS, *(row for part in PARTS.values() for row in part.downloads)]
    addresses = [*ADDRESSES, *(row for part in PARTS.values() for row in part.addresses)]
    head = [_("Field"), _("Meaning")]
    context = {
        "base": base,
        "downloads": [{"url": f"{API}/{name}", "words": words} for name, _type, words in downloads],
        "addresses": [[_("Address"), _("What it gives")], *([f"{API}/{path}", words] for path, words in addresses)],
        "parts": [
            {
                "caption": part.caption,
                "rows": [[_("Field"), _("Meaning")], *([name, words] for name, words in part.fields)],
            }
            for part in PARTS.values()
        ],
        "filters": [[_("Parameter"), _("Meaning")], *([name, words] for name, words in FILTERS)],
        "fields": [head, *([name, words] for name, words in FIELDS)],
        "examples": _examples(base),
        "limits": _limits(),
        "usual": USUAL,
        "most": MOST,
        "licence": settings.OPEN_DATA_LICENCE,
        "licence_url": settings.OPEN_DATA_LICENCE_URL,
        "changes": [(dates.full(day, language), version, words) for day, version, words in CHANGES],
        "crumbs": crumbs(),
        "alternates": alternates("qa:open-data"),
        "json_ld": catalogue.datasets(language),
    }
    return finish(request, render(request, "qa/open_data.html", context))


def _examples(base: str) -> list[tuple[str, str]]:
    return [
        (_("Questions in Kazakh, ten at a time"), f"curl '{base}/questions?language=kk&limit=10'"),
        (_("What is overdue now"), f"curl '{base}/questions?status=overdue'"),
        (
            _("What changed since a moment, for a mirror"),
            f"curl '{base}/questions?updated_since=2026-11-24T00:00:00Z'",
        ),
        (_("Everything, a record a line"), f"curl -o questions.jsonl '{base}/questions.jsonl'"),
    ]


def _limits() -> list[str]:
    """How often one address may ask, in words."""
    usual, bulk = limits.rate_of("open_data"), limits.rate_of("bulk")
    asked = ngettext("%(n)s request", "%(n)s requests", usual.times) % {"n": usual.times}
    loaded = ngettext("%(n)s whole download", "%(n)s whole downloads", bulk.times) % {"n": bulk.times}
    return [_in_minutes(asked, usual.seconds), _in_minutes(loaded, bulk.seconds)]


def _in_minutes(what: str, seconds: int) -> str:
    n = seconds // 60
    return ngettext("%(what)s in %(n)s minute", "%(what)s in %(n)s minutes", n) % {"what": what, "n": n}
