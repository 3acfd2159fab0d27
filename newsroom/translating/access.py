"""Who works with translations. What may be published is asked of each page."""

from collections.abc import Callable
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

PERMISSION: Final = "wagtail_localize.submit_translation"


def may_translate(user: Any) -> bool:
    return bool(user.has_perm(PERMISSION))


class ForTranslators:
    """A screen for those who may translate; anyone else is sent to the admin's first page with a word."""

    dispatch: Callable[..., HttpResponseBase]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        if not may_translate(request.user):
            raise PermissionDenied
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
