"""What can be done to many questions at once, and the words that each such verb needs."""

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from directory.models import Agency
from qa import labels, permissions
from qa.models import Bulk, Question
from qa.rules.states import Verb
from qa.services import Order
from qa.staff.actions import BY_VERB
from qa.staff.forms.base import ReasonField, WordsField


class BulkForm(forms.Form):
    """A verb for many that asks for nothing more."""

    def __init__(self, data: Any = None, *, user: Any) -> None:
        self.user = user
        super().__init__(data)

    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class RouteForm(BulkForm):
    agency = forms.ModelChoiceField(label=_("Agency that answers"), queryset=Agency.objects.filter(active=True))
    text = WordsField(label=_("Note to the agency"), required=False, rows=3)


class RejectForm(BulkForm):
    reason = ReasonField(labels.REJECT_REASON)
    text = WordsField(
        label=_("What the askers read"), help_text=_("Say why, and how the question can be mended and asked again.")
    )


class MergeForm(BulkForm):
    into = forms.CharField(label=_("Number of the question that stays"), max_length=16)

    def clean_into(self) -> Question:
        number = self.cleaned_data["into"].strip().removeprefix("№").strip()
        seen = permissions.visible_to(self.user).select_related("duplicate_of")
        other = seen.filter(number=number).first()
        if other is None:
            raise forms.ValidationError(_("There is no question with this number."))
        return other.duplicate_of or other


@dataclass(frozen=True, slots=True)
class BulkAction:
    """One verb for many: its words come from the verb's own action."""

    verb: Verb
    form: type[BulkForm]
    effect: Any

    @property
    def slug(self) -> str:
        return BY_VERB[self.verb].slug

    @property
    def button(self) -> Any:
        return BY_VERB[self.verb].button

    def order(self, form: BulkForm) -> Order:
        return Order(self.verb, **form.arguments())


BULK: Final = {
    action.slug: action
    for action in (
        BulkAction(Verb.ROUTE, RouteForm, pgettext_lazy("will happen", "is sent to the agency")),
        BulkAction(Verb.REJECT, RejectForm, pgettext_lazy("will happen", "is rejected")),
        BulkAction(Verb.MARK_SPAM, BulkForm, pgettext_lazy("will happen", "is marked as spam")),
        BulkAction(Verb.MERGE, MergeForm, pgettext_lazy("will happen", "is merged")),
        BulkAction(Verb.MARK_URGENT, BulkForm, pgettext_lazy("will happen", "is first in every queue")),
    )
}


def bulk_choices() -> list[tuple[str, Any]]:
    """The verbs for many, as a list to choose from."""
    return [(slug, action.button) for slug, action in BULK.items()]


def details(order: Order | Bulk) -> list[tuple[Any, Any]]:
    """The words of an order, each with its name."""
    found = [
        (gettext("Agency"), order.agency),
        (gettext("Merged into question"), order.into),
        (gettext("Reason"), labels.REJECT_REASON.get(order.reason, "")),
        (gettext("Text"), order.text),
    ]
    return [(label, value) for label, value in found if value]
