"""Screens of exports and imports: what is under way with its progress, a new one, its file, its end."""

from typing import Any, Final

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.screens import Screen
from qa import services
from qa.models import Transfer
from qa.services.transfers import MAY
from qa.staff import access
from qa.staff.forms.transfers import ImportForm, ListExportForm

LIMIT: Final = 100  # on the page of all; older ones have ended anyway
TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


class TransferScreen(access.RequiresRole, Screen):
    """A screen of this corner of the admin."""

    roles = access.EVERYTHING
    page_title: Any = _("Exports and imports")
    header_icon = "download"

    def above(self) -> list[tuple[str, Any]]:
        return [] if type(self) is Transfers else [(reverse("qa_staff:transfers"), TransferScreen.page_title)]


def may(user: Any, kind: str) -> bool:
    return access.has_any(user, MAY[Transfer.Kind(kind)])


class Transfers(TransferScreen):
    """One's own, the newest first."""

    template_name = "qa/staff/transfers/all.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        rows = Transfer.objects.filter(owner=user.pk).order_by("-pk")[:LIMIT]
        kinds = {kind.value: may(user, kind) for kind in Transfer.Kind}
        return self.render_to_response(self.get_context_data(rows=rows, kinds=kinds))


class NewList(TransferScreen):
    """The list that stands behind the address, with columns and a format."""

    template_name = "qa/staff/transfers/list.html"
    page_title = _("Export a list of questions")

    def get(self, request: HttpRequest) -> HttpResponse:
        query = request.GET.copy()
        query.pop("p", None)
        form = ListExportForm(initial={"filters": query.urlencode()})
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ListExportForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        made = services.transfer_begin(kind=Transfer.Kind.LIST, actor=request.user, options=form.cleaned_data)
        return redirect("qa_staff:transfer", made.pk)


class NewFull(TransferScreen):
    """Everything, after a word on what that means."""

    roles = MAY[Transfer.Kind.FULL]
    template_name = "qa/staff/transfers/full.html"
    page_title = _("Full export")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest) -> HttpResponse:
        made = services.transfer_begin(kind=Transfer.Kind.FULL, actor=request.user, options={})
        return redirect("qa_staff:transfer", made.pk)


class NewImport(TransferScreen):
    """A file; its dry run begins at once."""

    roles = MAY[Transfer.Kind.IMPORT]
    template_name = "qa/staff/transfers/import.html"
    page_title = _("Import questions")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=ImportForm()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        file = form.cleaned_data["file"]
        source = "source" + file.name.lower()[-4:]
        made = services.transfer_begin(
            kind=Transfer.Kind.IMPORT, actor=request.user, options={"source": source}, source=file.chunks()
        )
        return redirect("qa_staff:transfer", made.pk)


class One(TransferScreen):
    """One of one's own: for others it does not exist."""

    template_name = "qa/staff/transfers/one.html"
    transfer: Transfer

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.transfer = get_object_or_404(Transfer.objects.filter(owner=request.user.pk), pk=kwargs["pk"])
        self.page_title = self.transfer.get_kind_display()

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.render_to_response(self.get_context_data(transfer=self.transfer))


class Progress(One):
    """Where the work stands, for the page's script."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        transfer = self.transfer
        seen = {"done": transfer.done, "total": transfer.total, "percent": transfer.percent, "to_do": transfer.to_do}
        return JsonResponse(seen)


class Cancel(One):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if services.transfer_cancel(transfer=self.transfer, actor=request.user):
            messages.success(request, _("Cancelled."))
        return redirect("qa_staff:transfer", pk)


class Go(One):
    http_method_names = ["post"]
    roles = MAY[Transfer.Kind.IMPORT]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not services.transfer_go(transfer=self.transfer, actor=request.user):
            messages.error(request, _("There is nothing to import here any more."))
        return redirect("qa_staff:transfer", pk)


class Download(One):
    """The file, for those who may still have it."""

    def get(self, request: HttpRequest, pk: int) -> Any:
        transfer, path = self.transfer, self.transfer.file
        ready = {Transfer.State.DONE, Transfer.State.CHECKED}
        if path is None or transfer.state not in ready or not may(request.user, transfer.kind):
            raise Http404("no file")
        services.transfer_downloaded(transfer=transfer, actor=request.user)
        kind = TYPES[path.suffix[1:]]
        response = FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type=kind)
        response["Cache-Control"] = "private, no-store"
        response["X-Content-Type-Options"] = "nosniff"
        return response
