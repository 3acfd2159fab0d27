"""The steps of asking."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from directory.forms import region_field, topic_field
from intake.fields import FilesField, Honeypot, PlainTextField


class AskForm(forms.Form):
    """Step 1: the question itself. Topic and region only help to find the right agency sooner."""

    text = PlainTextField(
        label=_("What do you want to know?"),
        help_text=_(
            "Do not write your name, IIN or telephone number: "
            "with your consent the question may be published on this site."
        ),
        error_messages={"required": _("Write your question here.")},
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    own_case = forms.ChoiceField(
        label=_("Is this about your own case?"),
        help_text=_("For example, about your benefit, your house or your document."),
        choices=[("no", _("No, it is a general question")), ("yes", _("Yes, it is about my own case"))],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Choose one of the two answers, or none.")},
    )
    topic = topic_field()
    region = region_field()
    website = Honeypot()

    def steps_data(self) -> dict[str, Any]:
        """What the draft keeps of this step."""
        topic, region = self.cleaned_data["topic"], self.cleaned_data["region"]
        return {
            "text": self.cleaned_data["text"],
            "own_case": self.cleaned_data["own_case"],
            "topic": topic.key if topic else "",
            "region": region.key if region else "",
        }


class ContactForm(forms.Form):
    """Step 2: what may be done with the question, and where to write to."""

    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_(
            "Only for notices about this question. Without it you follow the question by its code. "
            "The first mail asks you to confirm the address."
        ),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    attachments = FilesField(
        label=_("Attached files"),
        help_text=_("Up to 3 files, 5 MB each: PDF, JPG, PNG, WEBP, DOCX, XLSX or TXT. They are never published."),
    )
    consent_publish = forms.BooleanField(
        label=_("I agree that the question and the answer are published"),
        help_text=_("Without personal data: a moderator takes it out. You can take this consent back at any time."),
        required=False,
    )
    consent_processing = forms.BooleanField(
        label=_("I agree to the collection and processing of my personal data"),
        help_text=_(
            "What you write is read by moderators and by the agency that answers. With your code you can have it "
            "erased at any time."
        ),
        error_messages={"required": _("Without this consent we may not take the question.")},
    )

    def refuse_files(self, problems: list[str]) -> None:
        """Shows what is wrong with files that were not kept."""
        if problems:
            self.add_error("attachments", ValidationError(problems))
