"""The pictures of a page, made ready in one query."""

from collections.abc import Iterator
from typing import Any

from django.db.models import ForeignKey, prefetch_related_objects
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page


def pictures_of(page: Page) -> list[AbstractImage]:
    """Every picture of `page`: of its fields that are loaded already, and of its blocks (one query for all of them)."""
    found: list[AbstractImage] = []
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            found += _in(getattr(page, field.name))
        elif isinstance(field, ForeignKey) and field.is_cached(page):
            value = field.get_cached_value(page)
            if isinstance(value, AbstractImage):
                found.append(value)
    return found


def _in(value: Any) -> Iterator[AbstractImage]:
    if isinstance(value, AbstractImage):
        yield value
    elif isinstance(value, StreamValue):
        for child in value:
            yield from _in(child.value)
    elif isinstance(value, StructValue):
        for item in value.values():
            yield from _in(item)
    elif isinstance(value, ListValue):
        for item in value:
            yield from _in(item)


def prepare(pictures: list[AbstractImage]) -> None:
    """Fetches the existing renditions of all `pictures` at once."""
    if pictures:
        prefetch_related_objects(pictures, "renditions")
