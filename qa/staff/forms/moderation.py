"""What moderators fill in: the public text, the agency, reasons, the other question."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.models import Agency, Topic
from qa import labels, permissions, routing
from qa.models import Question
from qa.rules.reasons import CannedKind, RecallReason, WithholdReason
from qa.services import Part
from qa.staff import marking, similar
from qa.staff.forms.base import ActionForm, ReasonField, TextForm, WordsField

# Set by what the asker or the clock does, never chosen by a moderator.
_AUTOMATIC: Final = {WithholdReason.CONSENT_REVOKED, WithholdReason.ERASED, WithholdReason.CLOSED}
TITLE: Final = 200


class RedactForm(ActionForm):
    """The title and the text that everyone may read, begun from the asker's words with the marks beside them."""

    title = forms.CharField(label=_("Public title"), max_length=TITLE, help_text=_("Short: what is asked, in a line."))
    text = WordsField(
        label=_("Public text"), rows=10, help_text=_("Replace or take out everything that tells who asks.")
    )
    template_name = "qa/staff/forms/redact.html"

    def opening(self, question: Question, user: Any) -> dict[str, Any]:
        return {
            "title": question.public_title or marking.title_from(question.text),
            "text": question.public_text or marking.blacked_out(question.text),
        }

    def theirs(self) -> list[tuple[Any, str]]:
        return [(_("Public title"), self.question.public_title), (_("Public text"), self.question.public_text)]

    def extra(self) -> dict[str, Any]:
        return {"found": marking.found(self.question.text)}


class RouteForm(ActionForm):
    """The agency that answers, preset by the rule that suggests one."""

    agency = forms.ModelChoiceField(label=_("Agency that answers"), queryset=Agency.objects.filter(active=True))
    co_executors = forms.ModelMultipleChoiceField(
        label=_("Co-executors"),
        queryset=Agency.objects.filter(active=True),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They contribute to the answer of the agency above."),
    )
    text = WordsField(label=_("Note to the agency"), required=False, rows=3)
    template_name = "qa/staff/forms/route.html"

    def opening(self, question: Question, user: Any) -> dict[str, Any]:
        self.suggestion = routing.suggestion_for(question)
        return {"agency": self.suggestion.agency if self.suggestion else None}

    def extra(self) -> dict[str, Any]:
        return {"suggestion": self.suggestion}


class RejectForm(TextForm):
    canned = CannedKind.REJECTION
    reason = ReasonField(labels.REJECT_REASON)
    label = _("What the asker reads")
    hint = _("Say why, and how the question can be mended and asked again.")
    field_order = ["reason", "text"]


class MergeForm(ActionForm):
    """The number of the other question; similar ones stand beside it, ready to be taken."""

    into = forms.CharField(label=_("Number of the other question"), max_length=16)
    template_name = "qa/staff/forms/merge.html"

    def clean_into(self) -> Question:
        number = self.cleaned_data["into"].strip().removeprefix("№").strip()
        other = permissions.visible_to(self.user).filter(number=number).first()
        if other is None:
            raise forms.ValidationError(_("There is no question with this number."))
        return other

    def extra(self) -> dict[str, Any]:
        return {"similar": similar.to(self.question)}


class AskForm(TextForm):
    canned = CannedKind.CLARIFICATION
    label = _("What the asker must add")
    hint = _("The asker reads this on their page; the clock pauses until they reply.")


class RecallForm(ActionForm):
    reason = ReasonField({key: labels.RECALL_REASON[key] for key in RecallReason})
    text = WordsField(label=_("Note to the agency"), required=False)


class WithholdForm(ActionForm):
    reason = ReasonField({key: word for key, word in labels.WITHHOLD_REASON.items() if key not in _AUTOMATIC})


class PublicForm(ActionForm):
    """To publish: what everyone will read stands above the button."""

    template_name = "qa/staff/forms/public.html"


class SplitForm(ActionForm):
    """Two or three questions out of one; each begins with the whole text, to be cut down."""

    text_1 = WordsField(label=_("First question"), rows=6)
    topic_1 = forms.ModelChoiceField(label=_("Its topic"), queryset=Topic.objects.filter(active=True), required=False)
    text_2 = WordsField(label=_("Second question"), rows=6)
    topic_2 = forms.ModelChoiceField(label=_("Its topic"), queryset=Topic.objects.filter(active=True), required=False)
    text_3 = WordsField(label=_("Third question"), rows=6, required=False)
    topic_3 = forms.ModelChoiceField(label=_("Its topic"), queryset=Topic.objects.filter(active=True), required=False)

    def opening(self, question: Question, user: Any) -> dict[str, Any]:
        return {"text_1": question.text, "text_2": question.text} | dict.fromkeys(
            ("topic_1", "topic_2", "topic_3"), question.topic_id
        )

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"parts": [Part(given[f"text_{n}"], topic=given[f"topic_{n}"]) for n in (1, 2, 3) if given[f"text_{n}"]]}
