"""Asks the routing rules of the database about a question."""

from dataclasses import dataclass

from directory.models import Agency
from portal import languages
from qa.models import Question, RoutingRule
from qa.rules import routing as rules


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An agency, the rule that named it, and the words of the question that made it."""

    agency: Agency
    rule: RoutingRule
    words: tuple[str, ...]


def suggestion_for(question: Question) -> Suggestion | None:
    """What the rules say of a question, or None."""
    return suggestion(question.text, question.language, question.topic_id, question.region_id)


def suggestion(text: str, language: str, topic: int | None = None, region: int | None = None) -> Suggestion | None:
    """What the rules would say of a text: also for trying them out."""
    rows = {
        row.pk: row for row in RoutingRule.objects.filter(active=True, agency__active=True).select_related("agency")
    }
    match = rules.suggest((_as_rule(row) for row in rows.values()), text, language, topic, region)
    if match is None:
        return None
    row = rows[match.rule.id]
    return Suggestion(row.agency, row, match.words)


def _as_rule(row: RoutingRule) -> rules.Rule:
    keywords = {code: tuple(getattr(row, f"keywords_{code}")) for code in languages.CODES}
    return rules.Rule(row.pk, row.agency_id, row.topic_id, row.region_id, keywords)
