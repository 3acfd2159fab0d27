"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from portal import display, languages


def portal(request: HttpRequest) -> dict[str, Any]:
    """`site_name`, `base_url`, `language` (one of kk, ru, en), `display` (the reader's colours and sizes),
    `offline_reading`, `language_name` and `home_path`."""
    return {
        "offline_reading": settings.OFFLINE_READING,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "base_url": settings.BASE_URL,
        "language": languages.current(),
        "language_name": languages.NAMES[languages.current()],
        "home_path": f"/{languages.current()}/",
        # Read without touching Vary: ordinary pages are the same for all readers with the same `view` cookie.
        "display": display.parse(request.COOKIES.get(display.COOKIE, "")),
    }
