"""What the fact-checks show on every page: the way to report a claim, and their feed."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from portal.subscriptions import Offer


def report_link(context: dict[str, Any]) -> str:
    """Among the services in the footer."""
    return format_html('<li><a href="{}">{}</a></li>', reverse("rebuttals:report"), _("Report a suspicious claim"))


def feed_link(context: dict[str, Any]) -> str:
    """Among the ways to subscribe."""
    return format_html('<li><a href="{}">{}</a></li>', reverse("rebuttals:feed"), _("Fact-check feed (Atom)"))


def offers() -> Iterator[Offer]:
    """The feed of fact-checks and their data, on the page of subscriptions."""
    yield Offer("feeds", _("Fact-checks"), reverse("rebuttals:feed"), "Atom")
    yield Offer("data", _("All fact-checks: a table (CSV)"), reverse("fact_check_data:csv"), "CSV")
