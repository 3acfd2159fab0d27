"""What the undated pages' part shows on every page: the way to how fresh the portal is, in the footer."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _


def freshness_link(context: dict[str, Any]) -> str:
    return format_html('<li><a href="{}">{}</a></li>', reverse("content:freshness"), _("How fresh the portal is"))
