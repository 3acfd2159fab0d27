""" "Was this answer useful?": a small form page of its own, so that the answer's page sets no cookie."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from intake import grants, limits
from intake.opinions import opinion_add
from intake.steps import FormPage
from portal import languages
from qa.forms.after import OpinionForm
from qa.models import PublishedQuestion
from qa.opinions import subject_of
from qa.views.parts import crumbs

ONCE = 30 * 24 * 60 * 60  # seconds for which a browser's opinion on one answer counts once


class Useful(FormPage):
    template_name = "qa/useful.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = PublishedQuestion.objects.public().filter(number=kwargs["number"]).select_related("locale")
        order = languages.order_for(languages.current())
        row = min(rows, key=lambda found: order.index(found.locale.language_code), default=None)
        if row is None:
            raise Http404
        kwargs.setdefault("form", OpinionForm(initial={"useful": self.request.GET.get("useful")}))
        return super().get_context_data(
            **kwargs, row=row, crumbs=crumbs((row.get_absolute_url(), row.title)), said="said" in self.request.GET
        )

    def post(self, request: HttpRequest, number: str) -> HttpResponse:
        form = OpinionForm(request.POST)
        context = self.get_context_data(number=number, form=form)
        if not form.is_valid():
            return self.render_to_response(context, status=422)
        limits.hit("feedback", request)
        subject = subject_of(number)
        response = redirect(f"{reverse('qa:useful', args=[number])}?said=1")
        if not grants.holds(request, "opinion", subject):
            opinion_add(subject=subject, language=languages.current(), **form.said())
            grants.give(request, response, "opinion", subject, ONCE)
        return response
