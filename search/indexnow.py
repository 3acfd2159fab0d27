"""Search engines of the world are told which addresses changed: IndexNow (https://www.indexnow.org/documentation).

One more follower of the list of changes, with a position of its own. What went away is not told: its address is known
no more, and an engine that comes by finds out. Without a key nothing is told.
"""

import json
import logging
import time
import urllib.error
import urllib.request
from typing import Final
from urllib.parse import urldefrag, urlsplit

from django.conf import settings
from django.db import transaction

from portal.tree import absolute
from search import following
from search.engines.base import Position
from search.models import Announced
from search.registry import registry

logger = logging.getLogger(__name__)
PATIENCE: Final = 10.0  # seconds for an answer
TAKEN: Final = (200, 202)
REFUSED: Final = (400, 422)  # what will be refused again: it is passed over
KEY_PATH: Final = "/indexnow.txt"


def announce() -> int:
    """Tells what has changed since the last time; says how many addresses. Doing it twice at once tells it once.

    What cannot be told stays for the next time. The first time nothing is told: what is there is in the sitemaps.
    """
    if not settings.INDEXNOW_KEY:
        return 0
    Announced.objects.get_or_create(pk=Announced.ONLY, defaults={"position": following.present_position().written})
    told = 0
    while count := _announce_some():
        told += count
    return told


@transaction.atomic
def _announce_some() -> int:
    row = Announced.objects.select_for_update(skip_locked=True).filter(pk=Announced.ONLY).first()
    if row is None:  # another worker is at it
        return 0
    position = Position.read(row.position)
    if following.needs_rebuild(position):  # away for longer than the list is kept
        position = following.present_position()
    rows = following.changes_after(position)
    if not rows:
        return 0
    keys = list(dict.fromkeys((kind, id_) for _, kind, id_ in rows))
    found = following.documents_of(keys, registry)
    addresses = list(dict.fromkeys(urldefrag(absolute(document.url)).url for document in found))
    if addresses and not _told(addresses):
        return 0
    row.position = following.moved(position, [sequence for sequence, _, _ in rows], time.time()).written
    row.save(update_fields=["position"])
    return len(addresses)


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
