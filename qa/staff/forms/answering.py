"""What agencies fill in: the answer and its corrections, reasons, days, contributions."""

from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea
from wagtail.rich_text import expand_db_html

from directory.models import Agency, Unit
from portal.users import User
from qa import labels, richtext
from qa.models import AnswerVersion, DraftText, Question
from qa.rules.states import OPEN_VERSIONS, VersionState
from qa.staff import team
from qa.staff.forms.base import ActionForm, ReasonField, TextForm

FEATURES: Final = ["bold", "italic", "ol", "ul", "link", "document-link"]
MAX_HTML: Final = 60_000
TAKE_UP: Final = "take-up"  # in the address of a form: the saved text with which it begins


class AnswerArea(DraftailRichTextArea):
    """Wagtail's editor, named by its label; what no editor would send counts as nothing written."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        # The label is tied to the hidden field; without this the editor itself would have no name.
        self.options["ariaLabelledBy"] = f"{(attrs or {}).get('id', name)}-label"
        context: dict[str, Any] = super().get_context(name, value, attrs)
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        try:
            return super().value_from_datadict(data, files, name)
        except (ValueError, KeyError, TypeError, AttributeError):
            return ""


class AnswerField(forms.CharField):
    """Rich text, with Wagtail's links to pages and documents made plain ones; the services clean it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=MAX_HTML, **kwargs)

    def clean(self, value: Any) -> str:
        html = expand_db_html(super().clean(value))
        if richtext.words(html):
            return html
        if self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return ""


def is_key(value: str) -> bool:
    """Whether `value`, from an address, can be the key of a row."""
    return value.isascii() and value.isdecimal() and len(value) < 19


def version_at_hand(question: Question) -> AnswerVersion | None:
    """The version that is being made, else the one in force."""
    return (
        question.versions.filter(state__in=OPEN_VERSIONS).first()
        or question.versions.filter(state=VersionState.PUBLISHED).first()
    )


class DraftForm(ActionForm):
    """The answer as the asker reads it and, where that must differ, as everyone does."""

    text = AnswerField(label=_("Answer"))
    public_text = AnswerField(
        label=_("Answer as everyone reads it"),
        required=False,
        help_text=_("Only if it must differ: without what concerns the asker alone."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Not in the class: the editor asks all apps for its features, which are not loaded yet then.
        for name in ("text", "public_text"):
            area = self.fields[name].widget = AnswerArea(features=FEATURES)
            area.options["ariaLabel"] = str(self.fields[name].label)

    def opening(self, question: Question, user: Any) -> dict[str, Any]:
        known = version_at_hand(question)
        return {"text": known.text, "public_text": known.public_text} if known else {}

    def begin_with(self, asked: QueryDict) -> None:
        """An older text of this answer, to be worked on again; what stands there now stays among the saved texts."""
        key = asked.get(TAKE_UP, "")
        saved = DraftText.objects.filter(version__question=self.question, pk=int(key)) if is_key(key) else None
        for row in saved or ():
            names = [name for name in ("text", "public_text", "change_note") if name in self.fields]
            self.initial.update({name: getattr(row, name) for name in names})

    def theirs(self) -> list[tuple[Any, str]]:
        known = version_at_hand(self.question)
        if known is None:
            return []
        found = [(_("Answer"), richtext.words(known.text))]
        if known.public_text:
            found.append((_("Answer as everyone reads it"), richtext.words(known.public_text)))
        return found


class CorrectForm(DraftForm):
    change_note = forms.CharField(
        label=_("What changes"),
        max_length=500,
        help_text=_("Everyone who got the old text reads this, and so does the public."),
    )
    field_order = ["change_note", "text", "public_text"]

    def opening(self, question: Question, user: Any) -> dict[str, Any]:
        being_made = question.versions.filter(state__in=OPEN_VERSIONS).first()
        return super().opening(question, user) | {"change_note": being_made.change_note if being_made else ""}


class ApproveForm(ActionForm):
    """The approver reads the answer and, where it will be public, all that everyone will read."""

    anew = ("read",)
    read = forms.BooleanField(label=_("I have read the answer and the text for the public."))
    template_name = "qa/staff/forms/approve.html"

    def arguments(self) -> dict[str, Any]:
        return {}

    def theirs(self) -> list[tuple[Any, str]]:
        known = version_at_hand(self.question)
        return [(_("Answer"), richtext.words(known.text))] if known else []

    def extra(self) -> dict[str, Any]:
        return {"answer": self.question.versions.filter(state=VersionState.IN_APPROVAL).first()}


class SendBackForm(TextForm):
    label = _("What to revise")
    hint = _("The officer reads this. The asker does not.")


class ReturnForm(TextForm):
    reason = ReasonField(labels.RETURN_REASON)
    suggested = forms.ModelChoiceField(
        label=_("Whose question it is"), queryset=Agency.objects.filter(active=True), required=False
    )
    label = _("Why it is returned")
    hint = _("The moderator reads this. The asker does not. The total term runs on.")
    field_order = ["reason", "suggested", "text"]


class LoadedField(forms.ModelChoiceField):
    """Someone, or a unit, each named with what lies with them now."""

    words: dict[int, Any]

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} · {self.words[obj.pk]}" if obj.pk in self.words else str(obj)


class OfficerField(LoadedField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.get_full_name() or obj.get_username()} · {self.words.get(obj.pk, '')}"


class ReassignForm(ActionForm):
    """Another officer of the agency that answers, or one of its units; beside each how much lies with them."""

    officer = OfficerField(label=_("Officer"), queryset=User.objects.none(), required=False)
    unit = LoadedField(
        label=_("Unit"),
        queryset=Unit.objects.none(),
        required=False,
        help_text=_("Without an officer, the whole unit is told; whoever accepts is in charge."),
    )
    reason = ReasonField(labels.REASSIGN_REASON)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officer: Any = self.fields["officer"]
        unit: Any = self.fields["unit"]
        officer.words, unit.words = {}, {}
        lead = self.question.assignments.active().leads().select_related("agency").first()
        if lead is not None:
            people = team.of_agency(lead.agency)
            officer.queryset = User.objects.filter(pk__in=[one.user.pk for one in people.officers])
            officer.words = {one.user.pk: one.in_words for one in people.officers}
            unit.queryset = Unit.objects.filter(pk__in=[one.unit.pk for one in people.units])
            unit.words = {one.unit.pk: team.load_in_words(one.load) for one in people.units}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("officer") and not given.get("unit"):
            raise forms.ValidationError(_("Name an officer or a unit."))
        return given


class ExtendForm(TextForm):
    working_days = forms.IntegerField(label=_("Working days more"), min_value=1, max_value=250)
    reason = ReasonField(labels.EXTEND_REASON)
    label = _("What the asker reads")
    hint = _("The asker reads this with the new date.")
    field_order = ["working_days", "reason", "text"]


class ContributeForm(TextForm):
    label = _("Your contribution")
    hint = _("The officer of the agency that answers works it into the answer.")
