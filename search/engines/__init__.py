"""The engines. Everybody else goes through `search.service`."""

from functools import cache
from pathlib import Path

from django.conf import settings

from search.engines.base import Engine
from search.engines.embedded import EmbeddedEngine


@cache
def _at(path: Path) -> Engine:
    return EmbeddedEngine(path, settings.TIME_ZONE)


def engine() -> Engine:
    """The engine of this host, by the settings."""
    return _at(Path(settings.SEARCH_INDEX))
