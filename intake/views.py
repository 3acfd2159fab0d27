"""Pages of intake: confirming an address, and the page for a form whose token is not good."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from intake import contacts, limits
from intake.steps import too_many, typed_text


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """GET only asks (programs open links of mails too); POST confirms. Any unknown token gets the same page, 404."""
    if request.method == "POST":
        try:
            limits.hit("confirm", request)
        except limits.TooMany as error:
            return too_many(request, error)
    contact = contacts.contact_by_token(token)
    if contact is None:
        return render(request, "intake/confirm_unknown.html", status=404)
    if request.method == "POST":
        contacts.contact_confirm(contact)
        contact.refresh_from_db()
    return render(request, "intake/confirm.html", {"done": contact.verified})


def csrf_failure(request: HttpRequest, reason: str = "", **kwargs: Any) -> HttpResponse:
    """A form sent without its token, or with an old one: why, what to do, and the text that was typed (403)."""
    context = {"typed": typed_text(request), "cookies_off": not request.COOKIES, "again": request.path}
    return render(request, "intake/form_stale.html", context, status=403)
