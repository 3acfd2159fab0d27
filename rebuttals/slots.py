"""What the fact-checks show on every page: the way to report a claim, and their feed."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _


def report_link(context: dict[str, Any]) -> str:
    """Among the services in the footer."""
    return format_html('<li><a href="{}">{}</a></li>', reverse("rebuttals:report"), _("Report a suspicious claim"))


def feed_link(context: dict[str, Any]) -> str:
    """Among the ways to subscribe."""
    return format_html('<li><a href="{}">{}</a></li>', reverse("rebuttals:feed"), _("Fact-check feed (Atom)"))
