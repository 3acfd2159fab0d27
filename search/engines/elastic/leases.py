"""One writer at a time, over all hosts: a lease is a document that says who is at work, and until when at most.

A holder that was killed lets go when its lease ends; one that works for longer renews it.
"""

import time
import uuid
from contextlib import suppress
from typing import Any, Final

from elasticsearch import BadRequestError, ConflictError, Elasticsearch, NotFoundError

from search.engines.base import EngineUnavailable
from search.engines.elastic import mapping

LIFE: Final = 60.0  # seconds; clocks of hosts differ by much less
PAUSE: Final = 0.05  # seconds between two looks at a lease that another holds


class Lease:
    """What keeps others with the same `purpose` out while it is held."""

    def __init__(self, client: Elasticsearch, index: str, purpose: str) -> None:
        self.client = client
        self.index = index
        self.purpose = purpose
        self.owner = uuid.uuid4().hex
        self._version: dict[str, Any] = {}

    def take(self, patience: float) -> None:
        """Waits at most `patience` seconds for it. Raises EngineUnavailable."""
        deadline = time.monotonic() + patience
        while not self._taken():
            if time.monotonic() > deadline:
                raise EngineUnavailable(f"another process holds the {self.purpose} lease")
            time.sleep(PAUSE)

    def give_back(self) -> None:
        with suppress(ConflictError, NotFoundError):  # it ended, and another has it
            self.client.delete(index=self.index, id=self.purpose, **self._version)

    def renew(self) -> None:
        """Holds on for `LIFE` from now. Raises EngineUnavailable if another holds it by now."""
        if not self._written(**self._version):
            raise EngineUnavailable(f"the {self.purpose} lease was lost to another process")

    def _taken(self) -> bool:
        try:
            found = self.client.get(index=self.index, id=self.purpose)
        except NotFoundError:
            with suppress(BadRequestError):  # it is there already
                if not self.client.indices.exists(index=self.index):
                    self.client.indices.create(index=self.index, **mapping.leases())
            return self._written(op_type="create")
        mine = found["_source"]["owner"] == self.owner  # it was written, but the answer was lost on its way
        if found["_source"]["until"] > time.time() and not mine:
            return False
        return self._written(if_seq_no=found["_seq_no"], if_primary_term=found["_primary_term"])

    def _written(self, **condition: Any) -> bool:
        body = {"owner": self.owner, "until": time.time() + LIFE}
        try:
            done = self.client.index(index=self.index, id=self.purpose, document=body, **condition)
        except ConflictError:
            return False
        self._version = {"if_seq_no": done["_seq_no"], "if_primary_term": done["_primary_term"]}
        return True
