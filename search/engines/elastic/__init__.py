"""Elasticsearch as an engine: for portals of several hosts, or with more documents than one file should hold."""

from search.engines.elastic.client import Connection
from search.engines.elastic.engine import ElasticEngine

__all__ = ["Connection", "ElasticEngine"]
