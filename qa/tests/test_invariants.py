"""No sequence of verbs, by whomever, breaks what must always hold."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.events import Event
from qa import clock, publishing, services
from qa.models import PublishedAnswer, PublishedQuestion, Question
from qa.rules import deadlines, states
from qa.rules.reasons import ExtendReason, RecallReason, RejectReason, ReturnReason, WithholdReason
from qa.rules.states import AssignmentState, CloseReason, Role, State, Status, Verb, VersionState, Visibility
from qa.rules.transitions import VerbRefused, decide
from qa.tests.factories import Office, reminded

Step = Callable[[Office, Question, Any], Any]

STEPS: dict[str, Step] = {
    "route": lambda o, q, at: services.question_route(question=q, actor=o.moderator, agency=o.agency, at=at),
    "route elsewhere": lambda o, q, at: services.question_route(
        question=q, actor=o.other_moderator, agency=o.other_agency, co_executors=[o.agency], at=at
    ),
    "reject": lambda o, q, at: services.question_reject(
        question=q, actor=o.moderator, reason=RejectReason.UNCLEAR, text="?", at=at
    ),
    "appeal": lambda o, q, at: services.question_appeal(question=q, at=at),
    "spam": lambda o, q, at: services.question_mark_spam(question=q, actor=o.moderator, at=at),
    "restore": lambda o, q, at: services.question_restore(question=q, actor=o.moderator, at=at),
    "merge": lambda o, q, at: services.question_merge(question=q, into=o.canonical, actor=o.moderator, at=at),
    "merge the other": lambda o, q, at: services.question_merge(question=o.canonical, into=q, actor=o.moderator, at=at),
    "unmerge": lambda o, q, at: services.question_unmerge(question=q, actor=o.moderator, at=at),
    "split": lambda o, q, at: services.question_split(
        question=q, actor=o.moderator, parts=[services.Part("a"), services.Part("b")], at=at
    ),
    "redact": lambda o, q, at: services.question_redact(question=q, actor=o.moderator, title="T", text="T", at=at),
    "urgent": lambda o, q, at: services.question_mark_urgent(question=q, actor=o.moderator, at=at),
    "not urgent": lambda o, q, at: services.question_unmark_urgent(question=q, actor=o.moderator, at=at),
    "unreject": lambda o, q, at: services.question_unreject(question=q, actor=o.moderator, at=at),
    "ask": lambda o, q, at: services.question_ask(question=q, actor=o.moderator, text="?", at=at),
    "officer asks": lambda o, q, at: services.question_ask(question=q, actor=o.officer, text="?", at=at),
    "reply": lambda o, q, at: services.question_reply(question=q, text="!", at=at),
    "lapse": lambda o, q, at: lapse(q, at),
    "reopen": lambda o, q, at: services.question_reopen(question=q, text="!", at=at),
    "accept": lambda o, q, at: services.question_accept(question=q, actor=o.officer, at=at),
    "return": lambda o, q, at: services.question_return(
        question=q, actor=o.officer, reason=ReturnReason.NOT_OURS, text="!", at=at
    ),
    "recall": lambda o, q, at: services.question_recall(
        question=q, actor=o.coordinator, reason=RecallReason.WRONG_AGENCY, at=at
    ),
    "contribute": lambda o, q, at: services.contribution_submit(question=q, actor=o.helper, text="!", at=at),
    "add a co-executor": lambda o, q, at: services.co_executor_add(
        question=q, actor=o.moderator, agency=o.other_agency, at=at
    ),
    "remove a co-executor": lambda o, q, at: services.co_executor_remove(
        question=q, actor=o.coordinator, agency=o.other_agency, at=at
    ),
    "extend": lambda o, q, at: services.question_extend(
        question=q, actor=o.coordinator, working_days=3, reason=ExtendReason.VISIT, text="!", at=at
    ),
    "draft": lambda o, q, at: services.answer_save_draft(question=q, actor=o.officer, text="<p>A</p>", at=at),
    "submit answer": lambda o, q, at: services.answer_submit(question=q, actor=o.officer, at=at),
    "take back": lambda o, q, at: services.answer_take_back(question=q, actor=o.officer, at=at),
    "send back": lambda o, q, at: services.answer_send_back(question=q, actor=o.approver, text="!", at=at),
    "approve": lambda o, q, at: services.answer_approve(question=q, actor=o.approver, at=at),
    "correct": lambda o, q, at: services.answer_correct(
        question=q, actor=o.officer, text="<p>B</p>", change_note="B", at=at
    ),
    "publish": lambda o, q, at: services.question_publish(question=q, actor=o.moderator, at=at),
    "withhold": lambda o, q, at: services.question_withhold(
        question=q, actor=o.moderator, reason=WithholdReason.MISTAKE, at=at
    ),
    "show": lambda o, q, at: services.question_show(question=q, actor=o.moderator, at=at),
    "resolve": lambda o, q, at: services.question_resolve(question=q, at=at),
    "add": lambda o, q, at: services.question_add_information(question=q, text="!", at=at),
    "withdraw": lambda o, q, at: services.question_withdraw(question=q, at=at),
    "revoke": lambda o, q, at: services.question_revoke_consent(question=q, at=at),
    "erase": lambda o, q, at: services.question_erase(question=q, at=at),
}
# Random words alone rarely reach an answer: this way is woven in.
TO_AN_ANSWER = ["redact", "route", "accept", "draft", "submit answer", "approve"]


def lapse(question: Question, at: Any) -> None:
    if question.status == Status.NEEDS_INFO and not question.reminders.exists():
        reminded(question, at - timedelta(days=1))
    services.question_lapse(question=question, at=at)


def check(question: Question) -> None:
    """What must hold of any question at any time, beside what the database itself refuses."""
    state = question.state
    active = question.assignments.active()
    open_pauses = question.pauses.filter(until__isnull=True).count()
    assert open_pauses == (state in states.WAITING_FOR_ASKER)
    assert bool(question.resume_status) == (state in states.WAITING_FOR_ASKER)
    if state in {states.ROUTED, states.IN_PROGRESS, states.IN_APPROVAL, *states.HAS_ANSWER}:
        assert active.leads().count() == 1
    if state in {states.SUBMITTED, states.RETURNED} or state.reason in {CloseReason.REJECTED, CloseReason.SPAM}:
        assert not active.exists()
    if state == states.ROUTED:
        assert active.leads().get().state == AssignmentState.OPEN
    in_force = question.versions.filter(state=VersionState.PUBLISHED).count()
    in_approval = question.versions.filter(state=VersionState.IN_APPROVAL).count()
    assert in_force <= 1
    if state in states.HAS_ANSWER:
        assert in_force == 1
    if state == states.IN_APPROVAL:
        assert in_approval == 1
    elif state not in states.HAS_ANSWER:
        assert in_approval == 0
    if question.duplicate_of:
        assert question.duplicate_of.duplicate_of is None
    if question.is_open:
        assert clock.count_of(question).due == question.due_on
        for part in active:
            assert part.due_on == deadlines.ahead_of(question.due_on, part.ahead, clock.production_calendar())
    check_public(question)


def check_public(question: Question) -> None:
    rows = PublishedQuestion.objects.filter(question=question)
    assert rows.public().exists() == (question.visibility == Visibility.PUBLIC)
    if question.visibility == Visibility.PUBLIC:
        assert question.may_be_public
        assert rows.public().get().title == question.public_title
    if question.erased_at:
        assert not rows.exclude(title="").exists()


steps = st.lists(st.one_of(st.sampled_from(sorted(STEPS)).map(lambda name: [name]), st.just(TO_AN_ANSWER)), max_size=14)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps, hours=st.lists(st.integers(0, 72), min_size=1, max_size=10))
def test_no_sequence_of_verbs_breaks_an_invariant(office: Office, steps: list[list[str]], hours: list[int]) -> None:
    with transaction.atomic():
        at = timezone.now() - timedelta(days=200)
        question = office.submitted(at=at)
        office.canonical = office.submitted(at=at)  # type: ignore[attr-defined]
        for place, name in enumerate(name for names in steps for name in names):
            at += timedelta(hours=hours[place % len(hours)])
            events, version = Event.objects.count(), question.version
            try:
                with transaction.atomic():
                    STEPS[name](office, question, at)
            except VerbRefused:
                assert Event.objects.count() == events
                continue
            question = Question.objects.get(pk=question.pk)
            assert Event.objects.count() > events
            assert question.version > version or name == "merge the other"
            for every in Question.objects.all():
                check(every)
        transaction.set_rollback(True)


STATES = sorted(states.ALL, key=str)


@given(st.lists(st.tuples(st.sampled_from(list(Verb)), st.sampled_from(list(Role))), max_size=60))
def test_the_table_alone_never_leads_out_of_the_known_states(acts: list[tuple[Verb, Role]]) -> None:
    state, resume = states.SUBMITTED, states.SUBMITTED
    for verb, role in acts:
        try:
            line, _ = decide(state, verb, frozenset({role}), lambda guard: True)
        except VerbRefused:
            continue
        after = line.leads_to(state, resume)
        assert isinstance(after, State)
        assert after in states.ALL
        assert (after.status is Status.CLOSED) == (after.reason is not None)
        if after == states.NEEDS_INFO:
            resume = state
        state = after


def test_the_public_rows_have_no_private_field() -> None:
    """What is public is a list that someone read; a new column must be read too."""
    public = {field.name for field in PublishedQuestion._meta.concrete_fields}
    assert public == {
        "id", "translation_key", "locale", "question", "number", "title", "question_text", "answer", "correction",
        "source_version", "topic", "region", "agency", "asked_at", "routed_at", "answered_at", "answer_dates",
        "corrected_at", "clock_from", "due_on", "extended_by", "paused_by", "paused_since", "changed_at",
        "working_days", "valid_until", "withheld_at", "asked_too", "latest_revision", "live_revision", "live",
        "has_unpublished_changes",
        "first_published_at", "last_published_at", "go_live_at", "expire_at", "expired",
    }  # fmt: skip
    kept = {field.name for field in PublishedAnswer._meta.concrete_fields}
    assert kept == {"id", "published", "text", "note", "since", "until", "hidden"}
    assert publishing.SEARCH_KIND == "question"
