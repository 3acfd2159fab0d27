"""Every verb that a screen offers does what its service does, and writes one event."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from qa import permissions, services
from qa.models import Question
from qa.rules.states import Role, Verb
from qa.staff.actions import ACTIONS, BY_VERB
from qa.tests.factories import AgencyFactory, Office, RoutingRuleFactory, confirmed_contact, member
from qa.tests.staff.pages import do, editor, events_of, page, verb_page

Fields = Callable[[Office], dict[str, Any]]
NOTHING: Fields = lambda office: {}  # noqa: E731 a table reads better with it

# verb: the state it is done in, who does it, and what the form is given
CASES: dict[Verb, tuple[str, str, Fields]] = {
    Verb.REDACT: ("submitted", "moderator", lambda o: {"title": "Екпе", "text": "Екпе қашан?"}),
    Verb.ROUTE: ("submitted", "moderator", lambda o: {"agency": o.agency.pk, "co_executors": [o.other_agency.pk]}),
    Verb.REJECT: ("submitted", "moderator", lambda o: {"reason": "unclear", "text": "Түсініксіз."}),
    Verb.ASK: ("submitted", "moderator", lambda o: {"text": "Қай қалада?"}),
    Verb.MARK_URGENT: ("submitted", "moderator", NOTHING),
    Verb.UNMARK_URGENT: ("urgent", "moderator", NOTHING),
    Verb.MARK_SPAM: ("submitted", "moderator", NOTHING),
    Verb.MERGE: ("submitted", "moderator", lambda o: {"into": o.submitted().number}),
    Verb.SPLIT: ("submitted", "moderator", lambda o: {"text_1": "Бірінші?", "text_2": "Екінші?"}),
    Verb.RESTORE: ("spam", "moderator", NOTHING),
    Verb.UNMERGE: ("duplicate", "moderator", NOTHING),
    Verb.RECALL: ("routed", "moderator", lambda o: {"reason": "wrong_agency"}),
    Verb.PUBLISH: ("routed", "moderator", NOTHING),
    Verb.WITHHOLD: ("answered", "moderator", lambda o: {"reason": "mistake"}),
    Verb.SHOW: ("withheld", "moderator", NOTHING),
    Verb.ACCEPT: ("routed", "officer", NOTHING),
    Verb.RETURN: ("routed", "officer", lambda o: {"reason": "not_ours", "text": "Біздікі емес.", "suggested": ""}),
    Verb.ADD_CO_EXECUTOR: ("in_progress", "moderator", lambda o: {"agency": AgencyFactory().pk}),
    Verb.REMOVE_CO_EXECUTOR: ("in_progress", "coordinator", lambda o: {"agency": o.other_agency.pk}),
    Verb.CONTRIBUTE: ("in_progress", "helper", lambda o: {"text": "Біз білетініміз."}),
    Verb.SAVE_DRAFT: ("in_progress", "officer", lambda o: {"text": editor("Бейсенбіде."), "public_text": ""}),
    Verb.SUBMIT_ANSWER: ("drafted", "officer", NOTHING),
    Verb.TAKE_BACK: ("in_approval", "officer", NOTHING),
    Verb.SEND_BACK: ("in_approval", "approver", lambda o: {"text": "Күнін нақтылаңыз."}),
    Verb.APPROVE: ("in_approval", "approver", lambda o: {"read": "on"}),
    Verb.CORRECT: ("answered", "approver", lambda o: {"text": editor("Жұмада."), "change_note": "Күні"}),
    Verb.RENEW: ("dated", "officer", NOTHING),
    Verb.EXTEND: (
        "in_progress", "approver", lambda o: {"working_days": 3, "reason": "inquiry", "text": "Сұрау салынды."},
    ),
    Verb.REASSIGN: ("in_progress", "coordinator", lambda o: {"officer": o.officer.pk, "reason": "workload"}),
}  # fmt: skip


@pytest.fixture
def prepared(office: Office) -> Callable[[str], Question]:
    def at(state: str) -> Question:
        if state == "dated":
            question = office.answered()
            question.versions.update(valid_until=timezone.localdate())
            return question
        if state == "withheld":
            return services.question_withhold(question=office.answered(), actor=office.moderator, reason="mistake")
        if state == "urgent":
            return services.question_mark_urgent(question=office.submitted(), actor=office.moderator)
        return getattr(office, state)()

    return at


def test_every_verb_of_staff_has_a_screen() -> None:
    assert {action.verb for action in ACTIONS.values()} == set(CASES)


@pytest.mark.parametrize("verb", list(CASES))
def test_the_screen_does_the_verb_and_writes_one_event(verb, office: Office, prepared, sign_in) -> None:
    state, who, fields = CASES[verb]
    question, client = prepared(state), sign_in(getattr(office, who))
    given = fields(office)
    assert client.get(verb_page(question, verb)).status_code == 200
    before = events_of(question)
    response = do(client, question, verb, **given)
    assert response.status_code == 302, response.context["form"].errors
    new = events_of(question)[len(before) :]
    automatic = [Verb.PUBLISH] if verb is Verb.APPROVE else []  # what was agreed and confirmed is published with it
    assert new == [verb, *automatic]
    assert client.get(response.url).status_code == 200


@pytest.mark.parametrize("verb", list(CASES))
def test_reading_a_verbs_page_changes_nothing(verb, office: Office, prepared, sign_in) -> None:
    state, who, _fields = CASES[verb]
    question = prepared(state)
    before = events_of(question)
    sign_in(getattr(office, who)).get(verb_page(question, verb))
    assert events_of(question) == before


@pytest.mark.parametrize("state", ["submitted", "routed", "in_progress", "in_approval", "answered", "duplicate"])
def test_the_page_shows_a_button_for_each_verb_that_is_allowed(state, office: Office, sign_in) -> None:
    question = getattr(office, state)()
    for user in (office.moderator, office.officer, office.approver, office.coordinator, office.helper):
        if not permissions.may_see(user, question):
            continue
        html = sign_in(user).get(page(question)).content.decode()
        allowed = permissions.verbs_for(user, question)
        if Verb.UNMERGE in allowed:
            allowed -= {Verb.RESTORE}
        for verb, action in BY_VERB.items():
            url = reverse("qa_staff:action", args=[question.number, action.slug])
            assert (f'"{url}"' in html) == (verb in allowed), f"{user}: {verb}"


def test_saving_and_submitting_are_one_step_with_two_events(office: Office, sign_in) -> None:
    question = office.in_progress()
    before = events_of(question)
    response = do(
        sign_in(office.officer), question, Verb.SAVE_DRAFT, text=editor("Бейсенбіде."), then=Verb.SUBMIT_ANSWER
    )
    assert response.status_code == 302
    assert events_of(question)[len(before) :] == [Verb.SAVE_DRAFT, Verb.SUBMIT_ANSWER]
    question.refresh_from_db()
    assert question.status == "in_approval"


def test_the_suggested_agency_is_preset_with_the_rule_and_its_words(office: Office, sign_in) -> None:
    rule = RoutingRuleFactory(agency=office.agency, order=7, keywords_kk=["екпе"])
    response = sign_in(office.moderator).get(verb_page(office.submitted(), Verb.ROUTE))
    assert response.context["form"].initial["agency"] == rule.agency
    html = response.content.decode()
    assert "Rule 7" in html
    assert "words found: екпе" in html


def test_nobody_approves_what_they_edited_last(office: Office, sign_in) -> None:
    both = member(Role.APPROVER, office.agency, member(Role.OFFICER, office.agency))
    question = office.in_progress()
    services.answer_save_draft(question=question, actor=both, text="<p>Мәтін</p>")
    question = services.answer_submit(question=question, actor=both)
    response = do(sign_in(both), question, Verb.APPROVE, read="on")
    assert response.status_code == 409
    assert "Another approver must approve it." in response.content.decode()


def test_what_an_officer_writes_is_cleaned_and_links_are_plain(office: Office, sign_in) -> None:
    question = office.in_progress()
    do(sign_in(office.officer), question, Verb.SAVE_DRAFT, text=editor("<script>alert(1)</script> Жауап"))
    draft = question.versions.get()
    assert "<script" not in draft.text
    assert "Жауап" in draft.text
    assert draft.last_editor == office.officer


@pytest.mark.parametrize("rubbish", ["", "{", "[]", "null", '{"blocks": [{}]}'])
def test_what_no_editor_sends_is_told_and_not_an_error(rubbish, office: Office, sign_in) -> None:
    question = office.in_progress()
    response = do(sign_in(office.officer), question, Verb.SAVE_DRAFT, text=rubbish)
    assert response.status_code == 422
    assert not question.versions.exists()


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999"])
def test_a_missing_or_forged_version_is_refused(version, office: Office, sign_in) -> None:
    question = office.submitted()
    response = do(sign_in(office.moderator), question, Verb.MARK_URGENT, version=version)
    assert response.status_code == 422
    assert Verb.MARK_URGENT not in events_of(question)


def test_no_screen_shows_an_address(office: Office, sign_in) -> None:
    question = office.in_progress(contact=confirmed_contact("asker@example.org"))
    for user in (office.moderator, office.officer, office.approver, office.coordinator):
        html = sign_in(user).get(page(question)).content.decode()
        assert "asker@example.org" not in html
        assert "by e-mail" in html
