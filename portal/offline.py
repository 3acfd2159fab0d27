"""Reading without the internet: what the service worker is told, and its text (docs/decisions/0034-reading.md).

The worker is `workers/offline.js` with its settings before it; where reading offline is switched off it is
`workers/off.js`, which removes what was kept and then itself. Its version is made of all that it holds and names, so
that a browser takes a new one exactly when something is new.
"""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext

from portal import dates, languages

# A page server's answer says with this header that a reader's device may keep it.
HEADER: Final = "X-Offline"
KEEP: Final = "keep"
PAGES: Final = 20
ROOM: Final = 1_500_000  # characters of all kept pages
LARGEST: Final = 300_000  # characters of one page
PARTS: Final = 16  # style sheets and scripts
PATIENCE: Final = 4_000  # milliseconds after which a kept page is shown instead of a slow one
WORKERS: Final = Path(__file__).parent / "workers"
# As `dates.full`, with the time of day; filled in by the browser, in its own time zone.
WRITTEN: Final = {
    "kk": "{year} жылғы {day} {month}, {clock}",
    "ru": "{day} {month} {year} года, {clock}",
    "en": "{day} {month} {year}, {clock}",
}


def worker() -> str:
    """The text of the worker."""
    return _text(settings.OFFLINE_READING)


@cache
def _text(on: bool) -> str:
    if not on:
        return (WORKERS / "off.js").read_text(encoding="utf-8")
    source = (WORKERS / "offline.js").read_text(encoding="utf-8")
    told = _told()
    version = hashlib.blake2b((source + json.dumps(told)).encode(), digest_size=8).hexdigest()
    return f"const PORTAL = {json.dumps({'version': version, **told}, ensure_ascii=False)};\n\n{source}"


def _told() -> dict[str, Any]:
    pages, words = [], {}
    for code in languages.CODES:
        with translation.override(code):
            pages.append(reverse("offline"))
            words[code] = {
                "saved": escape(
                    gettext("No connection. This is a copy saved on {date}; the page may have changed since.")
                ),
                "missing": escape(gettext("No connection, and this page was not saved here. Try again later.")),
            }
    return {
        "languages": list(languages.CODES),
        "static": settings.STATIC_URL,
        "shell": [
            *pages,
            *(static(f"portal/{name}") for name in ("css/site.css", "js/keep_reading.js", "js/kept_pages.js")),
        ],
        "most": PAGES,
        "room": ROOM,
        "largest": LARGEST,
        "parts": PARTS,
        "patience": PATIENCE,
        "words": words,
        "dates": WRITTEN,
        "months": dates.MONTHS,
    }
