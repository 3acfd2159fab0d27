"""The pages of the second step: type a code, set up the app, look after one's own."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import segno
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal import accounts
from portal.second_factor import services
from portal.second_factor.middleware import ADMIN, SESSION

View = Callable[..., HttpResponse]


class CodeForm(forms.Form):
    """One code, and where to go with it."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false", "autocapitalize": "none"}
        ),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)


def for_half_signed_in(view: View) -> View:
    """A page for whoever has given a password and no code yet, in the language of their admin."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any) -> HttpResponse:
        if not settings.TWO_FACTOR or request.user.is_authenticated:
            return redirect("wagtailadmin_home")
        user = getattr(request, "half_signed_in", None)
        if user is None:
            return redirect("wagtailadmin_login")
        with translation.override(accounts.language_of(user.pk)):
            return view(request, user, *args)

    return guarded


@for_half_signed_in
def enter(request: HttpRequest, user: Any) -> HttpResponse:
    """Asks for a code. Whoever has no second step yet sets it up first."""
    factor = services.of(user)
    if factor is None:
        return redirect(f"{reverse('second_factor:set_up')}?{request.GET.urlencode()}")
    form = _form(request)
    if request.method == "POST" and form.is_valid() and _tried(form, lambda code: services.check(user, code)):
        return _let_in(request, user, form.cleaned_data["next"])
    return render(request, "portal/second_factor/enter.html", {"form": form}, status=_status(form))


@for_half_signed_in
def set_up(request: HttpRequest, user: Any) -> HttpResponse:
    """Shows the secret as a picture and as text, takes the first code, then shows the ten codes once."""
    if services.of(user) is not None:
        return redirect("second_factor:enter")
    factor, form = services.begin(user), _form(request)
    if request.method == "POST" and form.is_valid():
        codes = _tried(form, lambda code: services.confirm(user, code))
        if codes:
            target = _let_in(request, user, form.cleaned_data["next"])
            return render(request, "portal/second_factor/codes.html", {"codes": codes, "next": target["Location"]})
    context = {"form": form, "picture": picture(services.address(factor)), "secret": services.secret_text(factor)}
    return render(request, "portal/second_factor/set_up.html", context, status=_status(form))


@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """One's own second step: how many codes are left; new ones, or another app, against a code."""
    user: Any = request.user
    if not settings.TWO_FACTOR or not user.is_authenticated:
        return redirect("wagtailadmin_home")
    with translation.override(accounts.language_of(user.pk)):
        form = _form(request)
        if request.method == "POST" and form.is_valid() and _tried(form, lambda code: services.check(user, code)):
            if "another" in request.POST:
                services.reset(user, actor=user)
                return redirect("wagtailadmin_login")
            context = {"codes": services.codes_renew(user), "next": reverse("wagtailadmin_account")}
            return render(request, "portal/second_factor/codes.html", context)
        factor = services.of(user)
        left = factor.codes.filter(used_at__isnull=True).count() if factor else 0
        return render(request, "portal/second_factor/mine.html", {"form": form, "left": left}, status=_status(form))


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Gives the sign-in up."""
    logout(request)
    return redirect("wagtailadmin_login")


def picture(address: str) -> SafeString:
    """`address` as a QR code, drawn here: an SVG without styles."""
    svg = segno.make(address, error="m").svg_inline(scale=5, border=4, dark="#000", light="#fff", omitsize=True)
    return mark_safe(svg)  # noqa: S308 drawn by segno from numbers


def _form(request: HttpRequest) -> CodeForm:
    if request.method == "POST":
        return CodeForm(request.POST)
    return CodeForm(initial={"next": request.GET.get("next", "")})


def _status(form: CodeForm) -> int:
    return 422 if form.is_bound else 200


def _tried(form: CodeForm, take: Callable[[str], Any]) -> Any:
    """What `take` makes of the typed code; nothing, with a word in the form, when it is wrong or one too many."""
    try:
        taken = take(form.cleaned_data["code"])
    except services.Closed as closed:
        words = ngettext(
            "Too many wrong codes. Try again in %(n)d minute.",
            "Too many wrong codes. Try again in %(n)d minutes.",
            closed.minutes,
        )
        form.add_error("code", words % {"n": closed.minutes})
        return None
    if not taken:
        form.add_error("code", _("This code is not right. Type the one that the app shows now."))
    return taken


def _let_in(request: HttpRequest, user: Any, target: str) -> HttpResponse:
    """The sign-in is whole: under a new session key, on to where it began."""
    factor = services.of(user)
    accounts.record(user, "second_factor_passed", actor=user)
    request.session.cycle_key()
    request.session[SESSION] = factor.pk if factor else None
    if factor and not factor.codes.filter(used_at__isnull=True).exists():
        messages.warning(request, _("No recovery code is left. Make new ones in your account."))
    own = url_has_allowed_host_and_scheme(target, allowed_hosts=None) and target.startswith(ADMIN)
    return redirect(target if own else reverse("wagtailadmin_home"))
