"""After the calendar or a term has changed: which dates would move, and the button that moves them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView
from wagtail.admin.widgets.button import HeaderButton

from portal import jobs
from portal.screens import Screen
from qa import recounting, tasks
from qa.rules.states import Role
from qa.staff import access

SHOWN = 100


class Recount(access.RequiresRole, Screen):
    """The preview. POST moves exactly what was shown; if something else would move by now, it is shown first."""

    roles = frozenset({Role.COORDINATOR})
    template_name = "qa/staff/recount.html"
    page_title: Any = _("Recount of due dates")
    header_icon = "calendar-check"

    def above(self) -> list[tuple[str, Any]]:
        return [(reverse("qa_days:index"), _("Moved days"))]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(recounting.moves())

    def post(self, request: HttpRequest) -> HttpResponse:
        moves = recounting.moves()
        if request.POST.get("seen") != seal_of(moves):
            return self.page(moves, status=409, changed=True)
        jobs.enqueue(tasks.recount_open)
        messages.success(request, _("The dates are being counted anew, and the askers are told."))
        return redirect("qa_days:index")

    def page(self, moves: list[recounting.Move], status: int = 200, **more: Any) -> HttpResponse:
        context = self.get_context_data(
            count=len(moves),
            told=sum(move.told for move in moves),
            earlier=sum(move.due < move.was for move in moves),
            shown=moves[:SHOWN],
            seen=seal_of(moves),
            **more,
        )
        return self.render_to_response(context, status=status)


def seal_of(moves: list[recounting.Move]) -> str:
    """What a page was made of, so that nothing else is done by its button."""
    return f"{len(moves)}-{sum(hash((move.pk, move.due.toordinal())) for move in moves)}"


class _ThenRecount:
    """After a change of the calendar or of a term comes the preview of the dates it would move."""

    def get_success_url(self, *args: Any) -> str:
        return reverse("qa_staff:recount")


class AddDay(_ThenRecount, CreateView):
    pass


class ChangeDay(_ThenRecount, EditView):
    pass


class DeleteDay(_ThenRecount, DeleteView):
    pass


class DayList(IndexView):
    @cached_property
    def header_buttons(self) -> list[Any]:
        recount = HeaderButton(_("Recount of due dates"), url=reverse("qa_staff:recount"), icon_name="calendar-check")
        return [*super().header_buttons, recount]
