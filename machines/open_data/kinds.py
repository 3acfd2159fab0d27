"""Which page types are data: those that search finds, under the same words."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType

from portal.pages import BasePage
from search.pages import PageSource
from search.registry import registry


def page_types() -> dict[int, type[BasePage]]:
    """The types by the keys of their content types."""
    return {ContentType.objects.get_for_model(model).pk: model for _kind, model in _types()}


def names() -> list[str]:
    """The kinds."""
    return sorted({kind for kind, _model in _types()})


def types_of(kind: str) -> list[int]:
    """The content types of one kind."""
    return [ContentType.objects.get_for_model(model).pk for name, model in _types() if name == kind]


def _types() -> Iterator[tuple[str, type[BasePage]]]:
    for kind, source in registry.sources.items():
        if isinstance(source, PageSource):
            yield from ((kind, model) for model in source.models)
