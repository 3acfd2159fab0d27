"""What the asker's own page shows of a question."""

from typing import Any

from django.utils import timezone

from intake.models import Attachment
from portal import dates, languages
from qa import clock, richtext, selectors
from qa.models import Question
from qa.rules.states import NEEDS_INFO, OPEN, Verb
from qa.rules.validity import is_past
from qa.selectors import HistoryStep
from qa.views.due import due_words
from qa.views.files import files_for_asker, listed

# Ends of the way without an answer: their dot is not a full one.
_STOPS = frozenset({Verb.REJECT, Verb.MARK_SPAM, Verb.MERGE, Verb.LAPSE, Verb.WITHDRAW})


def tracked_context(question: Question) -> dict[str, Any]:
    """The route, the date with its count while the question is open, what was asked, the answer, the parts."""
    language = languages.current()
    is_open = question.state in OPEN
    answer = selectors.answer_for(question)
    return {
        "history": [_dot(step, language) for step in selectors.history_for_citizen(question)],
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
