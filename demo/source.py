"""Reads the demo portal's content (demo/content/README.md) into plain dictionaries."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from django.utils import timezone

from portal import languages

CONTENT: Final = Path(__file__).parent / "content"
MEDIA: Final = Path(__file__).parent / "media"


class ContentError(Exception):
    """A file of the content says something that cannot be loaded; the message names file and key."""


@dataclass(frozen=True, slots=True)
class PageSource:
    """One page of the content: its address below the home page, its kind and all keys of its file."""

    path: str
    kind: str
    data: dict[str, Any]

    @property
    def slug(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def parent(self) -> str:
        return self.path.rpartition("/")[0]

    @property
    def languages(self) -> tuple[str, ...]:
        only = self.data.get("only", languages.CODES)
        return tuple(code for code in languages.CODES if code in only)

    def text(self, name: str, language: str) -> str:
        """The text `name` in `language`, "" when the page has none. Raises ContentError when one language lacks it."""
        return said(self.data.get(name), language, f"{self.path}: {name}")

    def moment(self, today: datetime) -> datetime:
        """When the page was published: a fixed local time, or so many days before `today`."""
        if "published" in self.data:
            return timezone.make_aware(datetime.fromisoformat(self.data["published"]))
        at = time.fromisoformat(self.data.get("published_time", "10:00"))
        day = timezone.localtime(today).date() - timedelta(days=self.data.get("published_days_ago", 0))
        return min(timezone.make_aware(datetime.combine(day, at)), today)


def said(texts: dict[str, Any] | None, language: str, where: str) -> Any:
    """What `texts` says in `language`; "" for no texts at all. Raises ContentError naming `where`."""
    if texts is None:
        return ""
    if language not in texts:
        raise ContentError(f"{where} has no text in {language}")
    return texts[language]


def read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        try:
            return tomllib.load(file)
        except tomllib.TOMLDecodeError as error:
            raise ContentError(f"{path.name}: {error}") from error


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of `topics`, `regions`, `agencies`, `units`, `rules`, `waiting`, `canned`, `opinions`, `concepts`,
    `bets`, `reports` or `plans`, in order."""
    (found,) = read(CONTENT / f"{name}.toml").values()
    return list(found)


def pages() -> list[PageSource]:
    """Every page, parents before children, siblings in menu order."""
    found = []
    for file in sorted((CONTENT / "pages").rglob("*.toml")):
        data = read(file)
        path = file.relative_to(CONTENT / "pages").with_suffix("").as_posix()
        found.append(PageSource(path=path, kind=data["kind"], data=data))
    return sorted(found, key=lambda page: (page.path.count("/"), page.data.get("order", 100), page.path))


def questions() -> Iterator[dict[str, Any]]:
    """Every question with its `slug`, the longest asked first."""
    read_all = [{"slug": file.stem, **read(file)} for file in sorted((CONTENT / "questions").glob("*.toml"))]
    yield from sorted(read_all, key=lambda question: -question["asked_days_ago"])
