"""Receivers of proofreading: what a page leads to changes when it is published or taken off. They decide nothing."""

import logging
from typing import Any

from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from proofing import nightly

logger = logging.getLogger(__name__)


def connect() -> None:
    """Connects everything; called once, when the app is ready."""
    page_published.connect(_note, dispatch_uid="proofing.published")
    page_unpublished.connect(_note, dispatch_uid="proofing.unpublished")


def _note(sender: Any, instance: Page, **kwargs: Any) -> None:
    try:
        nightly.note(instance)
    except Exception:  # what is noted for a report must not keep a page from its readers
        logger.exception("the links of page %s were not noted", instance.pk)
