"""Forms and lists of the rows behind the service, where Wagtail's own do not fit."""

from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import Button

from directory.models import Unit
from portal import languages
from qa import labels, routing, selectors
from qa.models import Membership, RoutingRule
from qa.rules.states import AGENCY_ROLES, MEMBERSHIP_ROLES


class KeywordsField(forms.CharField):
    """Words or phrases, one on each line; stored as a list of their beginnings in lower case."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = (super().to_python(value) or "").splitlines()
        words = (" ".join(line.split()).lower() for line in lines)
        return list(dict.fromkeys(word for word in words if word))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((initial or []) != self.to_python(data or ""))


class RoutingRuleForm(WagtailAdminModelForm):
    """A rule: what it looks at, and the agency it suggests."""

    _HINT = _("Beginnings of words or phrases, one on each line. Without any, topic and region alone decide.")
    keywords_kk = KeywordsField(label=_("Keywords in Kazakh"), required=False, help_text=_HINT)
    keywords_ru = KeywordsField(label=_("Keywords in Russian"), required=False, help_text=_HINT)
    keywords_en = KeywordsField(label=_("Keywords in English"), required=False, help_text=_HINT)

    class Meta:
        model = RoutingRule
        fields = ["order", "topic", "region", "keywords_kk", "keywords_ru", "keywords_en", "agency", "unit", "active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(required=False, help_text=_("A unit of the agency above, or none."))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        refuse_foreign_unit(given)
        return given


class UnitField(forms.ModelChoiceField):
    """A unit, named with its agency."""

    def __init__(self, **kwargs: Any) -> None:
        units = Unit.objects.filter(active=True, agency__active=True).select_related("agency")
        super().__init__(label=_("Unit"), queryset=units.order_by("agency__order", "agency__key", "order"), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.agency.short_name}: {obj}"


def refuse_foreign_unit(given: dict[str, Any]) -> None:
    """Raises ValidationError when the unit of a form is one of another agency."""
    if given.get("unit") and given["unit"].agency != given.get("agency"):
        raise ValidationError({"unit": _("This unit belongs to another agency.")})


class MembershipForm(WagtailAdminModelForm):
    """Who works here as what; an agency exactly for the roles that are held in one."""

    role = forms.ChoiceField(label=_("Role"), choices=labels.choices(labels.ROLE, MEMBERSHIP_ROLES))

    class Meta:
        model = Membership
        fields = ["user", "role", "agency", "unit"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        in_agency = given.get("role") in AGENCY_ROLES
        if in_agency and not given.get("agency"):
            raise ValidationError({"agency": _("This role is held in an agency: choose which.")})
        if not in_agency:
            given["agency"] = given["unit"] = None
        refuse_foreign_unit(given)
        return given


class MoveColumn(Column):
    """Two buttons that swap a rule with the one above or below it."""

    cell_template_name = "qa/staff/cells/move.html"

    def get_cell_context_data(self, instance: RoutingRule, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {"csrf_token": get_token(parent_context["request"])}


class RuleIndexView(IndexView):
    """The rules in their order, each with how it fared: whether moderators followed it, whether questions came back."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        more = [
            Button(_("Try the rules"), url=reverse("qa_staff:rule_tester"), icon_name="search", priority=10),
            Button(_("Figures of the rules"), url=reverse("qa_staff:rule_figures"), icon_name="table", priority=20),
        ]
        return [*super().header_more_buttons, *more]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self.counts = selectors.rule_counts()
        self.silenced = routing.silenced()
        everyone = list(RoutingRule.objects.order_by("order", "pk").values_list("pk", flat=True))
        self.below = dict(pairwise(everyone))
        self.above = {below: pk for pk, below in self.below.items()}
        return super().get_context_data(*args, **kwargs)

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("agency", "unit", "topic", "region")

    def _count(self, name: str) -> Any:
        return lambda rule: getattr(self.counts[rule.pk], name) if rule.pk in self.counts else 0

    def _neighbours(self, rule: RoutingRule) -> dict[str, int | None]:
        return {"above": self.above.get(rule.pk), "below": self.below.get(rule.pk)}

    def _standing(self, rule: RoutingRule) -> str:
        if not rule.active or not rule.agency.active:
            return gettext("Not in use")
        if rule.pk not in self.silenced:
            return gettext("In use")
        orders = ", ".join(str(other.order) for other in self.silenced[rule.pk])
        if not orders:
            return gettext("Never applies: it has no keyword that a text could contain.")
        return gettext("Never applies. These always apply before it: %(rules)s") % {"rules": orders}

    @property
    def columns(self) -> list[Any]:
        return [
            self._get_title_column("order"),
            MoveColumn("move", label=_("Move"), accessor=self._neighbours),
            Column("agency", label=_("Agency"), accessor=agency_and_unit),
            Column("topic", label=_("Topic"), accessor=lambda rule: rule.topic or "—"),
            Column("region", label=_("Region"), accessor=lambda rule: rule.region or "—"),
            Column("keywords", label=_("Keywords"), accessor=keywords),
            Column("suggested", label=_("Suggested"), accessor=self._count("suggested")),
            Column("changed", label=_("Changed by the moderator"), accessor=self._count("changed")),
            Column("returned", label=_("Returned by the agency"), accessor=self._count("returned")),
            Column("standing", label=pgettext_lazy("of a rule", "State"), accessor=self._standing),
        ]


def agency_and_unit(rule: RoutingRule) -> str:
    """The agency that a rule names, and its unit where it names one."""
    return f"{rule.agency} · {rule.unit}" if rule.unit else str(rule.agency)


def keywords(rule: RoutingRule) -> str:
    """All keywords of a rule, in the order of the languages."""
    return ", ".join(word for code in languages.CODES for word in getattr(rule, f"keywords_{code}")) or "—"
