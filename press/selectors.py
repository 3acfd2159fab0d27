"""Reads for the dated pages: a list costs one query, whatever the mixture of types in it."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

from portal.images import prepare
from portal.tree import tree
from portal.visibility import open_to_all

# kind (as in addresses and in search) → the model and the accessor from Page
KINDS: Final = {
    "news": ("NewsPage", "newspage"),
    "infographic": ("InfographicPage", "infographicpage"),
    "video": ("VideoPage", "videopage"),
    "briefing": ("BriefingPage", "briefingpage"),
}

# What a list shows of each, beside the page's own columns.
_FIELDS: Final = {"infographicpage": ("picture", "image"), "videopage": ("picture", "recording")}


def kind_names() -> dict[str, str]:
    """The kinds with their names in the present language, plural."""
    return {"news": _("News"), "infographic": _("Infographics"), "video": _("Video"), "briefing": _("Briefings")}


def dated(language: str | None = None, kinds: Collection[str] = ()) -> PageQuerySet:
    """The public dated pages, newest first, as `Page` rows with the tables of `kinds` (none: all) joined.

    Hand the rows that are shown to `as_specific`.
    """
    wanted = [KINDS[kind] for kind in (kinds or KINDS)]
    names = [name for _model, name in wanted]
    pages = open_to_all(Page.objects.filter(content_type__app_label="press", content_type__model__in=names))
    if language:
        pages = pages.filter(locale__language_code=language)
    return (
        pages.select_related(
            *names, *(f"{name}__{field}" for name in names for field in _FIELDS.get(name, ("picture",)))
        )
        .defer(*(f"{name}__body" for name in names))
        .order_by("-first_published_at", "-pk")
    )


def as_specific(rows: Iterable[Page]) -> list[Any]:
    """`rows` of `dated` as pages of their own types, with the renditions of their pictures in one query."""
    pages = [_joined(row) for row in rows]
    prepare([picture for page in pages for picture in _pictures(page)])
    for page in pages:
        page.locale = tree().locales[page.locale_id]
    return pages


def _joined(row: Page) -> Any:
    cached = row._state.fields_cache
    return next(cached[name] for _model, name in KINDS.values() if cached.get(name) is not None)


def _pictures(page: Any) -> Iterator[Any]:
    for name in ("picture", "image"):
        if getattr(page, f"{name}_id", None):
            yield getattr(page, name)


def latest(language: str, kinds: Collection[str], limit: int) -> list[Any]:
    """The newest public pages of `kinds` in `language`, specific."""
    return as_specific(dated(language, kinds)[:limit])


def media_item(page: Any) -> dict[str, Any]:
    """An infographic or a video as the component `media_item` shows it: its own picture, and in a word what it is."""
    item = {"url": page.url, "title": page.title, "picture": page.picture, "picture_alt": page.picture_alt}
    if page.search_kind == "infographic":
        return {**item, "picture": page.image, "picture_alt": page.alt, "note": _("Infographic with a text version")}
    note = " · ".join(word for word in (_("Video"), length(page.duration)) if word)
    poster = "" if page.picture else page.poster
    made = bool(poster) and page.recording.ai_made  # a picture says it itself
    return {**item, "poster": poster, "ai_made": made, "note": note}


def path_in(translation_key: Any, language: str) -> str:
    """The tree path of the live version of a section in `language`; of nothing ("-") where there is none."""
    model = apps.get_model("press", "PressSectionPage")
    found = model.objects.live().filter(translation_key=translation_key, locale__language_code=language)
    return found.values_list("path", flat=True).first() or "-"


def years_below(path: str) -> list[int]:
    """The years in which public dated pages below `path` were published, the newest first."""
    rows = dated().filter(path__startswith=path, first_published_at__isnull=False).select_related(None).defer(None)
    return sorted({moment.year for moment in rows.datetimes("first_published_at", "year")}, reverse=True)


def briefings_around(now: datetime) -> list[Any]:
    """The public briefings, in all languages, that may be live at `now`: a day around it is looked at."""
    model = apps.get_model("press", "BriefingPage")
    day = timedelta(days=1)
    planned = Q(starts_at__gte=now - 2 * day, starts_at__lte=now + day)
    begun = Q(started_at__gte=now - 2 * day, started_at__lte=now)  # by hand, whatever was planned
    return list(
        open_to_all(model.objects.all())
        .filter(planned | begun, cancelled=False)
        .select_related("locale")
        .defer("body", "transcript", "agenda", "speakers")
    )


def length(seconds: float) -> str:
    """A recording's length as people write it: 95 → "1:35", 3725 → "1:02:05"; "" for an unknown one."""
    if not seconds:
        return ""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def sections(home_path: str) -> dict[str, str]:
    """The `url_path` of the first section below a front page (its tree path) that holds news, and of the first that
    holds infographics or video: keys "news" and "media"; a list without a section has no key."""
    model = apps.get_model("press", "PressSectionPage")
    rows = model.objects.filter(path__startswith=home_path).live().order_by("path").values_list("path", "url_path")
    paths = dict(rows)
    found: dict[str, str] = {}
    for name, kinds in (("news", ("news",)), ("media", ("infographic", "video"))):
        children = dated(kinds=kinds).filter(path__startswith=home_path).select_related(None).order_by("path")
        first = children.values_list("path", flat=True).first()
        section = next((paths[path] for path in paths if first and first.startswith(path)), None)
        if section:
            found[name] = section
    return found
