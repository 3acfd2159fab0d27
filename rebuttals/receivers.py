"""They tell the cases that a page went live or was taken down, and decide nothing; the regular job finds the rest."""

from typing import Any

from wagtail.signals import page_published, page_unpublished

from rebuttals.pages import RebuttalPage


def connect() -> None:
    """Called once, when the app is ready."""
    page_published.connect(_published, sender=RebuttalPage, dispatch_uid="rebuttals.published")
    page_unpublished.connect(_unpublished, sender=RebuttalPage, dispatch_uid="rebuttals.unpublished")


def _published(sender: Any, instance: RebuttalPage, **kwargs: Any) -> None:
    from rebuttals.services import verdicts  # it reads models that read this app

    verdicts.page_published(page=instance)


def _unpublished(sender: Any, instance: RebuttalPage, **kwargs: Any) -> None:
    from rebuttals.services import verdicts

    verdicts.page_unpublished(page=instance)
