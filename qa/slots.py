"""What the question service shows on every page: its place in the menu and in the footer."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.subscriptions import Offer


def menu_entry() -> tuple[str, str]:
    """Path and title of the questions in the main menu."""
    return reverse("qa:list"), pgettext("menu", "Questions and answers")


def data_links(context: dict[str, Any]) -> str:
    """What can be subscribed to and taken away: the feed of answers and the open data, in the footer."""
    return format_html(
        '<li><a href="{}">{}</a></li><li><a href="{}">{}</a></li>',
        reverse("qa:feed"),
        _("Feed of answers (Atom)"),
        reverse("qa:open-data"),
        _("Open data"),
    )


def service_links(context: dict[str, Any]) -> str:
    """Asking and following a question, among the services in the footer."""
    return format_html(
        '<li><a href="{}">{}</a></li><li><a href="{}">{}</a></li>',
        reverse("qa:ask"),
        _("Ask a question"),
        reverse("qa:track"),
        _("Follow your question"),
    )


def offers() -> Iterator[Offer]:
    """The feed of answers, the open data and the questions among them, on the page of subscriptions."""
    yield Offer("feeds", _("Answers to questions"), reverse("qa:feed"), "Atom")
    yield Offer("data", _("Open data"), reverse("qa:open-data"), "CSV, JSON, OpenAPI")
    yield Offer("data", _("All questions and answers: a table (CSV)"), reverse("open_data:questions-csv"), "CSV")
