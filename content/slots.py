"""What the undated pages' part shows elsewhere: the way to how fresh the portal is, in every footer; the register's
file, on the page of subscriptions."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from content.pages import DocumentRegisterPage
from portal import languages
from portal.subscriptions import Offer
from portal.tree import public_path
from portal.visibility import open_to_all


def freshness_link(context: dict[str, Any]) -> str:
    return format_html('<li><a href="{}">{}</a></li>', reverse("content:freshness"), _("How fresh the portal is"))


def offers() -> Iterator[Offer]:
    """The registers of documents as files, on the page of subscriptions."""
    pages = open_to_all(DocumentRegisterPage.objects.filter(locale__language_code=languages.current()))
    for title, url_path in pages.order_by("path").values_list("title", "url_path"):
        yield Offer("data", title, f"{public_path(url_path)}?format=csv", "CSV")
