"""The screens about routing rules: try them out, move them, and see how they fared."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from directory.models import Region, Topic
from intake.fields import PlainTextField
from portal import languages, spreadsheets
from portal.screens import Screen
from qa import routing, routing_figures
from qa.models import RoutingRule
from qa.routing_figures import RuleFigures
from qa.rules.routing import Miss
from qa.rules.states import Role
from qa.services.rules import rule_move
from qa.staff import access, marking
from qa.staff.columns import beginning
from qa.staff.rows import RoutingRuleForm, agency_and_unit

MISSES: Final = {
    Miss.REGION: _("another region"),
    Miss.TOPIC: _("another topic"),
    Miss.NO_WORDS: _("no keywords in this language"),
    Miss.WORDS: _("none of its keywords"),
}


class RuleScreen(access.RequiresRole, Screen):
    """A screen about the rules, below their list."""

    roles = access.RULES
    header_icon = "redirect"

    def above(self) -> list[tuple[str, Any]]:
        return [(reverse("qa_rules:index"), _("Routing rules"))]


class TryForm(forms.Form):
    """A text as a citizen would ask it. Nothing of it is kept."""

    prefix = "try"
    text = PlainTextField(label=_("Text"), shortest=1, longest=10_000, widget=forms.Textarea(attrs={"rows": 4}))
    language = forms.ChoiceField(label=_("Language"), choices=list(languages.NAMES.items()))
    topic = forms.ModelChoiceField(label=_("Topic"), queryset=Topic.objects.filter(active=True), required=False)
    region = forms.ModelChoiceField(label=_("Region"), queryset=Region.objects.filter(active=True), required=False)


class RuleTester(RuleScreen):
    """Which rule would take this text, and what would a rule change that is not saved yet? Nothing is written."""

    template_name = "qa/staff/rules/tester.html"
    page_title = _("Try the rules")
    counts: Final = (100, 300, 1000)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(TryForm(initial={"language": languages.current()}), RoutingRuleForm(), None)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Sent from here, or from the form of a rule: then its fields come and no text yet."""
        saved = self.saved_rule()
        rule_form = RoutingRuleForm(self.request.POST, instance=saved) if self.has_rule() else RoutingRuleForm()
        candidate = rule_form.instance if rule_form.is_bound and rule_form.is_valid() else None
        form = TryForm(request.POST if "what" in request.POST else None, initial={"language": languages.current()})
        if request.POST.get("what") == "last" and candidate is not None:
            tried = TryForm(initial=self.typed())
            return self.page(tried, rule_form, saved, trial=routing.trial(candidate, self.count()))
        if request.POST.get("what") == "text" and form.is_valid() and (candidate or not rule_form.is_bound):
            return self.page(form, rule_form, saved, **self.examined(form, candidate))
        ok = not form.is_bound or request.POST.get("what") == "last"
        return self.page(TryForm(initial=self.typed()) if ok else form, rule_form, saved, status=200 if ok else 422)

    def has_rule(self) -> bool:
        return bool(
            self.request.POST.get("agency")
            or any(self.request.POST.get(f"keywords_{code}") for code in languages.CODES)
        )

    def saved_rule(self) -> RoutingRule | None:
        """The rule whose changed self is tried, if it is one that is saved."""
        pk = self.request.POST.get("rule", "")
        return RoutingRule.objects.filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < 10 else None

    def typed(self) -> dict[str, Any]:
        """What was typed into the upper form, kept while something else is tried."""
        names = ("text", "language", "topic", "region")
        given = {name: self.request.POST.get(f"try-{name}", "") for name in names}
        return given | {"language": given["language"] or languages.current()}

    def count(self) -> int:
        wanted = self.request.POST.get("count", "")
        return int(wanted) if wanted in {str(count) for count in self.counts} else self.counts[0]

    def examined(self, form: TryForm, candidate: RoutingRule | None) -> dict[str, Any]:
        """Every rule with its verdict, and the text with the words of the one that speaks."""
        given = form.cleaned_data
        rows = routing.in_order()
        if candidate is not None:
            rows = routing.with_candidate(rows, candidate)
        topic, region = (given[name].pk if given[name] else None for name in ("topic", "region"))
        found = routing.examine(rows, given["text"], given["language"], topic, region)
        words = next((one.words for one in found if one.first), ())
        shown = [
            {
                "found": one,
                "why_not": MISSES[one.miss] if one.miss else "",
                "where": agency_and_unit(one.rule),
                "tried": one.rule is candidate,
            }
            for one in found
        ]
        return {
            "findings": shown,
            "speaks": any(one.first for one in found),
            "text": marking.marked(given["text"], words),
        }

    def page(
        self, form: TryForm, rule_form: RoutingRuleForm, saved: RoutingRule | None, status: int = 200, **more: Any
    ) -> HttpResponse:
        trial = more.get("trial")
        context = self.get_context_data(
            form=form,
            rule_form=rule_form,
            saved=saved,
            save_url=reverse("qa_rules:edit", args=[saved.pk]) if saved else reverse("qa_rules:add"),
            counts=self.counts,
            count=self.count(),
            examples=[(question, beginning(question)) for question in trial.examples] if trial else [],
            **more,
        )
        return self.render_to_response(context, status=status)


@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Swaps a rule with the neighbour that its reader saw."""
    if not access.has_any(request.user, access.RULES):
        raise PermissionDenied
    rule = get_object_or_404(RoutingRule, pk=pk)
    past = request.POST.get("past", "")
    role = Role.COORDINATOR if Role.COORDINATOR in access.roles(request.user) else Role.MODERATOR
    known = past.isdecimal() and len(past) < 10
    if known and rule_move(rule=rule, actor=request.user, role=role, past=int(past)):
        messages.success(request, _("The order of the rules is changed."))
    else:
        messages.error(request, _("The order has changed meanwhile. Look again."))
    return redirect(f"{reverse('qa_rules:index')}#rule-{rule.pk}")


# name in the address: heading, what the table sorts by (nothing comes last)
COLUMNS: Final[dict[str, tuple[Any, Any]]] = {
    "order": (_("Rule"), lambda row: row.rule.order if row.rule else None),
    "suggested": (_("Suggested"), lambda row: row.suggested),
    "changed": (_("Changed by the moderator"), lambda row: row.changed),
    "changed_share": (_("Changed, per cent"), lambda row: row.changed_share),
    "returned": (_("Returned by the agency"), lambda row: row.returned),
    "returned_share": (_("Returned, per cent"), lambda row: row.returned_share),
    "days_to_answer": (_("Median time to an answer, working days"), lambda row: row.days_to_answer),
    "days_to_return": (_("Median time to a return, days"), lambda row: row.days_to_return),
}


class RuleFiguresPage(RuleScreen):
    """How each rule fared in a period, sortable, and as a table to take along."""

    template_name = "qa/staff/rules/figures.html"
    page_title = _("Figures of the rules")

    def get(self, request: HttpRequest) -> HttpResponseBase:
        wanted = request.GET.get("days", "")
        days = int(wanted) if wanted in map(str, routing_figures.PERIODS) else routing_figures.PERIODS[0]
        sort = request.GET.get("sort", "order")
        name = sort.removeprefix("-")
        if name not in COLUMNS:
            sort = name = "order"
        rows = _sorted(routing_figures.figures(days), name, down=sort.startswith("-"))
        if request.GET.get("format") == "csv":
            return _as_csv(rows, days)
        heads = [
            (label, f"?days={days}&sort={'-' if sort == key else ''}{key}", _direction(key, sort))
            for key, (label, _value) in COLUMNS.items()
        ]
        context = self.get_context_data(
            days=days, periods=routing_figures.PERIODS, sort=sort, heads=heads, rows=[(r, _described(r)) for r in rows]
        )
        return self.render_to_response(context)


def _direction(key: str, sort: str) -> str:
    """How the table is sorted by a column, as screen readers are told."""
    return {key: "ascending", f"-{key}": "descending"}.get(sort, "")


def _sorted(rows: list[RuleFigures], name: str, *, down: bool) -> list[RuleFigures]:
    value = COLUMNS[name][1]
    known = [row for row in rows if value(row) is not None]
    return sorted(known, key=value, reverse=down) + [row for row in rows if value(row) is None]


def _described(row: RuleFigures) -> str:
    if row.rule is None:
        return str(_("No rule applied"))
    scope = [str(part) for part in (row.rule.topic, row.rule.region) if part]
    return " · ".join([agency_and_unit(row.rule), *scope])


def _as_csv(rows: list[RuleFigures], days: int) -> StreamingHttpResponse:
    head, *others = [str(label) for label, _value in COLUMNS.values()]
    table: list[list[Any]] = [[head, str(_("Agency it names")), *others]]
    for row in rows:
        order, *values = [value(row) for _label, value in COLUMNS.values()]
        table.append([order, _described(row), *values])
    return spreadsheets.csv_response(f"routing-rules-{days}.csv", table)
