"""What the editor of a translation says beyond wagtail-localize, and what it does where that would fail."""

import logging

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views import edit_translation

from newsroom.models import Standing
from newsroom.translating import services, texts

logger = logging.getLogger(__name__)


def before_edit(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Called before a page is edited: the editor of translations, if it is one, comes after this."""
    translation = (
        Translation.objects.filter(source__object_id=page.translation_key, target_locale_id=page.locale_id)
        .select_related("source", "standing", "target_locale")
        .first()
    )
    if translation is not None and translation.enabled:
        try:
            translation.source.get_source_instance()
        except ObjectDoesNotExist:
            # Without its original the side-by-side editor cannot open: the page goes on by itself.
            Translation.objects.filter(pk=translation.pk).update(enabled=False)
            translation.enabled = False
            _tell_original_is_gone(request)
    if request.method == "POST":
        if request.POST.get("action") == "publish" and not (translation and translation.enabled):
            _tell_original_is_gone(request)
            return redirect("wagtailadmin_pages:edit", page.pk)
        return None
    if translation is not None:
        _tell(request, page, translation)
    return None


def _tell_original_is_gone(request: HttpRequest) -> None:
    gone = _("The original has been deleted, or its translation was stopped. The text is kept: edit it here by itself.")
    messages.warning(request, gone)


def _tell(request: HttpRequest, page: Page, translation: Translation) -> None:
    """Who else translates this, since when it is out of date, and what a machine wrote."""
    place = reverse("translations:story", args=[page.pk])
    holder = services.holder_of(page.translation_key, translation.target_locale)
    if holder is not None and holder.pk != request.user.pk:
        messages.warning(request, _("A colleague is translating this: %(name)s") % {"name": holder})
    elif holder is not None:
        services.piece_take(key=page.translation_key, locale=translation.target_locale, user=request.user)
    standing: Standing | None = getattr(translation, "standing", None)
    if standing is not None and standing.stale_since and page.live:
        button = messages.button(f"{place}#changes-{translation.target_locale.language_code}", _("What changed?"))
        messages.warning(request, _("Translation out of date: the original has changed."), buttons=[button])
    if texts.machine_made(translation, standing):
        button = messages.button(place, _("Confirm"))
        marked = _("A machine translated a part of this text. Readers see a mark until a person has confirmed it.")
        messages.warning(request, marked, buttons=[button])
    source = Page.objects.filter(translation_key=page.translation_key, locale_id=translation.source.locale_id).first()
    if source is not None and page.live and not source.live:
        messages.warning(request, _("The original is not public any more, this translation is."))


@login_required
@require_POST
def machine_translate(request: HttpRequest, translation_id: int) -> HttpResponse:
    """wagtail-localize's own, but for a machine that does not answer: then the translator is told, and goes on."""
    translation = get_object_or_404(Translation.objects.select_related("source", "target_locale"), pk=translation_id)
    try:
        response: HttpResponse = edit_translation.machine_translate(request, translation_id)
    except (PermissionDenied, Http404):
        raise
    except Exception:  # whatever a plug-in raises
        logger.exception("the machine translator failed")
        messages.error(request, _("The machine did not answer. Nothing was changed; translate by hand or try again."))
        return redirect(translation.get_target_instance_edit_url())
    return response
