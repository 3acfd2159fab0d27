"""Says so where staff sign in by a password alone."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning


def check_is_on(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Production without the second step is a decision that someone must read about at every start."""
    if settings.LOCAL or settings.TWO_FACTOR:
        return []
    return [
        Warning(
            "TWO_FACTOR is off: a stolen password opens the admin.",
            hint="Remove TWO_FACTOR=0 from the environment. Each account sets its second step up at its next sign-in.",
            id="portal.W010",
        )
    ]
