"""The indexes of one engine and the aliases before them: made, moved and removed."""

import time
import uuid
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch

from search import analysis
from search.engines.elastic import mapping

PARTS = (*analysis.LANGUAGES, mapping.STATE)


@dataclass(frozen=True, slots=True)
class Indexes:
    """Those whose names begin with `prefix`. What the server refuses is raised as its client does."""

    client: Elasticsearch
    prefix: str

    def alias(self, part: str) -> str:
        """The name under which readers and writers know a part: a language, or the state."""
        return f"{self.prefix}-{part}"

    def name(self, part: str, build: str) -> str:
        return f"{self.alias(part)}-{build}"

    def create(self, shards: int) -> str:
        """Empty indexes beside those in use; says what tells them from others."""
        build = f"{time.strftime('%Y%m%d%H%M%S', time.gmtime())}-{uuid.uuid4().hex[:8]}"
        for code in analysis.LANGUAGES:
            self.client.indices.create(index=self.name(code, build), **mapping.documents(shards))
        self.client.indices.create(index=self.name(mapping.STATE, build), **mapping.state())
        return build

    def open(self, build: str) -> None:
        """What was written is found from now on, and what will be within a second."""
        built = ",".join(self.name(code, build) for code in analysis.LANGUAGES)
        self.client.indices.put_settings(index=built, settings={"refresh_interval": "1s"})
        self.client.indices.refresh(index=built)

    def swap(self, build: str) -> None:
        """Points all aliases at the indexes of `build`, in one step."""
        actions: list[dict[str, Any]] = []
        for part in PARTS:
            alias = self.alias(part)
            actions.append({"remove": {"index": f"{alias}-*", "alias": alias, "must_exist": False}})
            actions.append({"add": {"index": self.name(part, build), "alias": alias, "is_write_index": True}})
        self.client.indices.update_aliases(actions=actions)

    def sweep(self) -> None:
        """Removes those that no alias points at: what earlier rebuilds left, finished or killed."""
        patterns = ",".join(f"{self.alias(part)}-*" for part in PARTS)
        found = self.client.indices.get_alias(index=patterns, allow_no_indices=True)
        left = [index for index, about in found.items() if not about["aliases"]]
        if left:
            self.client.indices.delete(index=",".join(left), ignore_unavailable=True)
