"""The jobs of search. Each may run twice, at once, and on any host."""

import logging

from search import following
from search.engines import engine
from search.engines.base import EngineUnavailable

logger = logging.getLogger(__name__)


def follow() -> None:
    """Brings the engine of this host up to date with the list of changes, building it anew if need be."""
    try:
        following.follow(engine())
    except EngineUnavailable as reason:
        # The list keeps what was not applied: the next wake-up or the sweep goes on from there.
        logger.warning("search could not follow the changes: %s", reason)


def prune() -> None:
    """Removes changes that this host's engine has long followed."""
    following.prune(engine())
