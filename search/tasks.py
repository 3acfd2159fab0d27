"""The jobs of search. Each may run twice, at once, and on any host."""

import logging

from search import checking, following, indexnow
from search.engines import engine, engines
from search.engines.base import Engine, EngineUnavailable

logger = logging.getLogger(__name__)


def follow() -> None:
    """Brings the engine of this host, and the one that all hosts share, up to date with the list of changes.

    One that has no usable index is built anew. One that fails holds up no other.
    """
    for name, one in engines().items():
        _follow(name, one)


def follow_own() -> None:
    """Brings the engine of this host up to date."""
    _follow("embedded", engine())


def _follow(name: str, one: Engine) -> None:
    try:
        following.follow(one)
    except EngineUnavailable as reason:
        # The list keeps what was not applied: the next wake-up or the sweep goes on from there.
        logger.warning("search (%s) could not follow the changes: %s", name, reason)


def announce() -> None:
    """Tells the search engines of the world what changed."""
    indexnow.announce()


def prune() -> None:
    """Removes changes that the engines have long followed."""
    following.prune(engines().values())


def check() -> None:
    """Compares each engine with what the public may see, and mends what differs."""
    for name, one in engines().items():
        try:
            found = checking.drift(one)
            if found:
                logger.warning("search (%s) differs from what is public, and is mended: %s", name, found)
                checking.mend(one, found)
        except EngineUnavailable as reason:
            logger.warning("search (%s) could not be checked: %s", name, reason)
