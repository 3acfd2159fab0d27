"""A circuit breaker: a server that fails again and again is left alone for a while, so that nobody waits for it."""

import threading
import time
from collections.abc import Callable
from typing import Final

FAILURES: Final = 3  # in a row, until it is left alone
REST: Final = 10.0  # seconds until one caller may try again


class Breaker:
    """Counts failures in a row; `clock` gives seconds. Safe for several threads."""

    def __init__(
        self, failures: int = FAILURES, rest: float = REST, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.failures = failures
        self.rest = rest
        self._clock = clock
        self._lock = threading.Lock()
        self._failed = 0
        self._closed_until = 0.0

    def allows(self) -> bool:
        """Whether to ask the server now. While it rests, one caller in each `rest` seconds is let through to try."""
        with self._lock:
            if self._failed < self.failures:
                return True
            now = self._clock()
            if now < self._closed_until:
                return False
            self._closed_until = now + self.rest
            return True

    def succeeded(self) -> None:
        with self._lock:
            self._failed = 0

    def failed(self) -> None:
        with self._lock:
            self._failed += 1
            if self._failed >= self.failures:
                self._closed_until = self._clock() + self.rest
