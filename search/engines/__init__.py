"""The engines. Everybody else goes through `search.service`."""

from functools import cache
from pathlib import Path

from django.conf import settings

from search.engines.base import Engine, Reader
from search.engines.elastic import Connection, ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.engines.fallback import FallbackReader


@cache
def _at(path: Path) -> EmbeddedEngine:
    return EmbeddedEngine(path, settings.TIME_ZONE)


@cache
def _on(hosts: tuple[str, ...], prefix: str) -> ElasticEngine:
    connection = Connection(
        hosts=hosts,
        prefix=prefix,
        api_key=settings.ELASTICSEARCH_API_KEY,
        ca_certs=settings.ELASTICSEARCH_CA_CERTS,
        patience=settings.ELASTICSEARCH_PATIENCE / 1000,
        shards=settings.ELASTICSEARCH_SHARDS,
    )
    return ElasticEngine(connection, settings.TIME_ZONE)


def engine() -> Engine:
    """The embedded engine of this host, by the settings."""
    return _at(Path(settings.SEARCH_INDEX))


def shared() -> Engine | None:
    """The engine that all hosts share, None if the settings name none."""
    hosts = tuple(settings.ELASTICSEARCH_HOSTS)
    return _on(hosts, settings.ELASTICSEARCH_PREFIX) if hosts else None


def engines() -> dict[str, Engine]:
    """All engines that have to be kept up to date, by name, this host's own first."""
    elastic = shared()
    return {"embedded": engine()} | ({"elasticsearch": elastic} if elastic else {})


def reader() -> Reader:
    """What readers' queries go to."""
    elastic = shared()
    return FallbackReader(elastic, engine()) if elastic else engine()
