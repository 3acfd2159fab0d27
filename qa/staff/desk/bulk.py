"""Many questions at once: the words, a preview of what happens to each, and for a while the way back."""

from typing import Any, Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.screens import Screen
from qa import permissions, services
from qa.guards import undo_time
from qa.models import Bulk, BulkItem, Question
from qa.services.bulk import AFTER_UNDO
from qa.staff import access, words
from qa.staff.desk import orders, views

MOST: Final = 100  # questions at a time: a screen that a person can read


class BulkScreen(access.RequiresRole, Screen):
    roles = access.MODERATION
    header_icon = "tasks"
    page_title = gettext_lazy("Many questions at once")

    def above(self) -> list[tuple[str, Any]]:
        return [(views.queue_url(self.request), _("Moderation queue"))]


class BulkPage(BulkScreen):
    """GET asks for the words of the verb; POST shows what would happen, and does it once that has been read."""

    template_name = "qa/staff/desk/bulk.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        self.given = request.GET
        if not self.numbers():
            messages.error(request, _("Choose at least one question."))
            return redirect(views.queue_url(request))
        action = self.action()
        form = action.form(user=request.user)
        if form.fields:
            return self.page(action, form)
        return self.preview(action, action.form({}, user=request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        self.given = request.POST
        action = self.action()
        form = action.form(request.POST, user=request.user)
        if not form.is_valid():
            return self.page(action, form, status=422)
        if request.POST.get("step") != "do":
            return self.preview(action, form)
        try:
            token = str(UUID(request.POST.get("token", "")))
            services.bulk_do(token=token, actor=request.user, order=action.order(form), seen=self.seen())
        except (ValueError, PermissionError) as reason:
            raise Http404("no such bulk action") from reason
        return redirect("qa_staff:bulk_result", token)

    def action(self) -> orders.BulkAction:
        found = orders.BULK.get(self.given.get("verb", ""))
        if found is None:
            raise Http404("no such verb")
        return found

    def numbers(self) -> list[str]:
        chosen = [number for number in self.given.getlist("question") if "\0" not in number]
        return list(dict.fromkeys(chosen))[:MOST]

    def questions(self) -> list[Question]:
        """The chosen ones that the reader may see, in the order of the queue."""
        seen = permissions.visible_to(self.request.user).filter(number__in=self.numbers())
        return list(services.bulk_questions(seen).order_by("quarantined", "-urgent", "due_on", "id"))

    def seen(self) -> list[tuple[Question, int]]:
        """The questions of the preview, each with the version it showed. Raises ValueError for anything else."""
        pairs = [value.partition(":") for value in self.given.getlist("item")[:MOST]]
        versions = {number: int(version) for number, _, version in pairs if "\0" not in number}
        known = permissions.visible_to(self.request.user).filter(number__in=list(versions)).order_by("id")
        return [(question, min(versions[question.number], 2**31 - 1)) for question in known]

    def preview(self, action: orders.BulkAction, form: orders.BulkForm) -> HttpResponse:
        form.is_valid()
        order, user, now = action.order(form), self.request.user, timezone.now()
        roles = permissions.roles_of(user)
        rows = [(question, services.bulk_refusal(question, order, user, roles, now)) for question in self.questions()]
        shown = [(question, words.refusal(code) if code else "") for question, code in rows]
        return self.page(
            action,
            form,
            rows=shown,
            doable=[question for question, code in rows if not code],
            details=orders.details(order),
            token=uuid4(),
            undo_minutes=int(undo_time().total_seconds() // 60),
        )

    def page(self, action: orders.BulkAction, form: orders.BulkForm, status: int = 200, **more: Any) -> HttpResponse:
        chosen = {"action": action, "form": form, "numbers": self.numbers(), "media": form.media}
        return self.render_to_response(self.get_context_data(**chosen, **more), status=status)


class OwnBulk(BulkScreen):
    """A bulk action of the reader's own; another's does not exist for them."""

    bulk: Bulk

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        own = Bulk.objects.filter(actor=request.user).select_related("agency", "into")
        self.bulk = get_object_or_404(own, token=str(kwargs["token"]))


class BulkResult(OwnBulk):
    """How it went with each, and the button that takes it back while there is time."""

    template_name = "qa/staff/desk/bulk_result.html"

    def get(self, request: HttpRequest, token: UUID) -> HttpResponse:
        now, outcome = timezone.now(), BulkItem.Outcome
        items = list(self.bulk.items.select_related("question"))
        found = {item.outcome for item in items if item.outcome != outcome.DONE or not item.code}
        context = self.get_context_data(
            bulk=self.bulk,
            action=orders.BULK[self.bulk.verb.replace("_", "-")],
            items=[(item, words.refusal(item.code) if item.code else "") for item in items],
            details=orders.details(self.bulk),
            waiting=outcome.WAITING in found,
            undoable=outcome.DONE in found and now < self.bulk.undo_until,
            told_at=self.bulk.undo_until + AFTER_UNDO,
            in_time=now < self.bulk.undo_until,
        )
        return self.render_to_response(context)

    def post(self, request: HttpRequest, token: UUID) -> HttpResponse:
        """Goes on with what was interrupted."""
        services.bulk_do(token=self.bulk.token, actor=request.user, order=services.bulk_order(self.bulk), seen=())
        return redirect("qa_staff:bulk_result", self.bulk.token)


class BulkUndo(OwnBulk):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, token: UUID) -> HttpResponse:
        if services.bulk_undo(bulk=self.bulk, actor=request.user):
            messages.success(request, _("It is undone, and nobody was told."))
        else:
            messages.error(request, _("It is too late to undo this."))
        return redirect(reverse("qa_staff:bulk_result", args=[self.bulk.token]))
