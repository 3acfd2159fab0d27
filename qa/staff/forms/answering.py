"""What agencies fill in: the answer and its corrections, reasons, days, contributions."""

from datetime import date
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea

from directory.models import Agency, Unit
from intake.fields import FilesField
from portal.users import User
from qa import labels, richtext
from qa.models import AnswerFile, AnswerVersion, DraftText, Question
from qa.rules.reasons import CannedKind
from qa.rules.states import OPEN_VERSIONS, VersionState
from qa.services import Files
from qa.services import files as answer_files
from qa.services.answering import renewed_until
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
    """Rich text with Wagtail's own links to pages and documents; the services clean it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=MAX_HTML, **kwargs)

    def clean(self, value: Any) -> str:
        html: str = super().clean(value)
        if richtext.says_something(html):
            return html
        if self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return ""


def _file_name(file: AnswerFile) -> str:
    words = f"{file.attachment.name} ({filesizeformat(file.attachment.size)})"
    return f"{words} · {_('for the asker alone')}" if file.for_asker_only else words


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

    canned = CannedKind.ANSWER
    canned_fields = ("text", "public_text")
    text = AnswerField(label=_("Answer"))
    public_text = AnswerField(
        label=_("Public text of the answer"),
        required=False,
        help_text=_("Only if it must differ: without what concerns the asker alone."),
    )

    valid_until = forms.DateField(
        label=_("Valid until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Only for an answer that will age. Readers are told once the day has passed, you before."),
    )
    gone = forms.TypedMultipleChoiceField(
        label=_("Take out files"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    for_all = FilesField(
        label=_("Files for everyone who reads the answer"), help_text=_("PDF, pictures, DOCX, XLSX or TXT.")
    )
    for_asker = FilesField(
        label=_("Files for the asker alone"), help_text=_("Nobody else gets them, also when the answer is public.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_files()
        # Not in the class: the editor asks all apps for its features, which are not loaded yet then.
        for name in ("text", "public_text"):
            area = self.fields[name].widget = AnswerArea(features=FEATURES)
            area.options["ariaLabel"] = str(self.fields[name].label)

    def opening(self, question: Question, user: Any) -> dict[str, Any]:
        known = version_at_hand(question)
        if known is None:
            return {}
        return {"text": known.text, "public_text": known.public_text, "valid_until": known.valid_until}

    def _offer_files(self) -> None:
        """Each file that is there may be taken out."""
        known = version_at_hand(self.question)
        rows = known.files.filter(attachment__erased_at__isnull=True).select_related("attachment") if known else []
        self.there = {row.attachment_id: _file_name(row) for row in rows}
        gone: Any = self.fields["gone"]
        gone.choices = list(self.there.items())
        if not self.there:
            del self.fields["gone"]

    def clean_valid_until(self) -> date | None:
        day: date | None = self.cleaned_data["valid_until"]
        if day is not None and day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return day

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        left = len(self.there) - len(given.get("gone", []))
        try:
            answer_files.check([*given.get("for_all", []), *given.get("for_asker", [])], left)
        except forms.ValidationError as error:
            self.add_error("for_all" if given.get("for_all") else "for_asker", error)
        return given

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        names = ("for_all", "for_asker", "gone")
        return given | {"files": Files(**{name: given.pop(name, ()) for name in names})}

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
            found.append((_("Public text of the answer"), richtext.words(known.public_text)))
        return found


class CorrectForm(DraftForm):
    change_note = forms.CharField(
        label=_("What changes"),
        max_length=500,
        help_text=_("Everyone who got the old text reads this, and so does the public."),
    )
    hides_earlier = forms.BooleanField(
        label=_("The old text holds personal data"),
        required=False,
        help_text=_("Once this is approved nobody reads the old text any more, and its translations are taken down."),
    )
    field_order = ["change_note", "hides_earlier", "text", "public_text", "valid_until", "gone", "for_all", "for_asker"]

    def opening(self, question: Question, user: Any) -> dict[str, Any]:
        being_made = question.versions.filter(state__in=OPEN_VERSIONS).first()
        note, hides = (being_made.change_note, being_made.hides_earlier) if being_made else ("", False)
        return super().opening(question, user) | {"change_note": note, "hides_earlier": hides}


class RenewForm(ActionForm):
    """Until when the answer holds; one click on the list leaves it empty: for as long again."""

    until = forms.DateField(
        label=_("Valid until"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def opening(self, question: Question, user: Any) -> dict[str, Any]:
        in_force = question.versions.filter(state=VersionState.PUBLISHED).first()
        return {"until": renewed_until(in_force, timezone.localdate()) if in_force else None}


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
        answer = self.question.versions.filter(state=VersionState.IN_APPROVAL).first()
        texts = (answer.text, answer.public_text) if answer else ()
        return {
            "answer": answer,
            "files": list(answer.files.select_related("attachment")) if answer else [],
            "dead_links": sum(richtext.dead_links(text, self.question.language) for text in texts),
        }


class SendBackForm(TextForm):
    label = _("What to revise")
    hint = _("The officer reads this. The asker does not.")


class ReturnForm(TextForm):
    canned = CannedKind.RETURN
    reason = ReasonField(labels.RETURN_REASON)
    suggested = forms.ModelChoiceField(
        label=_("Which agency should answer"), queryset=Agency.objects.filter(active=True), required=False
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
    canned = CannedKind.EXTENSION
    working_days = forms.IntegerField(label=_("Working days more"), min_value=1, max_value=250)
    reason = ReasonField(labels.EXTEND_REASON)
    label = _("What the asker reads")
    hint = _("The asker reads this with the new date.")
    field_order = ["working_days", "reason", "text"]


class ContributeForm(TextForm):
    label = _("Your contribution")
    hint = _("The officer of the agency that answers works it into the answer.")
