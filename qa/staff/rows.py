"""Forms and lists of the rows behind the service, where Wagtail's own do not fit."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import IndexView

from portal import languages
from qa import labels, selectors
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
        fields = ["order", "topic", "region", "keywords_kk", "keywords_ru", "keywords_en", "agency", "active"]


class MembershipForm(WagtailAdminModelForm):
    """Who works here as what; an agency exactly for the roles that are held in one."""

    role = forms.ChoiceField(label=_("Role"), choices=labels.choices(labels.ROLE, MEMBERSHIP_ROLES))

    class Meta:
        model = Membership
        fields = ["user", "role", "agency"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        in_agency = given.get("role") in AGENCY_ROLES
        if in_agency and not given.get("agency"):
            raise ValidationError({"agency": _("This role is held in an agency: choose which.")})
        if not in_agency:
            given["agency"] = None
        return given


class RuleIndexView(IndexView):
    """The rules in their order, each with how it fared: whether moderators followed it, whether questions came back."""

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self.counts = selectors.rule_counts()
        return super().get_context_data(*args, **kwargs)

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("agency", "topic", "region")

    def _count(self, name: str) -> Any:
        return lambda rule: getattr(self.counts[rule.pk], name) if rule.pk in self.counts else 0

    @property
    def columns(self) -> list[Any]:
        return [
            self._get_title_column("order"),
            Column("agency", label=_("Agency")),
            Column("topic", label=_("Topic"), accessor=lambda rule: rule.topic or "—"),
            Column("region", label=_("Region"), accessor=lambda rule: rule.region or "—"),
            Column("keywords", label=_("Keywords"), accessor=_keywords),
            Column("suggested", label=_("Suggested"), accessor=self._count("suggested")),
            Column("changed", label=_("Changed by the moderator"), accessor=self._count("changed")),
            Column("returned", label=_("Returned by the agency"), accessor=self._count("returned")),
            BooleanColumn("active", label=_("In use")),
        ]


def _keywords(rule: RoutingRule) -> str:
    return ", ".join(word for code in languages.CODES for word in getattr(rule, f"keywords_{code}")) or "—"
