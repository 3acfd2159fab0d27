"""From a plan to what the server is asked, and from its answers back to plain data."""

from collections.abc import Iterable
from typing import Any, Final

from elasticsearch.dsl import A, Q, Search
from elasticsearch.dsl.query import Query as Condition

from search.documents import Query
from search.engines import facets, repair, suggesting
from search.engines.elastic import mapping
from search.engines.plan import Plan, Word
from search.engines.suggesting import Beginning

ALL_WORDS: Final = 1_000.0  # above any score by words
MOST_VALUES: Final = 1_000  # of a facet
PRECISE: Final = 40_000  # up to so many, totals are counted exactly
FIELDS: Final = [f"{name}^{weight}" for name, weight in mapping.WEIGHTS.items()]
COLLAPSED: Final = "grp"
NEIGHBOURS: Final = 20  # looked at for each term


def matching(planned: Plan, query: Query) -> Condition:
    """Documents with any of the words in the languages and days that are asked for; those with all words far above."""
    conditions = []
    if query.languages:
        conditions.append(Q("terms", language=list(query.languages)))
    day = {"gte": query.since, "lte": query.until}
    if any(day.values()):
        conditions.append(Q("range", day={name: value.isoformat() for name, value in day.items() if value}))
    if not planned.any_of and not planned.together:
        return Q("bool", filter=conditions or [Q("match_all")])
    words = dict.fromkeys([*planned.any_of, *planned.common, *(word for part in planned.together for word in part)])
    scored = Q("combined_fields", query=" ".join(_forms(words)), fields=FIELDS)
    # Words of another wording bring documents in only all together, common ones not by themselves.
    brought = [_of_any(planned.any_of), *map(_of_each, planned.together)]
    best = [Q("constant_score", filter=_of_each(wording), boost=ALL_WORDS) for wording in planned.all_of]
    first = [Q("dis_max", queries=best)] if best else []
    some = Q("bool", should=brought, minimum_should_match=1)
    return Q(
        "bool",
        must=[scored],
        should=first,
        filter=[*conditions, *([some] if planned.together or planned.common else [])],
    )


def _forms(words: Iterable[Word]) -> list[str]:
    return list(dict.fromkeys(term for word in words for term in word.forms))


def _of_any(words: Iterable[Word]) -> Condition:
    return Q("terms", **{mapping.ALL_FORMS: _forms(words)})


def _of_each(words: Iterable[Word]) -> Condition:
    return Q("bool", filter=[_of_any([word]) for word in words])


def ordered(search: Search, query: Query) -> Search:
    """Each thing once, by its best version: the reader's language before the others."""
    day = {"day": {"order": "desc", "missing": "_last"}}
    order: list[Any] = [day, "_score"] if query.newest else ["_score", day]
    own = {mapping.own_first(query.language): {"order": "asc", "unmapped_type": "byte"}}
    return search.sort(own, *order).extra(collapse={"field": COLLAPSED}, track_scores=True)


def filtered(query: Query, but: str = "") -> Condition:
    """The reader's choices, all or all but one."""
    chosen = facets.filters(query)
    conditions = [Q("terms", **{mapping.FACETS[facet]: sorted(keys)}) for facet, keys in chosen.items() if facet != but]
    return Q("bool", filter=conditions or [Q("match_all")])


def counted(search: Search, query: Query) -> None:
    """Asks for totals and for the counts of each facet under all choices but its own."""
    own = Q("term", language=query.language)
    for name, condition in (("mine", own & filtered(query)), ("all", filtered(query))):
        total = A("cardinality", field=COLLAPSED, precision_threshold=PRECISE)
        search.aggs.bucket(name, "filter", filter=condition).metric("things", total)
    for facet in mapping.FACETS if query.facets else ():
        bucket = search.aggs.bucket(f"facet_{facet}", "filter", filter=own & filtered(query, but=facet))
        bucket.bucket("values", "terms", field=mapping.FACETS[facet], size=MOST_VALUES)


def counts(answer: Any, facet: str) -> dict[str, int]:
    """How many documents each key of `facet` would leave."""
    found = answer.aggregations[f"facet_{facet}"]["values"].buckets
    return {bucket.key: bucket.doc_count for bucket in found if bucket.key}


def titled(search: Search, asked: Beginning) -> Search:
    """Asks for the newest documents whose titles hold the words, the last one begun."""
    last = [Q("terms", title_forms=list(asked.terms))]
    last += [Q("prefix", title_forms={"value": prefix}) for prefix in asked.prefixes]
    words = [Q("terms", title_forms=list(word.terms)) for word in asked.words]
    begun = Q("bool", should=last, minimum_should_match=1)
    newest = {"day": {"order": "desc", "missing": "_last"}}
    return search.query(Q("bool", filter=[*words, begun])).sort(newest)[: suggesting.CANDIDATES]


def begun(search: Search, prefixes: Iterable[str]) -> Search:
    """Asks with which of `prefixes` a term begins."""
    filters = {prefix: Q("prefix", **{mapping.ALL_FORMS: {"value": prefix}}) for prefix in prefixes}
    return _counted_terms(search, filters)


def _counted_terms(search: Search, filters: dict[str, Condition]) -> Search:
    search = search[:0].extra(track_total_hits=False)
    search.aggs.bucket("terms", "filters", filters=filters)
    return search


def frequencies(search: Search, terms: Iterable[str]) -> Search:
    """Asks in how many documents each term stands."""
    return _counted_terms(search, {term: Q("term", **{mapping.ALL_FORMS: term}) for term in terms})


def counts_of(answer: Any) -> dict[str, int]:
    """In how many documents each term, or one that begins so, stands."""
    buckets = answer.aggregations["terms"].buckets.to_dict()
    return {term: bucket["doc_count"] for term, bucket in buckets.items()}


def neighbours(search: Search, terms: Iterable[str]) -> Search:
    """Asks for terms like each of `terms`: the same mark and first letter, a slip or two away."""
    search = search[:0]
    for term in terms:
        like = {
            "field": mapping.ALL_FORMS, "analyzer": "whitespace", "suggest_mode": "always", "prefix_length": 3,
            "max_edits": repair.slips_in(term), "size": NEIGHBOURS, "max_inspections": 100, "sort": "frequency",
        }  # fmt: skip
        search = search.suggest(term, term, term=like)
    return search


def neighbours_of(answer: Any, terms: Iterable[str]) -> dict[str, list[str]]:
    """The terms like each of `terms`. Some may stand in removed documents only: until the server has merged its
    segments it does not tell them apart, so their frequency has to be asked for.
    """
    return {term: [option.text for entry in answer.suggest[term] for option in entry.options] for term in terms}
