"""One story in its languages: what an editor must know before it is published in all of them."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from newsroom.models import Standing
from newsroom.rules.translating import Version, obstacles, state_of
from newsroom.translating import texts
from newsroom.translating.selectors import locales


@dataclass(slots=True)
class Row:
    """One language of the story."""

    code: str
    locale: Locale
    version: Version
    page: Any = None
    translation: Translation | None = None
    standing: Standing | None = None
    segments: int = 0
    elsewhere: bool = False  # the translation lies in another section than its original
    holder: Any = None  # who translates it now
    changes: list[texts.Change] = field(default_factory=list)  # of the original, since the translation was made

    @property
    def done(self) -> int:
        return self.segments - self.version.lacking


@dataclass(slots=True)
class Story:
    """All languages of a page. `original` is None when it was deleted."""

    key: UUID
    rows: list[Row]
    original: Row | None

    @property
    def obstacles(self) -> list[tuple[Any, str]]:
        return obstacles([row.version for row in self.rows])

    def row(self, code: str) -> Row | None:
        return next((row for row in self.rows if row.code == code), None)


def story_of(key: Any, *, lock: bool = False) -> Story:
    """The story whose pages have this translation key. `lock` holds its rows until the transaction ends."""
    pages = Page.objects.filter(translation_key=key, alias_of__isnull=True, depth__gt=1).order_by("pk")
    if lock:
        list(pages.select_for_update().values_list("pk"))
    of_locale = {page.locale_id: page for page in pages.select_related("locale", "content_type", "live_revision")}
    known = {row.target_locale_id: row for row in texts.translations_of(key)}
    own = _original_locale(of_locale, known)
    rows = [_row(code, locale, of_locale, known, own) for code, locale in locales().items()]
    original = next((row for row in rows if row.version.original and row.page), None)
    _mark_moved(rows, original)
    return Story(key, rows, original)


def _original_locale(pages: dict[int, Any], known: dict[int, Translation]) -> int | None:
    """The language of the original: the one nobody translates into; the oldest page where that says nothing."""
    sources = [row.source.locale_id for row in known.values() if row.source.locale_id in pages]
    free = [locale for locale in pages if locale not in known]
    return next((locale for locale in sources if locale not in known), free[0] if free else None)


def _row(code: str, locale: Locale, pages: dict[int, Any], known: dict[int, Translation], own: int | None) -> Row:
    page, translation = pages.get(locale.pk), known.get(locale.pk)
    standing = getattr(translation, "standing", None) if translation else None
    original = locale.pk == own
    segments = lacking = 0
    machine = False
    if translation is not None and not original and page is not None:
        segments = translation.source.stringsegment_set.count()
        lacking = texts.lacking(translation)
        machine = texts.machine_made(translation, standing)
    stale = bool(standing and standing.stale_since)
    state = state_of(exists=page is not None, live=bool(page and page.live), stale=stale)
    version = Version(
        language=code, state=state, original=original,
        changed=bool(page and page.has_unpublished_changes), lacking=lacking, machine=machine,
    )  # fmt: skip
    return Row(code, locale, version, page, translation, standing, segments)


def _mark_moved(rows: list[Row], original: Row | None) -> None:
    """Notes which translations lie in another section than their original, whose page may have been moved."""
    if original is None:
        return
    parents = {row.code: row.page.path[: -Page.steplen] for row in rows if row.page is not None}
    keys = dict(Page.objects.filter(path__in=parents.values()).values_list("path", "translation_key"))
    wanted = keys.get(parents[original.code])
    for row in rows:
        row.elsewhere = row.page is not None and keys.get(parents[row.code]) != wanted
