"""The way to the server: addresses, authentication, deadlines, retries, and when it is left alone."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

from search.engines.base import EngineUnavailable
from search.engines.elastic.breaker import Breaker

WRITING: Final = 30.0  # seconds that one request of a follower or a rebuild may take
OVERLOADED: Final = (429, 502, 503, 504)


class TooSlow(EngineUnavailable):
    """The server had not answered, or not whole, when the reader's patience was over."""


@dataclass(frozen=True)
class Connection:
    """Where the server is and how long a reader waits for it.

    `hosts` are addresses ("https://search-1:9200"), with user and password in them or an `api_key` beside; `ca_certs`
    is a file of certificates for TLS by an authority of one's own. `prefix` begins the names of all indexes. `patience`
    is in seconds, for everything that one search asks.
    """

    hosts: Sequence[str]
    prefix: str = "jauap"
    api_key: str = ""
    ca_certs: str = ""
    patience: float = 2.0
    shards: int = 1
    breaker: Breaker = field(default_factory=Breaker, compare=False)

    def client(self) -> Elasticsearch:
        """A client of all hosts: a request that one of them does not take goes to the next."""
        options: dict[str, Any] = {}
        if self.api_key:
            options["api_key"] = self.api_key
        if self.ca_certs:
            options["ca_certs"] = self.ca_certs
        return Elasticsearch(
            list(self.hosts), request_timeout=WRITING, max_retries=max(2, len(self.hosts)), retry_on_timeout=False,
            retry_on_status=OVERLOADED, **options,
        )  # fmt: skip

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """What goes wrong with the server inside becomes EngineUnavailable; while it is left alone, that is at once."""
        if not self.breaker.allows():
            raise EngineUnavailable("Elasticsearch failed several times in a row and is left alone for a while")
        try:
            yield
        except TransportError as error:
            self.breaker.failed()
            raise EngineUnavailable(f"Elasticsearch cannot be reached: {error}") from error
        except ApiError as error:
            if error.status_code in OVERLOADED:
                self.breaker.failed()
            raise EngineUnavailable(f"Elasticsearch refused: {error}") from error
        except TooSlow:
            self.breaker.failed()
            raise
        self.breaker.succeeded()


class Deadline:
    """What is left of a reader's patience."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds until it is over. Raises TooSlow when it is."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TooSlow("Elasticsearch took too long")
        return left
