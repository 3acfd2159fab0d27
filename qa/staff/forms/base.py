"""What the forms of all verbs share."""

from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from intake.fields import PlainTextField
from qa.models import Question
from qa.rules.reasons import CannedKind

MAX_WORDS: Final = 10_000


class ActionForm(forms.Form):
    """One verb on one question. `version` is the state of the question that the reader saw.

    A verb that asks for nothing more uses this form as it is.
    """

    anew: tuple[str, ...] = ()  # what a person must confirm again once the question has changed
    canned: CannedKind | None = None  # which canned texts it takes, and into which fields
    canned_fields: tuple[str, ...] = ("text",)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    template_name = "qa/staff/forms/fields.html"

    def __init__(self, data: Any = None, files: Any = None, *, question: Question, user: Any) -> None:
        self.question, self.user = question, user
        super().__init__(data, files, initial={"version": question.version, **self.opening(question, user)})

    def opening(self, question: Question, user: Any) -> dict[str, Any]:
        """What stands in the fields before anyone types."""
        return {}

    def begin_with(self, asked: QueryDict) -> None:
        """Puts into the fields what the address of the page asks for; only what this person may read."""

    def arguments(self) -> dict[str, Any]:
        """What the service is given beside question, actor and version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def theirs(self) -> list[tuple[Any, str]]:
        """What stands in the question now, field by field: shown beside one's own text when someone was faster."""
        return []

    def only_prepares(self) -> bool:
        """Whether a button was pressed that changes the form and does nothing to the question yet."""
        return False

    def prepared(self) -> "ActionForm":
        """The form after such a button."""
        return self

    def extra(self) -> dict[str, Any]:
        """What else the form's template shows."""
        return {}


class WordsField(PlainTextField):
    """Plain text of a member of staff: as long as it needs to be."""

    def __init__(self, *, rows: int = 5, **kwargs: Any) -> None:
        super().__init__(shortest=1, longest=MAX_WORDS, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class ReasonField(forms.ChoiceField):
    """One of the reason codes; the word for it is chosen by a person, never preset."""

    def __init__(self, labels: dict[str, Any], **kwargs: Any) -> None:
        choices = [("", _("Choose a reason")), *((str(key), word) for key, word in labels.items())]
        super().__init__(choices=choices, label=_("Reason"), **kwargs)


class TextForm(ActionForm):
    """A verb that says something. `label` and `hint` say to whom."""

    text = WordsField(label=_("Text"))
    label: Any = _("Text")
    hint: Any = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label, self.fields["text"].help_text = self.label, self.hint
