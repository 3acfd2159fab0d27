"""Wagtail pages as things that search can find: one source per kind, whatever number of page types share it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from django.db.models.signals import pre_delete
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from directory.models import PageRegion, PageTopic
from portal import sql, tree
from portal.pages import BasePage
from portal.visibility import open_to_all
from search import changes
from search.documents import Document
from search.registry import registry


class PageSource:
    """The public pages of one kind. `texts` names further fields of a type that are searched beside its rich text.

    All such sources form one `batch`: whether a page is visible is one question, whatever its kind.
    """

    batch = "pages"

    def __init__(self, kind: str, label: Callable[[], str]) -> None:
        self.kind = kind
        self._label = label
        self.models: dict[type[BasePage], Sequence[str]] = {}

    def label(self) -> str:
        return self._label()

    def documents(self, ids: Collection[str]) -> Iterable[Document]:
        keys = _keys(ids)
        topics = _directory_keys(PageTopic, "topic__key", keys)
        regions = _directory_keys(PageRegion, "region__key", keys)
        for model, texts in self.models.items():
            related = ["locale", *(["agency"] if hasattr(model, "agency") else [])]
            for page in model.objects.filter(pk__in=keys).live().public().select_related(*related):
                yield self._document(page, texts, topics[page.pk], regions[page.pk])

    def _document(self, page: BasePage, texts: Sequence[str], topics: list[str], regions: list[str]) -> Document:
        agency = getattr(page, "agency", None)
        return Document(
            kind=self.kind,
            id=str(page.pk),
            language=page.locale.language_code,
            title=page.title,
            lead=page.lead,
            body=text_of(page, texts),
            url=tree.public_path(page.url_path),
            group=str(page.translation_key),
            date=page.published_at,
            topics=tuple(topics),
            region=regions[0] if regions else "",
            agency=agency.key if agency else "",
        )

    def all_ids(self) -> Iterator[str]:
        for model in self.models:
            for key in model.objects.live().public().order_by("pk").values_list("pk", flat=True):
                yield str(key)

    def visible(self, ids: Collection[str]) -> set[str]:
        keys = _keys(ids)
        return {str(page.pk) for page in _visible(len(keys))(**sql.listed(keys))} if keys else set()


@cache
def _visible(count: int) -> sql.Prepared[Page]:
    """Those of so many pages that everyone may see; asked on every page of results, which has few."""
    return sql.Prepared(open_to_all(Page.objects.filter(pk__in=sql.slots(count))).only("pk"))


def _keys(ids: Collection[str]) -> list[int]:
    return [int(id_) for id_ in ids if id_.isdecimal()]


def _directory_keys(model: Any, name: str, pages: list[int]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for page, key in model.objects.filter(page_id__in=pages).values_list("page_id", name):
        found[page].append(key)
    return found


def text_of(page: BasePage, texts: Sequence[str] = ()) -> str:
    """The words of `page`: of its rich text and blocks, and of the plain fields `texts`; paragraphs by line."""
    parts = [str(getattr(page, name)) for name in texts]
    for field in page._meta.get_fields():
        if isinstance(field, (StreamField, RichTextField)):
            parts += field.get_searchable_content(getattr(page, field.name))
    return "\n".join(part for part in (part.strip() for part in parts) if part)


def register(model: type[BasePage], label: Callable[[], str], texts: Sequence[str] = ()) -> None:
    """Makes the pages of `model` searchable under its `search_kind`, and tells search whenever one changes.

    `label` names the kind, plural, in the present language. Several types may share a kind: the
    first one's label counts. Raises ValueError for a type without a kind or when another source holds it.
    """
    kind = model.search_kind
    if kind is None:
        raise ValueError(f"{model.__name__} has no search_kind")
    source = registry.sources.get(kind)
    if not isinstance(source, PageSource):
        source = PageSource(kind, label)
        registry.register(source)
    source.models[model] = tuple(texts)
    index_pages(model, kind)


def index_pages(model: type[Page], kind: str) -> None:
    """Tells search of every published, changed, moved, unpublished or deleted page of `model`."""

    def tell(sender: Any, instance: Page, **signal: Any) -> None:
        # Translations share topics and dates with the original, so they change with it.
        changes.note(kind, model.objects.filter(translation_key=instance.translation_key).values_list("pk", flat=True))

    def tell_moved(sender: Any, instance: Page, **signal: Any) -> None:
        below = model.objects.descendant_of(instance, inclusive=True)
        changes.note(kind, below.values_list("pk", flat=True))

    uid = f"search.pages.{model.__name__}"
    page_published.connect(tell, sender=model, weak=False, dispatch_uid=f"{uid}.published")
    page_unpublished.connect(tell, sender=model, weak=False, dispatch_uid=f"{uid}.unpublished")
    pre_delete.connect(tell, sender=model, weak=False, dispatch_uid=f"{uid}.deleted")
    post_page_move.connect(tell_moved, weak=False, dispatch_uid=f"{uid}.moved")
