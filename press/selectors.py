"""Reads for the dated pages: a list costs one query, whatever the mixture of types in it."""

from collections.abc import Collection, Iterable
from typing import Final

from django.apps import apps
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

# kind (as in addresses and in search) → the model and the accessor from Page
KINDS: Final = {
    "news": ("NewsPage", "newspage"),
    "infographic": ("InfographicPage", "infographicpage"),
    "video": ("VideoPage", "videopage"),
    "briefing": ("BriefingPage", "briefingpage"),
}


def kind_names() -> dict[str, str]:
    """The kinds with their names in the present language, plural."""
    return {"news": _("News"), "infographic": _("Infographics"), "video": _("Video"), "briefing": _("Briefings")}


def dated(language: str | None = None, kinds: Collection[str] = ()) -> PageQuerySet:
    """The public dated pages, newest first, as `Page` rows with the tables of `kinds` (none: all) joined.

    Hand the rows that are shown to `as_specific`.
    """
    wanted = [KINDS[kind] for kind in (kinds or KINDS)]
    names = [name for _model, name in wanted]
    pages = Page.objects.live().public().type(*(apps.get_model("press", model) for model, _name in wanted))
    if language:
        pages = pages.filter(locale__language_code=language)
    return (
        pages.select_related(*names, *(f"{name}__picture" for name in names))
        .defer(*(f"{name}__body" for name in names))
        .order_by("-first_published_at", "-pk")
    )


def as_specific(rows: Iterable[Page]) -> list[Page]:
    """`rows` of `dated` as pages of their own types, with the renditions of their pictures in one query."""
    pages = [next(found for _m, name in KINDS.values() if (found := row.__dict__["_state"].fields_cache.get(name))) for row in rows]
    pictures = [page.picture for page in pages if page.picture_id]
    if pictures:
        prefetch_related_objects(pictures, "renditions")
    return pages
