"""Who is told what, and how. A mail holds a number, dates and a link; never the text of a question or an answer."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone, translation

from intake.models import Contact
from portal import dates, jobs, outbox
from portal.accounts import language_of
from portal.events import Event
from portal.outbox import Told
from qa import absences
from qa.models import Assignment, Membership, Question
from qa.rules.following import News
from qa.rules.states import Role

# The texts in templates/qa/mail/. The first group goes to askers, the second to staff.
TO_ASKERS: Final = (
    "received", "routed", "accepted", "needs_info", "reply_reminder", "lapsed", "rejected", "merged", "extended",
    "recounted", "answered", "corrected", "receipt", "published", "withheld", "taken_up_again", "split",
)  # fmt: skip
TO_STAFF: Final = (
    "staff_routed",
    "staff_new_information",
    "staff_reopened",
    "staff_sent_back",
    "staff_to_approve",
    "staff_due",
    "staff_escalated",
    "staff_contribute",
    "staff_released",
    "staff_returned_again",
    "staff_expiring",
)
CONFIRM_FOLLOWING: Final = "follow_confirm"
TO_FOLLOWERS: Final = (CONFIRM_FOLLOWING, *(f"follow_{news}" for news in News))
# What is loaded with a date in the past (an archive, a demo) is no news: nobody gets a mail about it.
NEWS_FOR: Final = timedelta(days=1)
MAILS: Final = (*(f"question_{name}" for name in (*TO_ASKERS, *TO_STAFF)), *TO_FOLLOWERS)


def contact_of(question: Question) -> Contact | None:
    """Where the asker is reached: the parts of a split question have their parent's contact."""
    holder = question.parent if question.parent_id and question.code_fingerprint is None else question
    return holder.contact if holder is not None else None


def tell_asker(event: Event, question: Question, mail: str, **context: Any) -> None:
    """One notice to whoever asked, if they left an address, in the language they chose for mails."""
    contact = contact_of(question)
    if contact is not None:
        _tell(event, contact.reference, contact.language, question, mail, "qa:tracked", context)


def tell_others_who_asked(event: Event, question: Question, mail: str, **context: Any) -> None:
    """Everyone whose question was merged into this one, each about their own number: a few statements for thousands."""
    if _is_old(event):
        return
    merged = question.duplicates.filter(erased_at__isnull=True).select_related("contact", "parent__contact")
    reached = [(duplicate, contact) for duplicate in merged if (contact := contact_of(duplicate)) is not None]
    told = [
        Told(contact.reference, contact.language, _words(duplicate, contact.language, "qa:tracked", context))
        for duplicate, contact in reached
    ]
    if outbox.tell_many(event, told, template=f"question_{mail}"):
        jobs.enqueue(outbox.sweep)


def tell_agency(event: Event, question: Question, mail: str, role: Role = Role.OFFICER, **context: Any) -> None:
    """The officer in charge, or everyone with `role` in the lead agency while nobody is."""
    lead = question.assignments.active().leads().first()
    if lead is None:
        return
    if role is Role.OFFICER:
        tell_part(event, question, lead, mail, **context)
    else:
        users = Membership.objects.filter(agency=lead.agency_id, role=role).values_list("user", flat=True)
        tell_users(event, question, users, mail, **context)


def tell_part(event: Event, question: Question, part: Assignment, mail: str, **context: Any) -> None:
    """The officer in charge of an agency's part; while nobody is, the officers of its unit, or of the agency."""
    officers = Membership.objects.filter(agency=part.agency_id, role=Role.OFFICER)
    in_unit = list(officers.filter(unit=part.unit_id).values_list("user", flat=True)) if part.unit_id else []
    users = [part.officer_id] if part.officer_id else in_unit or list(officers.values_list("user", flat=True))
    tell_users(event, question, users, mail, **context)


def tell_role(event: Event, question: Question, role: Role, mail: str, **context: Any) -> None:
    """Everyone who holds a role that is held in no agency."""
    users = Membership.objects.filter(role=role, agency__isnull=True).values_list("user", flat=True)
    tell_users(event, question, users, mail, **context)


def tell_users(event: Event, question: Question, users: Iterable[int], mail: str, **context: Any) -> None:
    """Members of staff, each in the language of their admin; never whoever did it themselves.

    Whoever stands in for someone of an agency that has the question is told in their place.
    """
    agencies = question.assignments.active().values_list("agency", flat=True)
    for user in absences.present(users, agencies):
        if user != event.actor_id:
            _tell(event, f"user:{user}", language_of(user), question, mail, "", context)


def _tell(
    event: Event, recipient: str, language: str, question: Question, mail: str, view: str, context: dict[str, Any]
) -> None:
    if _is_old(event):
        return
    words = _words(question, language, view, context)
    outbox.tell(event, recipient=recipient, language=language, template=f"question_{mail}", context=words)


def _is_old(event: Event) -> bool:
    return event.at < timezone.now() - NEWS_FOR


def _words(question: Question, language: str, view: str, context: dict[str, Any]) -> dict[str, Any]:
    """What a mail fills in: the number, the days in words, and the address of `view`, when there is one."""
    words = {key: dates.full(value, language) if isinstance(value, date) else value for key, value in context.items()}
    if view:
        with translation.override(language):
            words["path"] = reverse(view, kwargs={"number": question.number})
    return {"number": question.number, **words}
