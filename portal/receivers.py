"""Receivers of the portal floor. They tell memory and translations that something changed, and decide nothing."""

from typing import Any

from django.db import connections
from django.db.models.signals import post_delete, post_save
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from portal import memory
from portal.pages import BasePage
from portal.translations import share

INDEX = "CREATE INDEX IF NOT EXISTS portal_page_by_url_path ON wagtailcore_page (url_path)"


def connect() -> None:
    """Connects everything; called once, when the app is ready."""
    page_published.connect(_share, dispatch_uid="portal.share")
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(memory.forget, dispatch_uid=f"portal.forget.{id(signal)}")
    for model in (Site, Locale, PageViewRestriction):
        post_save.connect(memory.forget, sender=model, dispatch_uid=f"portal.forget.save.{model.__name__}")
        post_delete.connect(memory.forget, sender=model, dispatch_uid=f"portal.forget.delete.{model.__name__}")
    for signal in (post_save, post_delete):
        signal.connect(_forget_if_page, dispatch_uid=f"portal.forget.page.{id(signal)}")


def _share(sender: Any, instance: Page, **kwargs: Any) -> None:
    if isinstance(instance, BasePage):
        share(instance)


def _forget_if_page(sender: Any, **kwargs: Any) -> None:
    if issubclass(sender, Page):
        memory.forget()


def index_addresses(sender: Any, using: str = "default", **kwargs: Any) -> None:
    """Pages are found by `url_path`, on which Wagtail has no index. Made after every migration and not by one, since
    a migration of Wagtail's that rebuilds the table on SQLite would drop an index it does not know."""
    connection = connections[using]
    if "wagtailcore_page" in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(INDEX)
