"""In how many documents terms stand, remembered for a while: a plan needs no exact count."""

import time
from collections.abc import Callable, Iterable
from typing import Final

LIVE: Final = 60.0  # seconds
MOST: Final = 20_000


class Counts:
    """Counts of terms. Safe for several threads: at worst one is asked for twice."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._since = 0.0

    def of(self, terms: Iterable[str], ask: Callable[[list[str]], dict[str, int]]) -> dict[str, int]:
        """The count of each of `terms`; those not remembered are asked for, in one go."""
        now = time.monotonic()
        if now - self._since > LIVE or len(self._counts) > MOST:
            self._counts, self._since = {}, now
        known = self._counts
        terms = list(terms)
        new = [term for term in dict.fromkeys(terms) if not known.get(term)]  # one that was not there may be there now
        found = ask(new) if new else {}
        known.update((term, found.get(term, 0)) for term in new)
        return {term: known.get(term, 0) for term in terms}
