"""Whether an engine holds what the public may see, neither more nor less, and how it is brought back to that.

Following the list of changes keeps it so. This finds what that cannot see: a change in the database that nobody noted,
documents lost with a disk, an index restored from an old copy.
"""

from dataclasses import dataclass, field

from search.engines.base import Engine, Key
from search.following import BATCH, documents_of, everything, parts
from search.registry import Registry, registry


@dataclass(frozen=True, slots=True)
class Drift:
    """The keys of what an engine lacks, of what it should no longer have, and of what it has in another state."""

    missing: list[Key] = field(default_factory=list)
    extra: list[Key] = field(default_factory=list)
    stale: list[Key] = field(default_factory=list)

    @property
    def keys(self) -> list[Key]:
        return [*self.missing, *self.extra, *self.stale]

    def __bool__(self) -> bool:
        return bool(self.missing or self.extra or self.stale)

    def __str__(self) -> str:
        return f"{len(self.missing)} missing, {len(self.extra)} too many, {len(self.stale)} out of date"


def drift(engine: Engine, sources: Registry = registry) -> Drift:
    """How `engine` differs from its sources. What changes meanwhile may be among it. Raises EngineUnavailable."""
    held = dict(engine.contents())
    found = Drift()
    for document in everything(sources):
        key = (document.kind, document.id)
        digest = held.pop(key, None)
        if digest is None:
            found.missing.append(key)
        elif digest != document.digest:
            found.stale.append(key)
    found.extra.extend(held)
    return found


def mend(engine: Engine, found: Drift, sources: Registry = registry) -> None:
    """Brings what differs to its present state. Raises EngineUnavailable."""
    with engine.following():
        position = engine.position()
        for keys in parts(found.keys, BATCH):
            if position is not None:  # without an index there is nothing to mend: it has to be rebuilt
                engine.apply(documents_of(keys, sources), keys, position)
