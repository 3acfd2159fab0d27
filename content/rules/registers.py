"""What a reader asks of the register of documents. Pure: values as they came in, what can be meant out."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

LONGEST: Final = 200
FIRST_YEAR: Final = 1900


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters; "" or 0 for one that was not chosen."""

    kind: str = ""
    year: int = 0
    agency: str = ""
    topic: str = ""
    number: str = ""
    words: str = ""

    @property
    def params(self) -> dict[str, str]:
        """The chosen ones as an address takes them."""
        values = {
            "words": self.words,
            "number": self.number,
            "kind": self.kind,
            "year": str(self.year or ""),
            "agency": self.agency,
            "topic": self.topic,
        }
        return {name: value for name, value in values.items() if value}

    @property
    def number_pattern(self) -> str:
        """Finds the number however its dashes and spaces are written: "124 нқ" finds "124-НҚ"."""
        return r"\W*".join(map(re.escape, re.findall(r"\w+", self.number)))


def asked(
    params: Mapping[str, Any], *, kinds: Collection[str], agencies: Collection[str], topics: Collection[str],
    this_year: int,
) -> Asked:  # fmt: skip
    """What `params` ask for; a value that is not among those known, or that cannot be, counts as absent."""
    number = text(params.get("number"))
    return Asked(
        kind=known(params.get("kind"), kinds),
        year=year(params.get("year"), this_year),
        agency=known(params.get("agency"), agencies),
        topic=known(params.get("topic"), topics),
        number=number if re.search(r"\w", number) else "",
        words=text(params.get("words")),
    )


def known(value: Any, values: Collection[str]) -> str:
    return str(value) if value in values else ""


def year(value: Any, this_year: int) -> int:
    """A year of four digits that documents may have; 0 for anything else."""
    given = str(value or "")
    if not (given.isascii() and given.isdecimal() and len(given) == 4):
        return 0
    return int(given) if FIRST_YEAR <= int(given) <= this_year + 1 else 0


def text(value: Any) -> str:
    """A text as typed, on one line, cut to a length that nobody types."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", str(value or ""))[:LONGEST].split())
