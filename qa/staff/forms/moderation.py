"""What moderators fill in: the public text, the agency, reasons, the other question."""

from datetime import date
from typing import Any, Final

from django import forms
from django.db.models import Case, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Agency, Topic
from qa import labels, permissions, routing, selectors
from qa.models import Question
from qa.rules import splitting
from qa.rules.reasons import CannedKind, RecallReason, WithholdReason
from qa.rules.states import VersionState
from qa.services import Part
from qa.staff import marking, similar
from qa.staff.forms.base import ActionForm, ReasonField, TextForm, WordsField

# Set by what the asker or the clock does, never chosen by a moderator.
_AUTOMATIC: Final = {WithholdReason.CONSENT_REVOKED, WithholdReason.ERASED, WithholdReason.CLOSED}
TITLE: Final = 200


class RedactForm(ActionForm):
    """The title and the text that everyone may read, begun from the asker's own words.

    Whatever looks like personal data is a box: ticked is to be blacked out, by one button for all; not ticked may stay.
    The form is not accepted while something ticked still stands in the words.
    """

    title = forms.CharField(label=_("Public title"), max_length=TITLE, help_text=_("Short: what is asked, in a line."))
    text = WordsField(
        label=_("Public text"), rows=10, help_text=_("Replace or take out everything that tells who asks.")
    )
    marks = forms.MultipleChoiceField(
        label=_("Looks like personal data"), required=False, widget=forms.CheckboxSelectMultiple
    )
    template_name = "qa/staff/forms/redact.html"
    data: Any  # what a request sent: a QueryDict

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed = (str(self.data.get("title", "")), str(self.data.get("text", ""))) if self.is_bound else ()
        self.found = marking.found(self.question.text, *typed)
        if self.is_bound:
            self.data = self.data.copy()
            seen = set(self.data.getlist("seen"))
            for mark in self.found:
                if mark.words not in seen:  # nobody has decided on it yet
                    self.data.appendlist("marks", mark.words)
        self.fields["marks"].choices = [(mark.words, f"{mark.label}: {mark.words}") for mark in self.found]  # type: ignore[attr-defined]
        self.initial["marks"] = [mark.words for mark in self.found]

    def opening(self, question: Question, user: Any) -> dict[str, Any]:
        return {
            "title": question.public_title or marking.title_from(marking.proposal(question)),
            "text": question.public_text or marking.proposal(question),
        }

    def only_prepares(self) -> bool:
        return "black_out" in self.data

    def prepared(self) -> "RedactForm":
        """The form with the ticked words blacked out of what is typed, and nothing else changed."""
        data = self.data.copy()
        ticked = set(data.getlist("marks"))
        for name in ("title", "text"):
            data[name] = marking.without(str(data.get(name, "")), ticked)
        del data["black_out"]
        return RedactForm(data, question=self.question, user=self.user).quiet()

    def quiet(self) -> "RedactForm":
        """The form without complaints about fields that nobody has sent for good."""
        self._errors = forms.utils.ErrorDict()
        self.cleaned_data = {}
        return self

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        stays = set(self.data.getlist("seen")) - set(self.data.getlist("marks"))
        for name in ("title", "text"):
            left = [mark for mark in marking.found(given.get(name, "")) if mark.words not in stays]
            if left:
                words = "; ".join(f"{mark.label}: {mark.words}" for mark in left)
                self.add_error(name, _("Still looks like personal data, take it out or untick it: %s") % words)
        return given

    def arguments(self) -> dict[str, Any]:
        return {"title": self.cleaned_data["title"], "text": self.cleaned_data["text"]}

    def theirs(self) -> list[tuple[Any, str]]:
        return [(_("Public title"), self.question.public_title), (_("Public text"), self.question.public_text)]


class AgencyField(forms.ModelChoiceField):
    """An agency in use; `first` stands above the others, each with the word that says why."""

    first: dict[int, Any]

    def __init__(self, **kwargs: Any) -> None:
        self.first = {}
        super().__init__(queryset=Agency.objects.filter(active=True), **kwargs)

    def put_first(self, first: dict[int, Any]) -> None:
        self.first = first
        places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(first)]
        rest = Agency.objects.filter(active=True)
        self.queryset = rest.order_by(Case(*places, default=Value(len(places))), "order", "key") if places else rest

    def label_from_instance(self, obj: Any) -> str:
        why = self.first.get(obj.pk)
        return f"{obj} ({why})" if why else str(obj)


def part_day(question: Question, day: date | None) -> date | None:
    """The day of a contribution. Raises ValidationError for one that is past, or later than the answer."""
    if day and not timezone.localdate() < day <= question.due_on:
        raise forms.ValidationError(_("Choose a day after today, and not after the due date of the answer."))
    return day


class RouteForm(ActionForm):
    """The agency that answers, preset by whoever returned it, or by the rule that suggests one."""

    agency = AgencyField(label=_("Agency that answers"))
    co_executors = forms.ModelMultipleChoiceField(
        label=_("Co-executors"),
        queryset=Agency.objects.filter(active=True),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They contribute to the answer of the agency above."),
    )
    co_due = forms.DateField(
        label=_("Contributions by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty: some working days before the answer is due, as the terms say."),
    )
    text = WordsField(label=_("Note to the agency"), required=False, rows=3)
    template_name = "qa/staff/forms/route.html"

    def opening(self, question: Question, user: Any) -> dict[str, Any]:
        self.suggestion = routing.suggestion_for(question)
        self.before = selectors.agency_before(question)
        self.returns = selectors.returns_of(question)
        last = self.returns[-1] if self.returns else None
        wanted = last.suggested_agency if last else None
        ruled = self.suggestion.agency if self.suggestion else None
        first = {wanted.pk: _("suggested by the agency that returned it")} if wanted else {}
        if ruled and ruled.pk not in first:
            first[ruled.pk] = _("suggested by the rule")
        if self.before and self.before.pk not in first:
            first[self.before.pk] = _("answered the question that this one follows")
        self.first = first
        self.sent_back = bool(last and ruled and not wanted and last.agency == ruled)
        return {"agency": wanted or (None if self.sent_back else self.before or ruled)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["agency"]
        field.put_first(self.first)

    def clean_co_due(self) -> date | None:
        return part_day(self.question, self.cleaned_data["co_due"])

    def extra(self) -> dict[str, Any]:
        opened = self.is_bound and any(self.data.get(name) for name in ("co_executors", "co_due"))
        return {
            "suggestion": self.suggestion, "before": self.before, "returns": self.returns,
            "sent_back": self.sent_back, "opened": opened,
        }  # fmt: skip


class AddCoExecutorForm(ActionForm):
    """One more agency that contributes, and by when."""

    agency = forms.ModelChoiceField(label=_("Agency"), queryset=Agency.objects.none())
    due_on = forms.DateField(
        label=_("Contribution due"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty: some working days before the answer is due, as the terms say."),
    )
    text = WordsField(label=_("Note to the agency"), required=False, rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = self.question.assignments.active().values("agency")
        field: Any = self.fields["agency"]
        field.queryset = Agency.objects.filter(active=True).exclude(pk__in=there)

    def clean_due_on(self) -> date | None:
        return part_day(self.question, self.cleaned_data["due_on"])


class RemoveCoExecutorForm(ActionForm):
    """One of the agencies that contribute, to be asked no longer."""

    agency = forms.ModelChoiceField(label=_("Agency"), queryset=Agency.objects.none())
    text = WordsField(label=_("Note to the agency"), required=False, rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = self.question.assignments.active().co_executors()
        field: Any = self.fields["agency"]
        field.queryset = Agency.objects.filter(pk__in=parts.values("agency"))


class RejectForm(TextForm):
    canned = CannedKind.REJECTION
    reason = ReasonField(labels.REJECT_REASON)
    label = _("What the asker reads")
    hint = _("Say why, and how the question can be mended and asked again.")
    field_order = ["reason", "text"]


class MergeForm(ActionForm):
    """The number of the other question; similar ones stand ready, and one that was chosen stands beside this one."""

    into = forms.CharField(label=_("Number of the other question"), max_length=16)
    template_name = "qa/staff/forms/merge.html"
    other: Question | None = None

    def begin_with(self, query: Any) -> None:
        self.initial["into"] = number = str(query.get("into", ""))
        self.other = self._find(number)

    def _find(self, number: str) -> Question | None:
        number = number.strip().removeprefix("№").strip().replace("\0", "")
        seen = permissions.visible_to(self.user).exclude(pk=self.question.pk)
        return seen.filter(number=number).select_related("topic", "duplicate_of").first() if number else None

    def clean_into(self) -> Question:
        self.other = self._find(self.cleaned_data["into"])
        if self.other is None:
            raise forms.ValidationError(_("There is no question with this number."))
        return self.other

    def extra(self) -> dict[str, Any]:
        other = self.other
        if other is None:
            return {"similar": similar.to(self.question)}
        stays = other.duplicate_of or other
        answer = stays.versions.filter(state=VersionState.PUBLISHED).first()
        if answer is not None:
            answer.question = stays
        return {"other": other, "stays": stays, "answer": answer}


class AskForm(TextForm):
    canned = CannedKind.CLARIFICATION
    label = _("What the asker must add")
    hint = _("The asker reads this on their page; the clock pauses until they reply.")


class RecallForm(ActionForm):
    reason = ReasonField({key: labels.RECALL_REASON[key] for key in RecallReason if key is not RecallReason.UNDONE})
    text = WordsField(label=_("Note to the agency"), required=False)


class WithholdForm(ActionForm):
    reason = ReasonField({key: word for key, word in labels.WITHHOLD_REASON.items() if key not in _AUTOMATIC})


class PublicForm(ActionForm):
    """To publish: what everyone will read stands above the button."""

    template_name = "qa/staff/forms/public.html"


class SplitForm(ActionForm):
    """Two or three questions out of one, cut by a first proposal; beside each the agency that the rules suggest."""

    text_1 = WordsField(label=_("First question"), rows=6)
    topic_1 = forms.ModelChoiceField(label=_("Its topic"), queryset=Topic.objects.filter(active=True), required=False)
    text_2 = WordsField(label=_("Second question"), rows=6)
    topic_2 = forms.ModelChoiceField(label=_("Its topic"), queryset=Topic.objects.filter(active=True), required=False)
    text_3 = WordsField(label=_("Third question"), rows=6, required=False)
    topic_3 = forms.ModelChoiceField(label=_("Its topic"), queryset=Topic.objects.filter(active=True), required=False)
    template_name = "qa/staff/forms/split.html"

    def opening(self, question: Question, user: Any) -> dict[str, Any]:
        parts = splitting.parts_of(question.text)
        if len(parts) < 2:
            parts = [question.text, question.text]
        texts = {f"text_{n}": part for n, part in enumerate(parts, start=1)}
        return texts | dict.fromkeys(("topic_1", "topic_2", "topic_3"), question.topic_id)

    def only_prepares(self) -> bool:
        return "look" in self.data

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"parts": [Part(given[f"text_{n}"], topic=given[f"topic_{n}"]) for n in (1, 2, 3) if given[f"text_{n}"]]}

    def extra(self) -> dict[str, Any]:
        """Each part with its fields and what the rules say of its words as they stand now."""
        numbers = (1, 2, 3)
        asked = [(self._words(n), self.question.language, self._topic(n), self.question.region_id) for n in numbers]
        found = routing.suggestions(asked)
        fields = [(self[f"text_{n}"], self[f"topic_{n}"]) for n in numbers]
        return {
            "parts": [
                {"text": text, "topic": topic, "suggestion": found[n] if asked[n][0].strip() else None}
                for n, (text, topic) in enumerate(fields)
            ]
        }

    def _words(self, number: int) -> str:
        return str(self[f"text_{number}"].value() or "")

    def _topic(self, number: int) -> int | None:
        value = str(self[f"topic_{number}"].value() or "")
        return int(value) if value.isdecimal() and len(value) < 10 else None
