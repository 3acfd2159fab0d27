"""Sitemaps per kind and language, each address with its alternates; apps register the maps of their kinds.

A map says in one query how much it holds and when it last changed, so that a crawler that has it already costs no more;
a file is written in portions by key, so that none is ever in memory whole.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Final, Protocol

from portal import languages
from portal.tree import absolute

# sitemaps.org: at most 50,000 addresses or 50 MB in one file; with three alternates each the size comes first.
PER_FILE: Final = 20_000
PORTION: Final = 1_000  # rows that are read at a time
FORMAT: Final = "1"  # part of each file's tag: raise it when files are written otherwise


@dataclass(frozen=True, slots=True)
class Extra:
    """What a search engine's extension says of an address: an element with its parts, (name, text) each."""

    name: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One public address; `alternates` are the public paths of all its versions by language, its own among them."""

    path: str
    changed_at: datetime | None = None
    alternates: tuple[tuple[str, str], ...] = ()
    extras: tuple[Extra, ...] = ()

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


def everywhere(language: str, path: str) -> Entry:
    """The entry in `language` of a view that is there in all languages; `path` is its public path in any."""
    rest = path.lstrip("/").partition("/")[2]
    return Entry(f"/{language}/{rest}", None, tuple((code, f"/{code}/{rest}") for code in languages.CODES))


@dataclass(frozen=True, slots=True)
class State:
    """What a map holds in one language: how many addresses, the last change of one, and when anything behind them was
    last touched, an address that went away too. `mark` stands for whatever these do not tell."""

    count: int = 0
    changed_at: datetime | None = None
    touched_at: datetime | None = None
    mark: str = ""


class Map(Protocol):
    """The public things of one kind."""

    @property
    def kind(self) -> str:
        """The word for it in the files' addresses."""

    def states(self) -> dict[str, State]:
        """By language; a language without anything may be absent."""

    def entries(self, language: str, start: int, stop: int) -> Iterator[Entry]:
        """The entries number `start` to `stop` in an order that stays, read in portions."""

    def newest(self, language: str, start: int, stop: int) -> datetime | None:
        """The last change among these entries."""


_maps: dict[str, Map] = {}


def register(one: Map) -> None:
    """Adds a map. A second start replaces it by the same."""
    _maps[one.kind] = one


Source = Callable[[str], Iterable[Entry]]


@dataclass(slots=True)
class Services:
    """Addresses that are no pages and few: lists, figures, forms. Apps add theirs by `add`."""

    kind: str = "services"
    sources: list[Source] = field(default_factory=list)

    def add(self, source: Source) -> None:
        """Adds `source` (language → entries of what the public may see now). A second call changes nothing."""
        if source not in self.sources:
            self.sources.append(source)

    def states(self) -> dict[str, State]:
        found = {code: self._all(code) for code in languages.CODES}
        return {code: State(len(entries), mark=digest(*entries)) for code, entries in found.items()}

    def entries(self, language: str, start: int, stop: int) -> Iterator[Entry]:
        return islice(self._all(language), start, stop)

    def newest(self, language: str, start: int, stop: int) -> datetime | None:
        return None

    def _all(self, language: str) -> list[Entry]:
        return [entry for source in self.sources for entry in source(language)]


services = Services()
register(services)

Further = Callable[[], Iterable[str]]
_further: list[Further] = []


def register_maps(paths: Further) -> None:
    """Adds maps that are no part of the index, such as one of the day's news. A second call changes nothing."""
    if paths not in _further:
        _further.append(paths)


def further() -> list[str]:
    """The public paths of those maps."""
    return [path for paths in _further for path in paths()]


@dataclass(frozen=True, slots=True)
class File:
    """One file of the maps: entries number `start` to `stop` of `kind` in `language`."""

    kind: str
    language: str
    number: int
    state: State
    tag: str

    @property
    def start(self) -> int:
        return (self.number - 1) * PER_FILE

    @property
    def stop(self) -> int:
        return min(self.number * PER_FILE, self.state.count)

    @property
    def location(self) -> str:
        return absolute(f"/sitemap-{self.kind}-{self.language}-{self.number}.xml")

    @property
    def newest(self) -> datetime | None:
        """The last change of an address in it."""
        if self.state.count <= PER_FILE:
            return self.state.changed_at
        return _maps[self.kind].newest(self.language, self.start, self.stop)

    def entries(self) -> Iterator[Entry]:
        return _maps[self.kind].entries(self.language, self.start, self.stop)


def files() -> list[File]:
    """All files that hold something, kind by kind."""
    return [file for kind in sorted(_maps) for file in _files(kind)]


def file(kind: str, language: str, number: int) -> File | None:
    """One file; None for one that there is not."""
    if kind not in _maps or not 1 <= number < 10_000:
        return None
    return next((one for one in _files(kind) if (one.language, one.number) == (language, number)), None)


def _files(kind: str) -> list[File]:
    states = _maps[kind].states()
    # Alternates name the other languages, so a file is another one when any of them changes.
    tag = digest(FORMAT, PER_FILE, *sorted(states.items()))
    return [
        File(kind, code, number, states[code], tag)
        for code in languages.CODES
        if code in states
        for number in range(1, -(-states[code].count // PER_FILE) + 1)
    ]


def digest(*parts: object) -> str:
    """A short text that differs when any of `parts` does."""
    return hashlib.blake2b(repr(parts).encode(), digest_size=12).hexdigest()
