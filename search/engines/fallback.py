"""A reader is answered even when the engine that should do it is down or slow."""

import logging
from collections.abc import Callable
from dataclasses import replace
from operator import methodcaller

from search.documents import Query, Results
from search.engines.base import EngineUnavailable, Reader

logger = logging.getLogger(__name__)


class FallbackReader:
    """Asks `first`, and `reserve` when that is unavailable; what the reserve found is marked `degraded`."""

    def __init__(self, first: Reader, reserve: Reader) -> None:
        self.first = first
        self.reserve = reserve

    def find(self, query: Query) -> Results:
        """As `Reader.find`. Raises EngineUnavailable when both are."""
        return self._answered(methodcaller("find", query))

    def suggest(self, query: Query) -> Results:
        """As `Reader.suggest`. Raises EngineUnavailable when both are."""
        return self._answered(methodcaller("suggest", query))

    def _answered(self, ask: Callable[[Reader], Results]) -> Results:
        try:
            return ask(self.first)
        except EngineUnavailable as reason:
            logger.warning("search is answered by its reserve: %s", reason)
            return replace(ask(self.reserve), degraded=True)
