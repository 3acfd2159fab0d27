"""The screen on which a manager arranges an agency: units, who sits where, who is away and who stands in."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Agency, Unit
from portal.screens import Screen
from portal.users import User
from qa import permissions
from qa.models import Absence
from qa.rules.states import Role
from qa.services import people
from qa.services.people import ArrangementRefused
from qa.staff import access, team

REFUSALS: Final = {
    "not_in_the_agency": _("Both must work in this agency."),
    "themselves": _("Nobody stands in for themselves."),
    "backwards": _("The last day is before the first."),
    "over": _("These days are past."),
    "already_away": _("An absence of this person on some of these days is written down already."),
    "substitute_away": _("Who is to stand in is away themselves on some of these days."),
    "stands_in": _("This person stands in for someone on some of these days: name another for that one first."),
    "not_a_unit_there": _("This unit belongs to another agency."),
    "name_taken": _("The agency has a unit of this name."),
}
_DAY: Final[dict[str, Any]] = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


def agencies_for(user: Any) -> Any:
    """The agencies that someone arranges: their own for managers, all for the coordinator."""
    if Role.COORDINATOR in access.roles(user):
        return Agency.objects.filter(active=True)
    return Agency.objects.filter(pk__in=permissions.agencies_of(user, Role.MANAGER))


class AbsenceForm(forms.Form):
    prefix = "absence"
    officer = forms.ChoiceField(label=_("Who is away"))
    since = forms.DateField(label=_("First day"), **_DAY)
    until = forms.DateField(label=_("Last day"), **_DAY)
    substitute = forms.ChoiceField(label=_("Who stands in"))

    def __init__(self, *args: Any, colleagues: list[team.Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "—"), *((str(one.user.pk), f"{one.name} · {one.role_names}") for one in colleagues)]
        for name in ("officer", "substitute"):
            field: Any = self.fields[name]
            field.choices = choices

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        named = User.objects.in_bulk([int(given["officer"]), int(given["substitute"])])
        people = {name: named[int(given[name])] for name in ("officer", "substitute")}
        return people | {"since": given["since"], "until": given["until"]}


class UnitForm(forms.ModelForm):
    prefix = "unit"

    class Meta:
        model = Unit
        fields = ["name_kk", "name_ru", "name_en", "order", "active"]


class PeopleScreen(access.RequiresRole, Screen):
    """The agencies to choose from; who arranges a single one is taken to it."""

    roles = access.PEOPLE
    template_name = "qa/staff/people/agencies.html"
    page_title: Any = _("People and units")
    header_icon = "group"

    def get(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        agencies = list(agencies_for(request.user))
        if len(agencies) == 1:
            return redirect("qa_staff:people", agencies[0].key)
        return self.render_to_response(self.get_context_data(agencies=agencies))


class AgencyPeople(PeopleScreen):
    """One agency. Every button is a POST to this page; `do` says what."""

    template_name = "qa/staff/people/agency.html"
    agency: Agency

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.agency = get_object_or_404(agencies_for(request.user), key=kwargs["agency"])

    def above(self) -> list[tuple[str, Any]]:
        return [(reverse("qa_staff:agencies"), self.page_title)]

    def here(self) -> str:
        return str(self.agency)

    def get(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        return self.page()

    def post(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        act = {"absence": self.absence, "end": self.end, "seat": self.seat, "unit": self.unit}.get(
            request.POST.get("do", "")
        )
        if act is None:
            return self.page(status=422)
        try:
            problem = act()
        except ArrangementRefused as refused:
            return self.page(status=409, problem=REFUSALS[refused.code], bound=self.bound())
        if problem is not None:
            return problem
        messages.success(request, _("The change is saved."))
        return redirect("qa_staff:people", self.agency.key)

    @property
    def who(self) -> dict[str, Any]:
        """Who arranges it, and in which role, for the log."""
        own = self.agency.pk in permissions.agencies_of(self.request.user, Role.MANAGER)
        return {"actor": self.request.user, "role": Role.MANAGER if own else Role.COORDINATOR}

    def absence(self) -> HttpResponse | None:
        form = self.bound()["absence_form"]
        if not form.is_valid():
            return self.page(status=422, bound={"absence_form": form})
        people.absence_add(agency=self.agency, **form.arguments(), **self.who)
        return None

    def end(self) -> None:
        absence = get_object_or_404(Absence, agency=self.agency, pk=self.number("absence"))
        people.absence_end(absence=absence, **self.who)

    def seat(self) -> None:
        unit = get_object_or_404(Unit, agency=self.agency, pk=self.number("unit")) if self.number("unit") else None
        there = User.objects.filter(memberships__agency=self.agency).distinct()
        user = get_object_or_404(there, pk=self.number("user"))
        people.seat_change(agency=self.agency, user=user, unit=unit, **self.who)

    def unit(self) -> HttpResponse | None:
        form = self.bound()["unit_form"]
        if not form.is_valid():
            return self.page(status=422, bound={"unit_form": form})
        people.unit_save(agency=self.agency, unit=form.save(commit=False), **self.who)
        return None

    def number(self, name: str) -> int:
        value = self.request.POST.get(name, "")
        return int(value) if value.isdecimal() and len(value) < 10 else 0

    def bound(self) -> dict[str, Any]:
        """The form that was sent."""
        data = self.request.POST
        if data.get("do") == "absence":
            return {"absence_form": AbsenceForm(data, colleagues=team.of_agency(self.agency).colleagues)}
        pk = self.number("pk")
        kept = get_object_or_404(Unit, agency=self.agency, pk=pk) if pk else None
        return {"unit_form": UnitForm(data, instance=kept)}

    def page(self, status: int = 200, problem: Any = "", bound: dict[str, Any] | None = None) -> HttpResponse:
        works = team.of_agency(self.agency)
        rows = Absence.objects.filter(agency=self.agency, until__gte=timezone.localdate())
        forms_shown = {
            "absence_form": AbsenceForm(colleagues=works.colleagues),
            "unit_form": UnitForm(instance=self.edited()),
        } | (bound or {})
        context = self.get_context_data(
            agency=self.agency,
            team=works,
            absences=list(rows.select_related("officer", "substitute")),
            problem=problem,
            today=timezone.localdate(),
            **forms_shown,
        )
        return self.render_to_response(context, status=status)

    def edited(self) -> Unit | None:
        """The unit that the page was asked to open for editing."""
        wanted = self.request.GET.get("unit", "")
        known = wanted.isdecimal() and len(wanted) < 10
        return Unit.objects.filter(agency=self.agency, pk=int(wanted)).first() if known else None
