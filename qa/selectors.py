"""Reads across the records of questions: for the public pages, the asker's own page, and the staff's lists."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from directory.models import Agency
from portal.events import Event
from qa import labels
from qa.models import Assignment, Message, Question
from qa.querysets import QuestionQuerySet
from qa.rules.reasons import MessageKind
from qa.rules.states import AssignmentState, Status, Verb, VersionState
from qa.rules.statistics import median
from qa.services.act import KIND
from qa.services.answering import RETURNS_TOO_OFTEN


@dataclass(frozen=True, slots=True)
class Figures:
    """What the portal says of itself. `overdue` are open questions past their date: they are not left out."""

    answered_this_year: int
    median_working_days: float | None
    open: int
    overdue: int


def figures(today: date | None = None) -> Figures:
    """The figures of this year and this moment."""
    today = today or timezone.localdate()
    answered = Question.objects.filter(answered_at__gte=_new_year(today))
    # One row for each number of days there is, not one for each question.
    times = dict(answered.order_by().values_list("working_days").annotate(times=Count("*")))
    return Figures(
        answered_this_year=sum(times.values()),
        median_working_days=median({days: n for days, n in times.items() if days is not None}),
        open=Question.objects.open().count(),
        overdue=Question.objects.overdue(today).count(),
    )


def _new_year(today: date) -> datetime:
    return timezone.make_aware(datetime(today.year, 1, 1))


# What the asker reads of each step; the verbs not named here are the staff's own affair.
_STEPS: Final[dict[str, Any]] = {
    Verb.SUBMIT: pgettext_lazy("step", "Received"),
    Verb.ROUTE: pgettext_lazy("step", "Sent to an agency"),
    Verb.ACCEPT: pgettext_lazy("step", "An answer is being prepared"),
    Verb.REJECT: pgettext_lazy("step", "Rejected"),
    Verb.APPEAL: pgettext_lazy("step", "A second look was asked for"),
    Verb.MARK_SPAM: pgettext_lazy("step", "Not accepted"),
    Verb.RESTORE: pgettext_lazy("step", "Taken up again"),
    Verb.UNREJECT: pgettext_lazy("step", "Taken up again"),
    Verb.UNMERGE: pgettext_lazy("step", "Taken up again"),
    Verb.PROMOTE: pgettext_lazy("step", "Taken up again"),
    Verb.MERGE: pgettext_lazy("step", "Merged with a similar question"),
    Verb.SPLIT: pgettext_lazy("step", "Divided into separate questions"),
    Verb.ASK: pgettext_lazy("step", "A clarification is asked"),
    Verb.REPLY: pgettext_lazy("step", "Your reply is received"),
    Verb.ADD_INFORMATION: pgettext_lazy("step", "Your addition is received"),
    Verb.EXTEND: pgettext_lazy("step", "The term was extended"),
    Verb.RECOUNT: pgettext_lazy("step", "The due date was counted anew"),
    Verb.LAPSE: pgettext_lazy("step", "Closed: no reply came"),
    Verb.APPROVE: pgettext_lazy("step", "Answered"),
    Verb.PUBLISH: pgettext_lazy("step", "Published on the portal"),
    Verb.WITHHOLD: pgettext_lazy("step", "Taken down from the portal"),
    Verb.SHOW: pgettext_lazy("step", "Published on the portal again"),
    Verb.REOPEN: pgettext_lazy("step", "Reopened"),
    Verb.RESOLVE: pgettext_lazy("step", "Closed"),
    Verb.WITHDRAW: pgettext_lazy("step", "Withdrawn"),
    Verb.REVOKE_CONSENT: pgettext_lazy("step", "The consent to publish was taken back"),
}
_CORRECTED: Final = pgettext_lazy("step", "The answer was corrected")


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """One step as the asker reads it: what and when; to which agency; why; the date it set; the words said with it."""

    verb: Verb
    at: datetime
    label: Any
    agency: Agency | None = None
    reason: Any = ""
    due: date | None = None
    texts: tuple[str, ...] = ()


def history_for_citizen(question: Question) -> list[HistoryStep]:
    """The steps of a question, oldest first, as its asker may read them. Three queries, however long it is."""
    events = list(Event.objects.filter(subject_kind=KIND, subject_id=question.pk, code__in=list(_STEPS)))
    keys = {event.data["agency"] for event in events if event.code == Verb.ROUTE}
    agencies = {agency.key: agency for agency in Agency.objects.filter(key__in=keys)} if keys else {}
    said = defaultdict(list)
    for message in question.messages.for_the_asker():
        said[message.at].append(message.text)
    return [_step(event, agencies, tuple(said.get(event.at, ()))) for event in events]


def _step(event: Event, agencies: dict[str, Agency], texts: tuple[str, ...]) -> HistoryStep:
    verb, data = Verb(event.code), event.data
    correction = verb is Verb.APPROVE and "to" not in data
    reasons = {
        Verb.REJECT: labels.REJECT_REASON,
        Verb.EXTEND: labels.EXTEND_REASON,
        Verb.WITHHOLD: labels.WITHHOLD_REASON,
    }
    return HistoryStep(
        verb=verb,
        at=event.at,
        label=_CORRECTED if correction else _STEPS[verb],
        agency=agencies.get(data.get("agency", "")) if verb is Verb.ROUTE else None,
        reason=reasons.get(verb, {}).get(data.get("reason", ""), ""),
        due=date.fromisoformat(data["due"]) if "due" in data else None,
        texts=texts,
    )


def history_for_staff(question: Question) -> list[Event]:
    """Every event of a question, oldest first, with who did it."""
    return list(Event.objects.filter(subject_kind=KIND, subject_id=question.pk).select_related("actor"))


def last_request(question: Question) -> Message | None:
    """What the asker was asked last."""
    return question.messages.filter(kind=MessageKind.ASK, erased_at__isnull=True).last()


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer as the asker reads it: clean HTML. `corrected` says what changed, if this is not the first version."""

    html: str
    at: datetime
    agency: Agency | None
    corrected: str = ""
    valid_until: date | None = None


def answer_for(question: Question) -> Answer | None:
    """The answer in force. A merged question gets what others may read of the other's answer, and nothing if there is
    no such text: never the other's own."""
    source = question.duplicate_of or question
    version = source.versions.filter(state=VersionState.PUBLISHED).first()
    if version is None or version.published_at is None:
        return None
    own = source.pk == question.pk
    lead = source.assignments.active().leads().select_related("agency").first()
    version.question = source
    text = version.text if own else version.for_others
    if not text:
        return None
    agency = lead.agency if lead else None
    return Answer(text, version.published_at, agency, version.change_note, version.valid_until)


def parts_of(question: Question) -> list[Question]:
    """The questions into which this one was split: its code shows them too."""
    return list(question.children.filter(code_fingerprint__isnull=True, erased_at__isnull=True).order_by("pk"))


@dataclass(frozen=True, slots=True)
class Chain:
    """The question that one follows up or asks again, and those that follow it: each with a code of its own."""

    before: Question | None
    after: list[Question]


def chain_of(question: Question) -> Chain | None:
    """The neighbours of a question, those erased left out; None when it stands alone."""
    before = question.parent if question.code_fingerprint is not None else None
    if before is not None and before.erased_at is not None:
        before = None
    after = question.children.filter(code_fingerprint__isnull=False, erased_at__isnull=True).order_by("pk")
    chain = Chain(before, list(after))
    return chain if chain.before or chain.after else None


def agency_before(question: Question) -> Agency | None:
    """The agency that answered the question which this one follows: the first to think of."""
    if question.parent_id is None or question.code_fingerprint is None:
        return None
    lead = Assignment.objects.active().leads().filter(question=question.parent_id, agency__active=True)
    found = lead.select_related("agency").first()
    return found.agency if found else None


def returns_of(question: Question) -> list[Assignment]:
    """Every time that an agency gave the question back, oldest first, with its reason and the words said with it."""
    returned = question.assignments.returned_by_leads().select_related("agency", "suggested_agency")
    said = Message.objects.filter(kind=MessageKind.RETURN, erased_at__isnull=True)
    words = Prefetch("messages", queryset=said, to_attr="said")
    return list(returned.prefetch_related(words).order_by("ended_at", "pk"))


def returns(queryset: QuestionQuerySet, least: int = 0) -> QuestionQuerySet:
    """The questions with `returns`, how many times agencies gave each of them back: those with so many at least."""
    given_back = Assignment.objects.returned_by_leads().filter(question=OuterRef("pk")).order_by()
    count = given_back.values("question").annotate(count=Count("pk")).values("count")
    counted: Any = queryset.annotate(returns=Coalesce(Subquery(count), 0))
    return counted.filter(returns__gte=least) if least else counted


def returned_again() -> QuestionQuerySet:
    """Open questions that came back more than once: the coordinator decides whose they are."""
    often = Assignment.objects.returned_by_leads().order_by().values("question").annotate(times=Count("pk"))
    return Question.objects.open().filter(pk__in=often.filter(times__gte=RETURNS_TOO_OFTEN).values("question"))


def moderation_queue() -> QuestionQuerySet:
    """What waits for a moderator: new and returned questions, urgent first, then by date; suspected spam last."""
    waiting = Question.objects.filter(status__in=[Status.SUBMITTED, Status.RETURNED])
    return waiting.select_related("topic", "region").order_by("quarantined", "-urgent", "due_on", "id")


def agency_queue(visible: QuestionQuerySet) -> QuestionQuerySet:
    """What waits for an agency, of the questions someone may see."""
    waiting = visible.filter(status__in=[Status.ROUTED, Status.IN_PROGRESS, Status.IN_APPROVAL, Status.NEEDS_INFO])
    return waiting.select_related("topic", "region").queue_order()


def approval_queue(visible: QuestionQuerySet) -> QuestionQuerySet:
    """Answers, and corrections of answers, that wait for an approver."""
    return visible.filter(versions__state=VersionState.IN_APPROVAL).select_related("topic", "region").queue_order()


@dataclass(frozen=True, slots=True)
class RuleCounts:
    """How a routing rule fared: suggested, changed by the moderator, sent by it and returned by the agency."""

    suggested: int
    changed: int
    returned: int


def rule_counts() -> dict[int, RuleCounts]:
    """The counts of every routing rule that ever suggested an agency, drawn from the assignments it led to."""
    rows = (
        Assignment.objects.leads()
        .filter(rule__isnull=False)
        .values("rule")
        .annotate(
            suggested=Count("pk"),
            changed=Count("pk", filter=Q(followed=False)),
            returned=Count("pk", filter=Q(followed=True, state=AssignmentState.RETURNED)),
        )
        .order_by("rule")
    )
    return {row["rule"]: RuleCounts(row["suggested"], row["changed"], row["returned"]) for row in rows}
