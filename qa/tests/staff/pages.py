"""Addresses of the staff's screens, and what their editor sends."""

import json
from typing import Any

from django.test import Client
from django.urls import reverse

from portal.events import Event
from qa.models import Question
from qa.rules.states import Verb


def listed(name: str) -> str:
    return reverse(f"qa_staff:{name}")


def page(question: Question) -> str:
    return reverse("qa_staff:question", args=[question.number])


def verb_page(question: Question, verb: Verb) -> str:
    return reverse("qa_staff:action", args=[question.number, verb.value.replace("_", "-")])


def editor(text: str) -> str:
    """What Wagtail's editor sends for one paragraph."""
    block = {"key": "a1", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


def do(client: Client, question: Question, verb: Verb, **fields: Any) -> Any:
    """Sends the form of a verb, made against the question as it is in the database unless `version` says otherwise."""
    fields.setdefault("version", Question.objects.get(pk=question.pk).version)
    return client.post(verb_page(question, verb), fields)


def events_of(question: Question) -> list[str]:
    return list(Event.objects.filter(subject_kind="question", subject_id=question.pk).values_list("code", flat=True))
