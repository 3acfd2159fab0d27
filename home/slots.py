"""What the front page's own texts fill on every page."""

from typing import Any

from django.utils.html import format_html

from home import selectors
from portal import languages


def footer_note(context: dict[str, Any]) -> str:
    """The note that says whose site this is; nothing when editors left it empty."""
    note = selectors.footer_note(languages.current())
    return format_html('<div class="footer-note"><p>{}</p></div>', note) if note else ""
