"""The filters of a list: links, one for each value, which keep the other filters (the component `filters`)."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import pgettext


def known(value: Any, names: Mapping[str, Any]) -> str:
    """`value` as the reader sent it if it is one of the keys of `names`, else ""."""
    return str(value) if value in names else ""


def options(name: str, present: str, names: Mapping[str, Any], others: Mapping[str, str]) -> list[dict[str, Any]]:
    """One link per value of the filter `name` (key → label), after one for all; `present` is the chosen one."""
    kept = {key: value for key, value in others.items() if value}

    def option(key: str, label: Any) -> dict[str, Any]:
        query = urlencode({**kept, **({name: key} if key else {})})
        return {"url": f"?{query}", "label": str(label), "current": key == present}

    return [option("", pgettext("filter", "All")), *(option(key, label) for key, label in names.items())]
