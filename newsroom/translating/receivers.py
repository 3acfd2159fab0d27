"""Tells translations that a page went public; decides nothing."""

from typing import Any

from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from newsroom.translating import services
from portal import memory


def connect() -> None:
    """Connects everything; called once, when the app is ready."""
    page_published.connect(_published, dispatch_uid="newsroom.translations.published")
    page_unpublished.connect(memory.forget, dispatch_uid="newsroom.translations.unpublished")


def _published(sender: Any, instance: Page, revision: Any = None, **kwargs: Any) -> None:
    services.page_went_public(page=instance, made_at=revision.created_at if revision else None)
