"""The concepts that editors keep, ready for every query: read at most once in a few seconds, made anew on a change."""

from functools import lru_cache

from portal import languages
from portal.memory import brief
from search.models import Concept
from search.rules import concepts, words

Row = tuple[str, ...]


def glossary() -> concepts.Glossary:
    """The present glossary; one query when it is not in memory."""
    return _made(_rows())


def variants(text: str, reader: str, searched: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Other wordings of `text` for a reader of the language `reader`, in the languages `searched` (none: all)."""
    return concepts.variants(text, _order(reader, searched), glossary())


def matches(text: str, reader: str) -> list[concepts.Match]:
    """What of the glossary stands in `text`, whatever its language."""
    return glossary().matches(text, languages.order_for(reader))


def _order(reader: str, searched: tuple[str, ...]) -> list[str]:
    return [code for code in languages.order_for(reader) if not searched or code in searched]


@brief
def _rows() -> tuple[Row, ...]:
    return tuple(Concept.objects.order_by("pk").values_list(*languages.CODES))


@lru_cache(maxsize=2)
def _made(rows: tuple[Row, ...]) -> concepts.Glossary:
    """By the words themselves: as long as nobody changes them, none is analysed again."""
    found = (dict(zip(languages.CODES, row, strict=True)) for row in rows)
    return concepts.Glossary(
        concepts.Concept({code: tuple(words.lines(text)) for code, text in row.items()}) for row in found
    )
