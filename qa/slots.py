"""What the question service shows on every page: its place in the menu and in the footer."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


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
