"""Who sees and does what: each predicate equals its queryset twin, over every kind of person and question."""

import pytest

from portal.users import User
from qa import permissions, services
from qa.models import Question
from qa.rules.reasons import RejectReason
from qa.rules.states import Role, Verb
from qa.rules.transitions import lines_of
from qa.tests.factories import ALL_STATES, AgencyFactory, Office, UserFactory, member


@pytest.fixture
def questions(office: Office) -> list[Question]:
    """One question in every state, and the special cases that guards ask about."""
    made = [office.at(state) for state in ALL_STATES]
    appealed = services.question_appeal(question=office.rejected())
    urgent = services.question_mark_urgent(question=office.submitted(), actor=office.moderator)
    corrected = office.answered()
    services.answer_correct(question=corrected, actor=office.officer, text="<p>Жұмада.</p>", change_note="Күні")
    corrected.refresh_from_db()
    waiting = office.answered()
    services.answer_correct(question=waiting, actor=office.approver, text="<p>Жұмада.</p>", change_note="Күні")
    services.answer_submit(question=waiting, actor=office.approver)
    withheld = services.question_withhold(question=office.answered(), actor=office.moderator, reason="mistake")
    revoked = services.question_revoke_consent(question=office.answered())
    erased = services.question_erase(question=office.answered())
    made += [appealed, urgent, corrected, waiting, withheld, revoked, erased, office.answered(consent_publish=False)]
    return list(Question.objects.filter(pk__in=[question.pk for question in made]))


@pytest.fixture
def people(office: Office) -> dict[str, User]:
    other = AgencyFactory()
    both = member(Role.OFFICER, office.agency)
    member(Role.APPROVER, office.agency, both)
    gone = member(Role.MODERATOR)
    gone.is_active = False
    gone.save()
    return {
        "moderator": office.moderator,
        "other moderator": office.other_moderator,
        "coordinator": office.coordinator,
        "officer": office.officer,
        "approver": office.approver,
        "manager": office.manager,
        "co-executor": office.helper,
        "officer and approver": both,
        "officer elsewhere": member(Role.OFFICER, other),
        "manager of the co-executor": member(Role.MANAGER, office.other_agency),
        "editor": member(Role.EDITOR),
        "data protection officer": member(Role.DPO),
        "superuser without a membership": UserFactory(is_superuser=True),
        "nobody": UserFactory(),
        "left": gone,
    }


def test_may_see_equals_visible_to(questions: list[Question], people: dict[str, User]) -> None:
    for name, user in people.items():
        listed = set(permissions.visible_to(user))
        one_by_one = {question for question in Question.objects.all() if permissions.may_see(user, question)}
        assert listed == one_by_one, name


def test_may_equals_actionable(questions: list[Question], people: dict[str, User]) -> None:
    staff_roles = set(Role) - {Role.CITIZEN, Role.AUTOMATION}
    verbs = [verb for verb in Verb if any(line.roles & staff_roles for line in lines_of(verb))]
    everything = list(Question.objects.all())
    some = 0
    for name, user in people.items():
        for verb in verbs:
            listed = set(permissions.actionable(user, verb).values_list("pk", flat=True))
            one_by_one = {question.pk for question in everything if permissions.may(user, verb, question)}
            assert listed == one_by_one, f"{name}: {verb}"
            some += len(listed)
    assert some > 100


def test_verbs_for_equals_may(questions: list[Question], office: Office) -> None:
    for question in questions:
        for user in (office.moderator, office.officer, office.approver):
            allowed = {verb for verb in Verb if permissions.may(user, verb, question)}
            assert permissions.verbs_for(user, question) == allowed


def test_what_is_seen_contains_what_can_be_done(questions: list[Question], people: dict[str, User]) -> None:
    for name, user in people.items():
        seen = set(permissions.visible_to(user))
        for verb in Verb:
            if any(line.roles - {Role.CITIZEN, Role.AUTOMATION} for line in lines_of(verb)):
                assert set(permissions.actionable(user, verb)) <= seen, f"{name}: {verb}"


def test_an_officer_sees_their_agency_alone_and_only_while_it_is_theirs(office: Office) -> None:
    theirs, returned, unrouted = office.routed(), office.returned(), office.submitted()
    seen = set(permissions.visible_to(office.officer))
    assert theirs in seen
    assert not seen & {returned, unrouted}
    assert not permissions.visible_to(member(Role.OFFICER, AgencyFactory())).exists()


def test_the_moderator_who_rejected_is_barred_after_an_appeal(office: Office) -> None:
    question = services.question_appeal(question=office.rejected(), text="Қайта қараңыз.")
    assert not permissions.may(office.moderator, Verb.REJECT, question)
    with pytest.raises(services.VerbRefused) as refused:
        services.question_reject(question=question, actor=office.moderator, reason=RejectReason.UNCLEAR, text="Жоқ")
    assert refused.value.code == "barred_moderator"
    assert permissions.may(office.other_moderator, Verb.ROUTE, question)


def test_nobody_approves_their_own_text(office: Office) -> None:
    both = member(Role.OFFICER, office.agency)
    member(Role.APPROVER, office.agency, both)
    question = office.in_progress()
    services.answer_save_draft(question=question, actor=both, text="<p>Мәтін</p>")
    question = services.answer_submit(question=question, actor=both)
    with pytest.raises(services.VerbRefused) as refused:
        services.answer_approve(question=question, actor=both)
    assert refused.value.code == "own_text"
    assert services.answer_approve(question=question, actor=office.approver).status == "answered"
