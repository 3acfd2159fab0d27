"""Sitemaps with alternates, over all languages; apps whose public things are no pages add theirs by `register`."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from wagtail.models import Page

from portal import languages
from portal.tree import absolute, public_path, tree

# sitemaps.org: at most 50,000 addresses or 50 MB in one file; with three alternates each the size comes first.
PER_FILE = 20_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One public address; `alternates` are the public paths of all its versions by language, its own among them."""

    path: str
    changed_at: datetime | None = None
    alternates: tuple[tuple[str, str], ...] = ()

    @property
    def location(self) -> str:
        return absolute(self.path)

    @property
    def versions(self) -> list[tuple[str, str]]:
        """(hreflang, address) of every version and of x-default; empty for what has only one version."""
        if len(self.alternates) < 2:
            return []
        return [
            *((code, absolute(path)) for code, path in self.alternates),
            ("x-default", absolute(default(dict(self.alternates)))),
        ]


def default(paths: dict[str, str]) -> str:
    """The version for readers of no known language: Kazakh, else the first there is."""
    return next(paths[code] for code in languages.CODES if code in paths)


Source = Callable[[str], Iterable[Entry]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Adds `source` (language → entries of what the public may see now). A second call changes nothing."""
    if source not in _sources:
        _sources.append(source)


Further = Callable[[], Iterable[str]]
_further: list[Further] = []


def register_maps(paths: Further) -> None:
    """Adds maps that are no part of the index, such as one of the day's news. A second call changes nothing."""
    if paths not in _further:
        _further.append(paths)


def further() -> list[str]:
    """The public paths of those maps."""
    return [path for paths in _further for path in paths()]


def pages(language: str) -> Iterator[Entry]:
    """The live public pages in `language`, in the order of the tree; one query for all languages."""
    homes = tree().homes
    if language not in homes:
        return
    rows = list(
        Page.objects.live()
        .public()
        .filter(depth__gt=1)
        .order_by("path")
        .values_list("translation_key", "locale_id", "url_path", "last_published_at")
    )
    versions: dict[object, dict[str, str]] = {}
    for key, locale_id, url_path, _at in rows:
        if path := public_path(url_path):
            versions.setdefault(key, {})[tree().language_of(locale_id)] = path
    for key, locale_id, _url_path, changed_at in rows:
        found = versions.get(key, {})
        if tree().language_of(locale_id) == language and language in found:
            yield Entry(found[language], changed_at, tuple((c, found[c]) for c in languages.CODES if c in found))


def entries(language: str) -> list[Entry]:
    """Everything public in `language`."""
    return [entry for source in (pages, *_sources) for entry in source(language)]


def index() -> list[str]:
    """The addresses of all files."""
    found: list[str] = []
    for language in languages.CODES:
        files = max(1, -(-len(entries(language)) // PER_FILE))
        found += [absolute(f"/sitemap-{language}-{number}.xml") for number in range(1, files + 1)]
    return found


def part(language: str, number: int) -> list[Entry]:
    """The entries of file `number` (from 1) of `language`."""
    if language not in languages.CODES or number < 1:
        return []
    return entries(language)[(number - 1) * PER_FILE : number * PER_FILE]
