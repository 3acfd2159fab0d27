"""What a program asks for. What is not understood is said, never ignored."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q
from django.http import QueryDict

from intake import open_data_asking as asking
from intake.open_data_asking import USUAL
from portal import languages
from rebuttals.open_data.records import rows
from rebuttals.rules.verdicts import VERDICTS

PARAMETERS: Final = ("language", "verdict", "updated_since", "cursor", "limit")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a page of records, which go by their last change: whoever pages misses none."""

    narrow: Q
    limit: int

    def rows(self) -> list[Any]:
        """One row more than was asked for, to know whether there is another page."""
        return list(rows().filter(self.narrow)[: self.limit + 1])


def read(query: QueryDict) -> Asked:
    """The request in `query`. Raises NotUnderstood."""
    given = asking.given(query, PARAMETERS)
    narrow = Q()
    if "language" in given:
        narrow &= Q(locale__language_code=asking.one_of("language", given["language"], languages.CODES))
    if "verdict" in given:
        narrow &= Q(verdict=asking.one_of("verdict", given["verdict"], tuple(VERDICTS)))
    if "updated_since" in given:
        narrow &= Q(changed_at__gte=asking.moment("updated_since", given["updated_since"]))
    if "cursor" in given:
        narrow &= asking.place(given["cursor"]).after
    return Asked(narrow, asking.limit(given.get("limit", str(USUAL))))
