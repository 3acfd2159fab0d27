"""Records follow their pages: every change of what anyone could read moves `changed_at`, in the same transaction."""

from typing import Any

from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_delete
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from machines.models import PageRecord
from machines.open_data.kinds import page_types
from portal.tree import tree


def connect() -> None:
    """Connects everything; called once, when the app is ready."""
    for signal in (page_published, page_unpublished):
        signal.connect(_changed, dispatch_uid=f"machines.changed.{id(signal)}")
    pre_delete.connect(_deleted, sender=Page, dispatch_uid="machines.deleted")
    for signal in (post_page_move, page_slug_changed):
        signal.connect(_moved, dispatch_uid=f"machines.moved.{id(signal)}")
    for signal in (post_save, post_delete):
        signal.connect(_guarded, sender=PageViewRestriction, dispatch_uid=f"machines.guarded.{id(signal)}")


def note(pages: PageQuerySet) -> None:
    """Moves the records of those of `pages` that are or were public to the present moment."""
    known = pages.filter(Q(live=True) | Q(first_published_at__isnull=False), content_type__in=page_types())
    now, language_of = timezone.now(), tree().language_of
    rows = [
        PageRecord(page=pk, content_type_id=kind, key=key, language=language_of(locale), changed_at=now)
        for pk, kind, key, locale in known.values_list("pk", "content_type", "translation_key", "locale")
    ]
    PageRecord.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["content_type", "key", "language", "changed_at"],
        batch_size=500,
    )


def _changed(sender: Any, instance: Page, **signal: Any) -> None:
    # Translations share topics and dates with the original, so they change with it.
    note(Page.objects.filter(translation_key=instance.translation_key))


def _deleted(sender: Any, instance: Page, **signal: Any) -> None:
    note(Page.objects.filter(pk=instance.pk))


def _moved(sender: Any, instance: Page, **signal: Any) -> None:
    note(Page.objects.descendant_of(instance, inclusive=True))


def _guarded(sender: Any, instance: PageViewRestriction, **signal: Any) -> None:
    note(Page.objects.descendant_of(instance.page, inclusive=True))
