"""What the front page's own texts fill on every page."""

from typing import Any

from django.utils.html import format_html, format_html_join

from home import selectors
from portal import languages


def footer_note(context: dict[str, Any]) -> str:
    """The note that says whose site this is; nothing when editors left it empty."""
    note = selectors.footer_note(languages.current())
    return format_html('<div class="footer-note"><p>{}</p></div>', note) if note else ""


def footer_links(context: dict[str, Any]) -> str:
    """The pages that editors want at the foot of every page."""
    links = selectors.footer_links(languages.current())
    return format_html_join("", '<li><a href="{}">{}</a></li>', ((link["url"], link["title"]) for link in links))
