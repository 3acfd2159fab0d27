"""Every state × verb × role once more, now through services and database: done as the table says, or nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from portal.events import Event
from qa import services
from qa.models import Question
from qa.rules.reasons import ExtendReason, ReassignReason, RecallReason, RejectReason, ReturnReason, WithholdReason
from qa.rules.states import AGENCY_ROLES, Role, State, Verb
from qa.rules.transitions import Guard, VerbRefused
from qa.tests.factories import ALL_STATES, AgencyFactory, Office, member
from qa.tests.test_table import EXPECTED

By = Callable[[Office, Question, Any], Any]

# What a member of staff does: the office, the question and who acts.
STAFF: dict[Verb, By] = {
    Verb.ROUTE: lambda o, q, who: services.question_route(question=q, actor=who, agency=o.agency),
    Verb.REJECT: lambda o, q, who: services.question_reject(
        question=q, actor=who, reason=RejectReason.UNCLEAR, text="?"
    ),
    Verb.MARK_SPAM: lambda o, q, who: services.question_mark_spam(question=q, actor=who),
    Verb.RESTORE: lambda o, q, who: services.question_restore(question=q, actor=who),
    Verb.MERGE: lambda o, q, who: services.question_merge(question=q, into=o.canonical, actor=who),  # type: ignore[attr-defined]
    Verb.UNMERGE: lambda o, q, who: services.question_unmerge(question=q, actor=who),
    Verb.SPLIT: lambda o, q, who: services.question_split(
        question=q, actor=who, parts=[services.Part("a"), services.Part("b")]
    ),
    Verb.REDACT: lambda o, q, who: services.question_redact(question=q, actor=who, title="T", text="T"),
    Verb.ASK: lambda o, q, who: services.question_ask(question=q, actor=who, text="?"),
    Verb.ACCEPT: lambda o, q, who: services.question_accept(question=q, actor=who),
    Verb.RETURN: lambda o, q, who: services.question_return(
        question=q, actor=who, reason=ReturnReason.NOT_OURS, text="!"
    ),
    Verb.RECALL: lambda o, q, who: services.question_recall(question=q, actor=who, reason=RecallReason.WRONG_AGENCY),
    Verb.REASSIGN: lambda o, q, who: services.question_reassign(
        question=q, actor=who, officer=o.officer, reason=ReassignReason.WORKLOAD
    ),
    Verb.CONTRIBUTE: lambda o, q, who: services.contribution_submit(question=q, actor=who, text="!"),
    Verb.SAVE_DRAFT: lambda o, q, who: services.answer_save_draft(question=q, actor=who, text="<p>A</p>"),
    Verb.SUBMIT_ANSWER: lambda o, q, who: services.answer_submit(question=q, actor=who),
    Verb.TAKE_BACK: lambda o, q, who: services.answer_take_back(question=q, actor=who),
    Verb.SEND_BACK: lambda o, q, who: services.answer_send_back(question=q, actor=who, text="!"),
    Verb.APPROVE: lambda o, q, who: services.answer_approve(question=q, actor=who),
    Verb.PUBLISH: lambda o, q, who: services.question_publish(question=q, actor=who),
    Verb.CORRECT: lambda o, q, who: services.answer_correct(question=q, actor=who, text="<p>B</p>", change_note="B"),
    Verb.EXTEND: lambda o, q, who: services.question_extend(
        question=q, actor=who, working_days=3, reason=ExtendReason.VISIT, text="!"
    ),
    Verb.MARK_URGENT: lambda o, q, who: services.question_mark_urgent(question=q, actor=who),
    Verb.WITHHOLD: lambda o, q, who: services.question_withhold(question=q, actor=who, reason=WithholdReason.MISTAKE),
    Verb.SHOW: lambda o, q, who: services.question_show(question=q, actor=who),
    Verb.UNMARK_URGENT: lambda o, q, who: services.question_unmark_urgent(question=q, actor=who),
    Verb.UNREJECT: lambda o, q, who: services.question_unreject(question=q, actor=who),
    Verb.RENEW: lambda o, q, who: services.answer_renew(question=q, actor=who, until=date(2099, 1, 1)),
    Verb.ADD_CO_EXECUTOR: lambda o, q, who: services.co_executor_add(question=q, actor=who, agency=AgencyFactory()),
    Verb.REMOVE_CO_EXECUTOR: lambda o, q, who: services.co_executor_remove(
        question=q, actor=who, agency=o.other_agency
    ),
}
# What the asker does who holds the code, and what the clock does by itself.
CITIZEN: dict[Verb, Callable[[Question], Any]] = {
    Verb.APPEAL: lambda q: services.question_appeal(question=q),
    Verb.REPLY: lambda q: services.question_reply(question=q, text="!"),
    Verb.REOPEN: lambda q: services.question_reopen(question=q, text="!"),
    Verb.RESOLVE: lambda q: services.question_resolve(question=q, useful=True),
    Verb.ADD_INFORMATION: lambda q: services.question_add_information(question=q, text="!"),
    Verb.WITHDRAW: lambda q: services.question_withdraw(question=q),
    Verb.REVOKE_CONSENT: lambda q: services.question_revoke_consent(question=q),
    Verb.ERASE: lambda q: services.question_erase(question=q),
}
AUTOMATION: dict[Verb, Callable[[Question], Any]] = {
    Verb.LAPSE: lambda q: services.question_lapse(question=q),
    Verb.RESOLVE: lambda q: services.question_resolve(question=q, by_timer=True),
    Verb.RECOUNT: lambda q: services.question_recount(question=q),
}
INSIDE = {Verb.SUBMIT, Verb.PROMOTE}  # makes a question; happens within other verbs
# Erasing an open question withdraws it first, and that is where it then stands.
ELSEWHERE = {Verb.ERASE}
GUARDS = {guard.value for guard in Guard}
UNCHANGED_OR_NOTHING = {Verb.RECOUNT}  # a recount that finds the same date writes nothing


@pytest.fixture
def people(office: Office) -> dict[str, list[Any]]:
    """Everyone who works here, by the role in which they meet the question of `office.agency`."""
    office.canonical = office.submitted()  # type: ignore[attr-defined]
    editor, dpo = member(Role.EDITOR), member(Role.DPO)
    stranger = member(Role.MANAGER, office.other_agency, member(Role.APPROVER, office.other_agency))
    return {
        Role.MODERATOR: [office.moderator, office.other_moderator], Role.COORDINATOR: [office.coordinator],
        Role.OFFICER: [office.officer], Role.APPROVER: [office.approver], Role.MANAGER: [office.manager],
        Role.CO_EXECUTOR: [office.helper], Role.EDITOR: [editor], Role.DPO: [dpo], "nobody": [stranger, None],
    }  # fmt: skip


def test_every_verb_is_tried() -> None:
    assert {*STAFF, *CITIZEN, *AUTOMATION, *INSIDE} == set(Verb)


def outcome(question: Question, act: Callable[[Question], Any]) -> str:
    """The state after `act`, or the code of the refusal; everything is undone."""
    before = Question.objects.filter(pk=question.pk).values().get()
    count = Event.objects.count()
    with transaction.atomic():
        try:
            with transaction.atomic():
                act(question)
        except VerbRefused as refused:
            assert Question.objects.filter(pk=question.pk).values().get() == before, "a refusal changed something"
            assert Event.objects.count() == count, "a refusal wrote an event"
            return refused.code
        after = Question.objects.get(pk=question.pk)
        assert after.version > before["version"], "the version was not raised"
        assert Event.objects.count() > count, "no event was written"
        transaction.set_rollback(True)
    return str(after.state)


def problems(question: Question, verb: Verb, role: str, found: str) -> list[tuple[Any, ...]]:
    """What is wrong with an outcome: nothing, when it is what the table says."""
    target = EXPECTED.get((str(question.state).replace(" ", ""), verb.value, str(role)))
    if target is None:
        return [] if found in {"state", "role", *GUARDS} else [(verb, role, found, "should be refused")]
    if found in GUARDS:
        return []  # the table allows it, and something else about this question does not
    if found == "role" and role in AGENCY_ROLES and not question.assignments.active().exists():
        return []  # nobody's question: no agency's people have a role on it
    if verb in ELSEWHERE:
        return []
    expected = {"=": str(question.state), "<": question.resume_status}.get(target, target)
    return [] if found == expected else [(verb, role, found, expected)]


@pytest.mark.parametrize("state", ALL_STATES, ids=str)
def test_staff(office: Office, people: dict[str, list[Any]], state: State) -> None:
    question, wrong = office.at(state), []
    for verb, act in STAFF.items():
        for role, users in people.items():
            for user in users:
                found = outcome(question, lambda q, act=act, user=user: act(office, q, user))
                wrong += problems(question, verb, role, found)
    assert wrong == []


@pytest.mark.parametrize("state", ALL_STATES, ids=str)
def test_the_asker_and_the_clock(office: Office, state: State) -> None:
    question, wrong = office.at(state), []
    for role, acts in ((Role.CITIZEN, CITIZEN), (Role.AUTOMATION, AUTOMATION)):
        for verb, act in acts.items():
            if verb in UNCHANGED_OR_NOTHING:
                continue
            wrong += problems(question, verb, role, outcome(question, act))
    assert wrong == []


def test_the_table_is_reached(office: Office, people: dict[str, list[Any]]) -> None:
    """The test above would pass if everything were refused: what a usual day brings is done."""
    usual = [
        (office.submitted(), Verb.ROUTE, office.moderator, "routed"),
        (office.routed(), Verb.ACCEPT, office.officer, "in_progress"),
        (office.drafted(), Verb.SUBMIT_ANSWER, office.officer, "in_approval"),
        (office.in_approval(), Verb.APPROVE, office.approver, "answered"),
        (office.answered(), Verb.CORRECT, office.officer, "answered"),
        (office.routed(), Verb.CONTRIBUTE, office.helper, "routed"),
        (office.duplicate(), Verb.UNMERGE, office.moderator, "submitted"),
    ]
    for question, verb, user, expected in usual:
        assert outcome(question, lambda q, v=verb, u=user: STAFF[v](office, q, u)) == expected, verb
