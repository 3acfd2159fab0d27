"""What the asker's own page shows of a question."""

from typing import Any, Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from intake.models import Attachment
from portal import dates, languages
from qa import clock, richtext, selectors
from qa.models import Question
from qa.rules.states import HAS_ANSWER, NEEDS_INFO, OPEN, REJECTED, Verb
from qa.rules.validity import is_past
from qa.selectors import HistoryStep
from qa.services.addresses import holder_of
from qa.services.looking import question_look
from qa.views.due import due_words
from qa.views.files import files_for_asker, listed
from qa.views.verbs import Step

# Ends of the way without an answer: their dot is not a full one.
_STOPS = frozenset({Verb.REJECT, Verb.MARK_SPAM, Verb.MERGE, Verb.LAPSE, Verb.WITHDRAW})

# Said after the address for notices was changed.
ADDRESS_DONE: Final[dict[str, Promise]] = {
    "address": _("The address is saved. Unless you confirmed it before, a mail with a link is on its way to it."),
    "no-address": _("The address is erased. You follow the question by its code."),
}


def tracked_context(question: Question) -> dict[str, Any]:
    """The route, the date with its count while the question is open, what was asked, the answer, the parts."""
    language = languages.current()
    is_open = question.state in OPEN
    answer = selectors.answer_for(question)
    history, seen = selectors.history_for_citizen(question), question_look(question=question)
    return {
        "history": [_dot(step, language) for step in history],
        "news": [_dot(step, language) for step in history if seen is not None and step.at > seen],
        "seen": seen,
        "due": due_words(clock.count_of(question), language) if is_open else None,
        "late": is_open and question.state != NEEDS_INFO and question.due_on < timezone.localdate(),
        "asked": selectors.last_request(question) if question.state == NEEDS_INFO else None,
        "files": list(Attachment.objects.of(question.reference)),
        "answer": answer,
        "answer_html": richtext.shown(answer.html, language) if answer else "",
        "old": answer is not None and is_past(answer.valid_until, timezone.localdate()),
        "answer_files": listed("qa:own-file", question.number, files_for_asker(question)) if answer else [],
        "parts": selectors.parts_of(question),
    }


def after_context(question: Question, steps: list[Step]) -> dict[str, Any]:
    """What links the question to others of its asker, and where they are written to."""
    return {
        "chain": selectors.chain_of(question),
        "again": _again(question, {step.verb for step in steps}),
        "contact": holder_of(question).contact,
    }


def _again(question: Question, verbs: set[Verb]) -> Any:
    """How to ask on, linked to this question: once it can no longer be reopened, or with a rejected text mended."""
    if question.state == REJECTED:
        return _("Mend the text and ask again")
    if question.state in HAS_ANSWER and Verb.REOPEN not in verbs:
        return _("Ask a follow-up question")
    return ""


def _dot(step: HistoryStep, language: str) -> dict[str, Any]:
    """One step as the route shows it."""
    label = f"{step.label}: {step.agency.name}" if step.agency else step.label
    moment = f"{dates.full(dates.local(step.at), language)}, {dates.clock(step.at)}"
    return {
        "label": label,
        "moment": moment,
        "note": step.reason,
        "texts": step.texts,
        "state": "stopped" if step.verb in _STOPS else "done",
    }
