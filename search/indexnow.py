"""Search engines of the world are told which addresses changed: IndexNow (https://www.indexnow.org/documentation).

One more follower of the list of changes, with a position of its own. What went away is not told: its address is known
no more, and an engine that comes by finds out. Without a key nothing is told.
"""

import json
import logging
import urllib.error
import urllib.request
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Final
from urllib.parse import urldefrag, urlsplit

from django.conf import settings
from django.db import transaction

from portal.tree import absolute
from search import following
from search.documents import Document
from search.engines.base import EngineUnavailable, Key, Position
from search.models import Announced

logger = logging.getLogger(__name__)
PATIENCE: Final = 10.0  # seconds for an answer
TAKEN: Final = (200, 202)
REFUSED: Final = (400, 422)  # what will be refused again: it is passed over
KEY_PATH: Final = "/indexnow.txt"


def announce() -> int:
    """Tells what has changed since the last time; says how many addresses. Doing it twice at once tells it once.

    What cannot be told stays for the next time. The first time, and after being away for longer than the list is kept,
    nothing is told: what is there is in the sitemaps.
    """
    if not settings.INDEXNOW_KEY:
        return 0
    world = World()
    if following.needs_rebuild(world.position()):
        world.begin()
    try:
        following.catch_up(world)
    except EngineUnavailable as reason:
        logger.info("IndexNow: %s", reason)
    return world.told


class _NotTaken(Exception):  # noqa: N818 says what is the case
    """What was told was not taken: it is told again."""


class World:
    """The search engines of the world as a follower of the list of changes; `told` counts the addresses."""

    def __init__(self) -> None:
        self.told = 0

    def begin(self) -> None:
        """Takes everything up to now as told."""
        position = following.present_position().written
        Announced.objects.update_or_create(pk=Announced.ONLY, defaults={"position": position})

    def position(self) -> Position | None:
        row = Announced.objects.filter(pk=Announced.ONLY).first()
        return Position.read(row.position) if row else None

    @contextmanager
    def following(self) -> Iterator[None]:
        with transaction.atomic():
            if not Announced.objects.select_for_update(skip_locked=True).filter(pk=Announced.ONLY):
                raise EngineUnavailable("another worker is telling what changed")
            with suppress(_NotTaken):  # what was told before it stays told
                yield

    def apply(self, put: Iterable[Document], drop: Collection[Key], position: Position) -> None:
        addresses = list(dict.fromkeys(urldefrag(absolute(document.url)).url for document in put))
        if addresses and not _told(addresses):
            raise _NotTaken
        Announced.objects.filter(pk=Announced.ONLY).update(position=position.written)
        self.told += len(addresses)


def _told(addresses: list[str]) -> bool:
    """Whether `addresses` are dealt with: taken, or refused for good."""
    body = {
        "host": urlsplit(absolute("/")).netloc,
        "key": settings.INDEXNOW_KEY,
        "keyLocation": absolute(KEY_PATH),
        "urlList": addresses,
    }
    request = urllib.request.Request(  # noqa: S310 the address is the operator's
        settings.INDEXNOW_URL, json.dumps(body).encode(), {"Content-Type": "application/json; charset=utf-8"}
    )
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            return answer.status in TAKEN
    except urllib.error.HTTPError as error:
        logger.warning("IndexNow answered %s to %s addresses", error.code, len(addresses))
        return error.code in REFUSED
    except OSError as error:
        logger.warning("IndexNow could not be reached: %s", error)
        return False
