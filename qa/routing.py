"""Asks the routing rules of the database about a question, and tries out a rule that is not saved."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from directory.models import Agency, Unit
from portal import languages
from qa.models import Assignment, Question, RoutingRule
from qa.rules import routing as rules

UNSAVED: Final = 0  # the id that a rule has in the rules while the database has not given it one


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An agency, the rule that named it, and the words of the question that made it."""

    agency: Agency
    rule: RoutingRule
    words: tuple[str, ...]

    @property
    def unit(self) -> Unit | None:
        """The unit of the agency that the rule names, if it names one that is in use."""
        return self.rule.unit if self.rule.unit and self.rule.unit.active else None


@dataclass(frozen=True, slots=True)
class Examined:
    """What one row says of a text: the words found or why not, and whether it speaks first or would speak next."""

    rule: RoutingRule
    words: tuple[str, ...]
    miss: rules.Miss | None
    first: bool = False
    second: bool = False


@dataclass(frozen=True, slots=True)
class Trial:
    """How a rule would fare on the newest questions: how many it took, from which rules, and who got them in fact."""

    tried: int
    taken: int
    instead_of: list[tuple[RoutingRule | None, int]]
    went_to: list[tuple[Agency | None, int]]
    examples: list[Question]


def suggestion_for(question: Question) -> Suggestion | None:
    """What the rules say of a question, or None."""
    return suggestion(question.text, question.language, question.topic_id, question.region_id)


def suggestion(text: str, language: str, topic: int | None = None, region: int | None = None) -> Suggestion | None:
    """What the rules would say of a text."""
    return suggestions([(text, language, topic, region)])[0]


def suggestions(asked: Iterable[tuple[str, str, int | None, int | None]]) -> list[Suggestion | None]:
    """What the rules would say of several texts, each with its language, topic and region: one query for all."""
    rows = {row.pk: row for row in in_order()}
    known = [as_rule(row) for row in rows.values()]
    matches = [rules.suggest(known, *one) for one in asked]
    return [_suggested(rows[match.rule.id], match) if match else None for match in matches]


def _suggested(row: RoutingRule, match: rules.Match) -> Suggestion:
    return Suggestion(row.agency, row, match.words)


def in_order() -> list[RoutingRule]:
    """The rules that are asked, in order, each with what it names."""
    asked = RoutingRule.objects.filter(active=True, agency__active=True)
    return list(asked.select_related("agency", "unit", "topic", "region"))


def with_candidate(rows: Iterable[RoutingRule], candidate: RoutingRule) -> list[RoutingRule]:
    """The rules as they would be with `candidate` saved: in its place, and instead of its old self."""
    others = [row for row in rows if row.pk != candidate.pk]
    return sorted([*others, candidate], key=lambda row: (row.order, row.pk is None, row.pk or 0))


def examine(
    rows: Sequence[RoutingRule], text: str, language: str, topic: int | None, region: int | None
) -> list[Examined]:
    """What each of the rules says of a text, in order."""
    examined = rules.examine([as_rule(row) for row in rows], text, language, topic, region)
    first, second = examined.first, examined.second
    return [
        Examined(row, finding.words, finding.miss, finding is first, finding is second)
        for row, finding in zip(rows, examined.findings, strict=True)
    ]


def silenced() -> dict[int, list[RoutingRule]]:
    """The rules in use that can never speak, each with the earlier ones that always do."""
    rows = in_order()
    by_id = {row.pk: row for row in rows}
    found = rules.silenced([as_rule(row) for row in rows])
    return {pk: [by_id[other] for other in others] for pk, others in found.items()}


def trial(candidate: RoutingRule, count: int, *, shown: int = 20) -> Trial:
    """Tries an unsaved rule on the newest questions: the same number of queries however many there are."""
    now = in_order()
    then = {row.pk or UNSAVED: row for row in with_candidate(now, candidate)}
    before, after = [as_rule(row) for row in now], [as_rule(row) for row in then.values()]
    by_id = {row.pk: row for row in now}
    newest = Question.objects.filter(erased_at__isnull=True).only("number", "text", "language", "topic", "region")
    taken: list[Question] = []
    instead: Counter[int | None] = Counter()
    questions = list(newest.order_by("-asked_at", "-pk")[:count])
    for question in questions:
        asked = (question.text, question.language, question.topic_id, question.region_id)
        match = rules.suggest(after, *asked)
        if match is None or match.rule.id != (candidate.pk or UNSAVED):
            continue
        taken.append(question)
        earlier = rules.suggest(before, *asked)
        instead[earlier.rule.id if earlier else None] += 1
    return Trial(
        tried=len(questions),
        taken=len(taken),
        instead_of=[(by_id.get(pk) if pk else None, many) for pk, many in instead.most_common()],
        went_to=_went_to(taken),
        examples=taken[:shown],
    )


def _went_to(questions: list[Question]) -> list[tuple[Agency | None, int]]:
    """The agencies that had these questions last, the most frequent first; None for those never routed."""
    leads = Assignment.objects.leads().filter(question__in=[question.pk for question in questions])
    last = {lead.question_id: lead.agency for lead in leads.select_related("agency").order_by("pk")}
    return Counter(last.get(question.pk) for question in questions).most_common()


def as_rule(row: RoutingRule) -> rules.Rule:
    """The row as the rules take it."""
    keywords = {code: tuple(getattr(row, f"keywords_{code}")) for code in languages.CODES}
    return rules.Rule(row.pk or UNSAVED, row.agency_id, row.topic_id, row.region_id, keywords)
