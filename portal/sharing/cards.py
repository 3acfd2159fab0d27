"""What such a picture says, and where it is.

An address names a thing (`kind`, `key`, `language`) and the content of its picture by a hash. Only what is public now
is drawn, and each content once: nobody can make the server draw what it has not published.
"""

import hashlib
from collections.abc import Callable
from dataclasses import astuple, dataclass
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from portal import languages

WIDTH, HEIGHT = 1200, 630
DESIGN: Final = 1  # raise it when the drawing changes: every picture gets another address


@dataclass(frozen=True, slots=True)
class Card:
    """The words of one picture: `section` over the `title`, a `mark` of its own (a verdict, "Cancelled"), and a `line`
    at the foot (a date).

    `tone` is the verdict whose colour and sign the mark has; "" for a plain mark.
    """

    language: str
    section: str
    title: str
    line: str = ""
    mark: str = ""
    tone: str = ""

    @property
    def digest(self) -> str:
        """Names the content: another word is another picture at another address, so caches may keep it for good."""
        told = repr((DESIGN, settings.WAGTAIL_SITE_NAME, astuple(self)))
        return hashlib.blake2b(told.encode(), digest_size=8).hexdigest()

    @property
    def alt(self) -> str:
        """The picture in words: its parts, each as a sentence."""
        parts = [part for part in (self.section, self.mark, self.title, self.line) if part]
        return " ".join(part if part.endswith((".", "?", "!", "…")) else f"{part}." for part in parts)


# From the key and the language of a thing to its card; None for what is not public or needs none.
Finder = Callable[[str, str], Card | None]

_finders: dict[str, Finder] = {}


def register(kind: str, finder: Finder) -> None:
    """Lets things of `kind` (a word for addresses) have such pictures."""
    _finders[kind] = finder


def find(kind: str, key: str, language: str) -> Card | None:
    """The card of a thing as it is now; None for what is unknown or not public."""
    finder = _finders.get(kind)
    if finder is None or language not in languages.CODES:
        return None
    with translation.override(language):
        return finder(key, language)


def address(kind: str, key: object, card: Card) -> str:
    """The path of the picture of `card`, which `find(kind, key, …)` gives."""
    return reverse(
        "share_picture", kwargs={"kind": kind, "language": card.language, "key": str(key), "digest": card.digest}
    )
