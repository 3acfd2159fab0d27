"""Forms of what any reader may do at a public question: follow it, ask it too, say whether the answer helped."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.fields import Honeypot, PlainTextField
from intake.models import Opinion
from qa.forms.track import ActForm

_MAILS = _(
    "Only for notices about this question: the first mail asks you to confirm, every later one has a link that stops "
    "them."
)


class FollowForm(forms.Form):
    """An address that wants to hear of a question."""

    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_MAILS,
        max_length=254,
        error_messages={"required": _("Write your e-mail address here.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = Honeypot()


class AskTooForm(FollowForm):
    """The same address, if wanted: the button alone counts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = False
        self.fields["email"].label = _("E-mail, to hear of the answer")


class OpinionForm(forms.Form):
    """Useful or not; a no is asked for its reason, so that somebody can mend what is wrong. It counts without, too."""

    useful = forms.ChoiceField(
        label=_("Was this answer useful?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer."), "invalid_choice": _("Choose an answer.")},
    )
    reason = forms.ChoiceField(
        label=_("If not, why?"),
        choices=Opinion.Reason.choices,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose an answer.")},
    )
    words = PlainTextField(
        label=_("In your own words"),
        help_text=_("Only staff read this. Do not write your name, IIN or telephone number."),
        required=False,
        shortest=2,
        longest=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def is_useful(self) -> bool:
        return bool(self.cleaned_data["useful"] == "yes")

    def said(self) -> dict[str, Any]:
        """What `opinion_add` takes of it."""
        words = self.cleaned_data["words"]
        return {"useful": self.is_useful(), "reason": self.cleaned_data["reason"], "words": words}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("useful") == "yes":
            given["reason"] = given["words"] = ""
        elif given.get("words") and not given.get("reason"):
            given["reason"] = Opinion.Reason.OTHER
        return given


class ResolveForm(OpinionForm, ActForm):
    """The asker's own opinion, with which they close the question."""


class AddressForm(forms.Form):
    """Where the notices about one's own question go from now on."""

    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("Only for notices about this question. The first mail asks you to confirm the address."),
        max_length=254,
        error_messages={"required": _("Write your e-mail address here.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
