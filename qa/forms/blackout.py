"""What the asker wants hidden before others read the question."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from intake.fields import PlainTextField
from qa import labels
from qa.rules import blackout
from qa.rules.blackout import Proposal


class BlackoutForm(forms.Form):
    """Ticks for what looks like personal data, all set at first, and a field for any other words of `text`.

    `preview` says that the fields stood before the asker: without it nothing is their choice.
    """

    preview = forms.CharField(widget=forms.HiddenInput, initial="1", required=False)
    hide = forms.MultipleChoiceField(
        label=_("Looks like personal data: hide it?"),
        help_text=_("What is ticked is hidden. Untick what everyone may read."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": _("The text has changed meanwhile. Look at the ticks again.")},
    )
    words = PlainTextField(
        label=_("Other words to hide"),
        help_text=_("A word, a name or a phrase on each line, just as it stands in the question."),
        shortest=1,
        longest=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None, *, text: str, chosen: dict[str, Any]) -> None:
        """`chosen` is what `choice` gave before."""
        self.text = text
        found = {" ".join(part.text.split()): part for part in blackout.propose(text).parts if part.found}
        self.suggested = {key: part.text for key, part in found.items()}
        ticked = [key for key, words in self.suggested.items() if words not in chosen.get("kept", [])]
        super().__init__(data, initial={"hide": ticked, "words": chosen.get("words", ""), "preview": "1"})
        hide: Any = self.fields["hide"]
        hide.choices = [(key, f"{labels.FOUND[part.found]}: {key}") for key, part in found.items() if part.found]
        if not found:
            del self.fields["hide"]

    def clean_words(self) -> str:
        typed: str = self.cleaned_data["words"]
        missing = blackout.propose(self.text, named=blackout.phrases(typed)).missing
        if missing:
            raise ValidationError(
                _("These words are not in the question: %(words)s. Write them as they stand there.")
                % {"words": ", ".join(missing)},
                code="missing",
            )
        return typed

    def choice(self) -> dict[str, Any]:
        """What the draft keeps of a valid form: the suggestions left visible, and the words."""
        hidden = self.cleaned_data.get("hide", [])
        return {"kept": self._kept(hidden), "words": self.cleaned_data["words"]}

    def shown(self) -> Proposal:
        """The preview for what stands in the fields now, valid or not."""
        if self.is_bound:
            hidden = self.data.getlist("hide") if hasattr(self.data, "getlist") else self.data.get("hide", [])
            typed = str(self["words"].value() or "")
        else:
            hidden, typed = self.initial["hide"], self.initial["words"]
        return blackout.propose(self.text, self._kept(hidden), blackout.phrases(typed))

    def _kept(self, hidden: Collection[str]) -> list[str]:
        return [words for key, words in self.suggested.items() if key not in hidden]


def proposal_of(text: str, chosen: dict[str, Any] | None) -> str:
    """The public text that the asker proposes; "" when they left it as the portal would propose it."""
    if chosen is None:
        return ""
    proposed = blackout.propose(text, chosen.get("kept", []), blackout.phrases(chosen.get("words", ""))).text
    return "" if proposed == blackout.propose(text).text else proposed
