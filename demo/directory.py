"""Loads the directory: topics, regions, agencies."""

from typing import Any

from demo import source
from directory.models import Agency, Named, Region, Topic


def load() -> None:
    """Writes the rows of the content's directory; a row that is there already is brought up to date."""
    put(Topic, source.rows("topics"))
    put(Region, source.rows("regions"))
    rows = source.rows("agencies")
    put(Agency, [{key: value for key, value in row.items() if key != "topics"} for row in rows])
    for row in rows:
        agency = Agency.objects.get(key=row["key"])
        agency.topics.set(Topic.objects.filter(key__in=row.get("topics", [])))


def put(model: type[Named], rows: list[dict[str, Any]]) -> None:
    for order, row in enumerate(rows, start=1):
        values = {key: value for key, value in row.items() if key != "key"}
        model._default_manager.update_or_create(key=row["key"], defaults={**values, "order": order})
