"""What each app adds to the open data below /api/v1/: its description for programs and for people.

One document and one page describe all of it; apps that do not know each other register their part when they are ready.
"""

from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Part:
    """What an app adds.

    `paths` and `schemas` are OpenAPI's and may refer to the schema Problem. The rest is for the page and catalogues:
    the `name` of the data and what they are `about`, `downloads` (address, type, words), `addresses` (address, words),
    `fields` (names, words) of a table called `caption`.
    """

    paths: dict[str, Any]
    schemas: dict[str, Any]
    name: Any
    about: Any
    downloads: tuple[tuple[str, str, Any], ...]
    addresses: tuple[tuple[str, Any], ...]
    caption: Any
    fields: tuple[tuple[str, Any], ...]


PARTS: Final[dict[str, Part]] = {}


def register(app: str, part: Part) -> None:
    """Adds the part of `app`; a second start replaces it by the same."""
    PARTS[app] = part
