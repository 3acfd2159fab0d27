"""The texts that an answer had while it was being written: each can be read, compared, and taken up again."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from qa import permissions, richtext
from qa.models import AnswerVersion, DraftText, Question
from qa.rules import differences
from qa.rules.differences import Change, Piece
from qa.rules.states import Verb
from qa.staff import actions
from qa.staff.forms.answering import TAKE_UP
from qa.staff.views import QuestionScreen


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of a saved text beside the one before: its name, its words now, and what changed."""

    label: Any
    words: str
    pieces: list[Piece]

    @property
    def changed(self) -> bool:
        return any(piece.change is not Change.SAME for piece in self.pieces)


def before(saved: DraftText) -> DraftText | AnswerVersion | None:
    """What stood there before: the text saved before it, else what the version before this one says."""
    earlier = saved.version.saved.filter(number__lt=saved.number).last()
    return earlier or saved.version.question.versions.filter(number__lt=saved.version.number).last()


def compared(saved: DraftText) -> list[Compared]:
    """The fields of `saved` that say something, now or before."""
    earlier = before(saved)
    fields = (
        (_("What changes"), "change_note", str),
        (_("Answer"), "text", richtext.words),
        (_("Public text of the answer"), "public_text", richtext.words),
    )
    found = []
    for label, name, plain in fields:
        # A correction begins with an empty note: what the one before it said was about another change.
        is_older_note = name == "change_note" and isinstance(earlier, AnswerVersion)
        old = plain(getattr(earlier, name)) if earlier and not is_older_note else ""
        new = plain(getattr(saved, name))
        if old or new:
            found.append(Compared(label, new, differences.compare(old, new) if earlier else []))
    return found


def taken_up_by(user: Any, saved: DraftText) -> str:
    """The address of the form that begins with this text; empty when its reader may not write the answer now."""
    for verb in (Verb.SAVE_DRAFT, Verb.CORRECT):
        if permissions.may(user, verb, saved.version.question):
            url = reverse("qa_staff:action", args=[saved.version.question.number, actions.BY_VERB[verb].slug])
            return f"{url}?{TAKE_UP}={saved.pk}"
    return ""


def saved_texts(question: Question) -> Any:
    """The saved texts of a question's answers, newest first."""
    return DraftText.objects.filter(version__question=question).order_by("-version__number", "-number")


class DraftPage(QuestionScreen):
    """One saved text: what it says, and what changed since the one before."""

    template_name = "qa/staff/draft.html"

    def get(self, request: HttpRequest, number: str, answer: int, saved: int) -> HttpResponse:
        found = saved_texts(self.question).select_related("saved_by", "version")
        one = get_object_or_404(found, version__number=answer, number=saved)
        one.version.question = self.question
        earlier = before(one)
        context = self.get_context_data(
            saved=one,
            fields=compared(one),
            earlier=earlier if isinstance(earlier, DraftText) else None,
            later=one.version.saved.filter(number__gt=one.number).first(),
            take_up=taken_up_by(request.user, one),
        )
        return self.render_to_response(context)

    def above(self) -> list[tuple[str, Any]]:
        return [*super().above(), self.itself()]

    def here(self) -> Any:
        return _("Saved text")

    def get_page_subtitle(self) -> Any:
        return _("Saved text")
