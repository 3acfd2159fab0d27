"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from portal import languages


def portal(request: HttpRequest) -> dict[str, Any]:
    """`site_name`, `base_url`, `language` (one of kk, ru, en)."""
    return {"site_name": settings.WAGTAIL_SITE_NAME, "base_url": settings.BASE_URL, "language": languages.current()}
