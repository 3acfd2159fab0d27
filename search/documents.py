"""What is searched and what is found: frozen, plain, without a trace of any engine or domain model."""

import hashlib
import json
from dataclasses import astuple, dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Document:
    """One thing in one language that search can find.

    `kind` and `id` together name it for its source (`search.registry`); `group` is the same for all language versions
    of one thing. `topics`, `region` and `agency` are keys of the directory. `forms` are those of the words of title,
    lead and body where they are made already (`search.engines.analysed`): no part of what the document is.
    """

    kind: str
    id: str
    language: str
    title: str
    body: str
    url: str
    group: str = ""
    lead: str = ""
    date: datetime | None = None
    topics: tuple[str, ...] = ()
    region: str = ""
    agency: str = ""
    forms: tuple[str, ...] = field(default=(), compare=False, repr=False)

    @property
    def thing(self) -> str:
        """What it shares with its other language versions, and with nothing else."""
        return self.group or f"{self.kind}:{self.id}"

    def day(self, timezone: ZoneInfo) -> str | None:
        """Its day in `timezone`, as 2026-11-26; of a date without a time zone, that date."""
        if self.date is None:
            return None
        return (self.date.astimezone(timezone) if self.date.tzinfo else self.date).date().isoformat()

    @property
    def digest(self) -> str:
        """Sixteen characters that differ when anything of the document does, to compare an index with its source."""
        values = json.dumps(astuple(self)[:-1], default=str, ensure_ascii=False)
        return hashlib.sha256(values.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader asks: `text` as typed, the reader's `language`, filters, and which part of the results.

    `languages` limits the results; empty means all three. Dates are inclusive. `offset` and `limit` count hits in the
    reader's language; of the other languages the first `others` are given. Without `snippets` hits have plain titles
    and no snippet, which is quicker. Without `repair` the text is searched as it was typed. `newest` sorts by date
    instead of by how well a document matches; `facets` asks for counts, too. `variants` are other wordings of the text
    (synonyms, the same in another language): what holds all words of any of them counts as much as what holds all words
    of the text.
    """

    text: str
    language: str
    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    offset: int = 0
    limit: int = 10
    others: int = 5
    newest: bool = False
    snippets: bool = True
    repair: bool = True
    facets: bool = False
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. `title` and `snippet` are safe HTML in which the hits stand in `<mark>`.

    `coverage` is the share of the query's words that this result holds, from 0 to 1.
    """

    kind: str
    id: str
    language: str
    url: str
    title: str
    snippet: str
    score: float
    group: str = ""
    date: datetime | None = None
    topics: tuple[str, ...] = ()
    agency: str = ""
    coverage: float = 0.0


@dataclass(frozen=True, slots=True)
class Results:
    """Hits best first; `total` counts all that match.

    Where the query asks for facets, `kinds` counts them by kind, and `facets` by the keys of "topic", "region" and
    "agency": each under all filters but its own, so that a count says what its choice would give. `hits` are in the
    reader's language and `others` are the best in the other languages, of `others_total`; a thing that was found in the
    reader's language is not repeated there.
    `degraded` says that the index could not answer, so that less was found than there is. `repaired` is the text that
    was searched instead of the one typed, or empty. `capped` says that more match than were weighed: `total`,
    `others_total`, `kinds` and `facets` then count the best and newest thousands, and are to be read as "or more".
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    degraded: bool = False
    kinds: dict[str, int] = field(default_factory=dict)
    others: tuple[Hit, ...] = ()
    others_total: int = 0
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    repaired: str = ""
    capped: bool = False
