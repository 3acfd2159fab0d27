"""What staff read: the history of a question in words, refusals, and the kinds of personal data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.models import Agency
from portal import dates, languages
from portal.events import Event
from qa import labels
from qa.escalation import REMIND
from qa.models import Reminder
from qa.rules.states import Verb
from qa.services.desk import TAKE_OVER
from qa.services.urgency import NOT_URGENT

HISTORY: Final[dict[str, Any]] = {
    Verb.SUBMIT: pgettext_lazy("history", "Received"),
    Verb.ROUTE: pgettext_lazy("history", "Sent to an agency"),
    Verb.REJECT: pgettext_lazy("history", "Rejected"),
    Verb.APPEAL: pgettext_lazy("history", "A second look was asked for"),
    Verb.MARK_SPAM: pgettext_lazy("history", "Marked as spam"),
    Verb.RESTORE: pgettext_lazy("history", "Taken up again"),
    Verb.MERGE: pgettext_lazy("history", "Merged into another question"),
    Verb.UNMERGE: pgettext_lazy("history", "The merge was undone"),
    Verb.PROMOTE: pgettext_lazy("history", "Took the place of the question it was merged into"),
    Verb.SPLIT: pgettext_lazy("history", "Split into separate questions"),
    Verb.REDACT: pgettext_lazy("history", "The public text was confirmed"),
    Verb.ASK: pgettext_lazy("history", "A clarification was asked"),
    Verb.REPLY: pgettext_lazy("history", "The asker replied"),
    Verb.LAPSE: pgettext_lazy("history", "Closed: no reply came"),
    Verb.REOPEN: pgettext_lazy("history", "Reopened by the asker"),
    Verb.ACCEPT: pgettext_lazy("history", "Accepted by the agency"),
    Verb.RETURN: pgettext_lazy("history", "Returned to the moderator"),
    Verb.RECALL: pgettext_lazy("history", "Recalled from the agency"),
    Verb.REASSIGN: pgettext_lazy("history", "Handed to another officer"),
    Verb.ADD_CO_EXECUTOR: pgettext_lazy("history", "A co-executor was added"),
    Verb.REMOVE_CO_EXECUTOR: pgettext_lazy("history", "A co-executor was removed"),
    Verb.CONTRIBUTE: pgettext_lazy("history", "A co-executor contributed"),
    Verb.SAVE_DRAFT: pgettext_lazy("history", "The draft answer was saved"),
    Verb.SUBMIT_ANSWER: pgettext_lazy("history", "Submitted for approval"),
    Verb.TAKE_BACK: pgettext_lazy("history", "Taken back from approval"),
    Verb.SEND_BACK: pgettext_lazy("history", "Returned for revision"),
    Verb.APPROVE: pgettext_lazy("history", "The answer was approved"),
    Verb.CORRECT: pgettext_lazy("history", "A correction was drafted"),
    Verb.PUBLISH: pgettext_lazy("history", "Published on the portal"),
    Verb.WITHHOLD: pgettext_lazy("history", "Taken down from the portal"),
    Verb.SHOW: pgettext_lazy("history", "Shown on the portal again"),
    Verb.RESOLVE: pgettext_lazy("history", "Closed with an answer"),
    Verb.EXTEND: pgettext_lazy("history", "The term was extended"),
    Verb.ADD_INFORMATION: pgettext_lazy("history", "The asker added information"),
    Verb.WITHDRAW: pgettext_lazy("history", "Withdrawn by the asker"),
    Verb.REVOKE_CONSENT: pgettext_lazy("history", "The asker revoked the consent to publish"),
    Verb.ERASE: pgettext_lazy("history", "Erased"),
    Verb.MARK_URGENT: pgettext_lazy("history", "Marked as urgent"),
    Verb.UNMARK_URGENT: pgettext_lazy("history", "No longer marked as urgent"),
    Verb.UNREJECT: pgettext_lazy("history", "The rejection was undone at once"),
    TAKE_OVER: pgettext_lazy("history", "Taken over from a colleague"),
    NOT_URGENT: pgettext_lazy("history", "Looked at: not urgent"),
    Verb.RECOUNT: pgettext_lazy("history", "The due date was counted anew"),
    "erase_opinion": pgettext_lazy("history", "A reader's words about the answer were erased"),
    "change_address": pgettext_lazy("history", "The asker changed the address for notices"),
    Verb.RENEW: pgettext_lazy("history", "The answer was confirmed as still valid"),
    "translation_checked": pgettext_lazy("history", "A translation was compared with the changed original"),
    REMIND: pgettext_lazy("history", "A reminder was sent"),
}
_REASONS: Final = {
    Verb.REJECT: labels.REJECT_REASON,
    Verb.RETURN: labels.RETURN_REASON,
    Verb.RECALL: labels.RECALL_REASON,
    Verb.REASSIGN: labels.REASSIGN_REASON,
    Verb.EXTEND: labels.EXTEND_REASON,
    Verb.WITHHOLD: labels.WITHHOLD_REASON,
}

# Why the rules or a service say no; what is not named here is said by "state".
REFUSALS: Final[dict[str, Promise]] = {
    "state": _("The question has moved on, and this can no longer be done."),
    "role": _("Your role does not allow this."),
    "erased": _("The asker had this question erased."),
    "barred_moderator": _("You rejected this question before. Another moderator decides on the second look."),
    "part_of_a_split": _("This is already a part of a split question."),
    "already_urgent": _("The question is already urgent."),
    "not_urgent": _("The question is not marked as urgent."),
    "not_your_rejection": _("Someone else rejected it."),
    "too_late_to_undo": _("It is too late to undo this."),
    "no_draft": _("There is no draft to submit."),
    "in_approval": _("A version of the answer is already in approval."),
    "nothing_in_approval": _("No version of the answer is in approval now."),
    "not_the_drafter": _("Only those who wrote the draft can take it back."),
    "own_text": _("You edited this text last. Another approver must approve it."),
    "not_confirmed_for_the_public": _("It needs the asker's consent and a confirmed public title and text."),
    "already_public": _("The question is already public."),
    "not_public": _("The question is not public."),
    "not_withheld": _("The question is not taken down."),
    "text_missing": _("Some text is needed."),
    "itself": _("A question cannot be merged into itself."),
    "target_erased": _("The other question was erased by its asker."),
    "target_closed": _("The other question is closed without an answer."),
    "target_answer_private": _(
        "The answer to the other question is for its asker alone: this asker would get nothing. Have the agency add a "
        "text for everyone by a correction, or send this question to the agency."
    ),
    "others_without_text": _(
        "Other questions were merged into this one, and the answer will not be public: fill in “Public text of the "
        "answer”, or their askers get nothing."
    ),
    "not_an_officer_there": _("This person is not an officer of the agency that answers."),
    "nobody_named": _("Name an officer or a unit."),
    "not_a_unit_there": _("This unit belongs to another agency."),
    "already_there": _("This agency has the question already."),
    "not_a_co_executor": _("This agency is no co-executor of the question."),
    "no_co_executors": _("No agency contributes to this answer."),
    "change_note_missing": _("Say what changes."),
    "in_hand": _("A colleague has it in hand."),
    "second_look": _("A second look is decided on the page of the question."),
    "is_public": _("It is public: decide on the page of the question."),
    "heads_cluster": _("Others are merged into it: decide on the page of the question."),
    "stale": _("It has changed meanwhile."),
    "told": _("Someone has already been told of it."),
    "no_days": _("Give at least one working day."),
    "does_not_expire": _("This answer has no date after which it is out of date."),
    "day_is_past": _("Choose a day that is still to come."),
    "over_the_cap": _("The term cannot be extended by so many days."),
}

FOUND: Final = labels.FOUND


def refusal(code: str) -> Promise:
    """Why the rules said no, for a person."""
    return REFUSALS.get(code, REFUSALS["state"])


@dataclass(frozen=True, slots=True)
class Step:
    """One event in words: what happened, when, by whom and in which role; then details, each with its name."""

    label: Any
    at: datetime
    who: str
    role: Any
    details: tuple[tuple[Any, Any], ...]


def history(events: Iterable[Event]) -> list[Step]:
    """Events as staff read them. One more query for the agencies they name, however many there are."""
    events = list(events)
    keys = {event.data[name] for event in events for name in ("agency", "suggested") if event.data.get(name)}
    keys |= {key for event in events for key in event.data.get("co") or ()}
    agencies = {agency.key: agency for agency in Agency.objects.filter(key__in=keys)} if keys else {}
    return [_step(event, agencies) for event in events]


def _step(event: Event, agencies: dict[str, Agency]) -> Step:
    who = (event.actor.get_full_name() or event.actor.get_username()) if event.actor else ""
    return Step(
        label=HISTORY.get(event.code, event.code),
        at=event.at,
        who=who,
        role=labels.ROLE.get(event.role, event.role),
        details=tuple(_details(event, agencies)),
    )


def _details(event: Event, agencies: dict[str, Agency]) -> Iterable[tuple[Any, Any]]:
    data = event.data
    names = {"agency": _("Agency"), "suggested": _("Suggested agency")}
    for key, label in names.items():
        if data.get(key):
            yield label, agencies.get(data[key], data[key])
    if data.get("co"):
        yield _("Co-executors"), ", ".join(str(agencies.get(key, key)) for key in data["co"])
    if "followed" in data:
        yield _("The rule's suggestion"), _("followed") if data["followed"] else _("changed")
    if data.get("reason"):
        yield _("Reason"), _REASONS.get(event.code, {}).get(data["reason"], data["reason"])  # type: ignore[call-overload]
    if data.get("reminder"):
        yield _("Step"), Reminder.Kind(data["reminder"]).label
    if data.get("days"):
        yield _("Working days"), data["days"]
    if data.get("returns"):
        yield _("Returned by agencies"), data["returns"]
    days = (
        ("due", _("Due date")), ("part_due", _("Contribution due")), ("reply_by", _("Reply by")),
        ("until", _("Valid until")),
    )  # fmt: skip
    for key, label in days:
        if data.get(key):
            yield label, dates.full(date.fromisoformat(data[key]), languages.current())
