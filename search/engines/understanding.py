"""What a query asks of an index: the words it was meant to say, and the plan to find them; alike for every engine."""

from typing import NamedTuple

from search import analysis
from search.documents import Query
from search.engines import facets, plan, repair
from search.engines.plan import Plan
from search.engines.repair import Vocabulary


class Understood(NamedTuple):
    """The plan, the text that was read instead of the one typed (or ""), and whether there is anything to look for."""

    planned: Plan
    repaired: str
    asks: bool


def understood(query: Query, vocabulary: Vocabulary) -> Understood:
    """`query` by what an index tells of its terms."""
    languages = query.languages or analysis.LANGUAGES
    repaired = repair.repaired(query.text, languages, vocabulary) if query.repair else ""
    planned = plan.make(repaired or query.text, languages, vocabulary.frequency, query.variants, vocabulary.documents)
    return Understood(planned, repaired, bool(planned.any_of or planned.together) or facets.browses(query))
