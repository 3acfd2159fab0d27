"""The address of a drawn picture."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.templatetags.static import static
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.http import require_safe

from portal.sharing import cards, drawing

YEAR = 365 * 24 * 60 * 60


@require_safe
def share_picture(request: HttpRequest, kind: str, language: str, key: str, digest: str) -> HttpResponseBase:
    """The picture of something public; an older or made-up digest leads to the present one and draws nothing."""
    card = cards.find(kind, key, language)
    if card is None:
        raise Http404("nothing public is known there")
    response: HttpResponseBase
    if digest != card.digest:
        response = HttpResponseRedirect(cards.address(kind, key, card))
        patch_cache_control(response, public=True, max_age=60)
        return response
    try:
        with translation.override(language):
            file = drawing.picture(card)
    except drawing.Busy:
        response = HttpResponseRedirect(static(f"portal/share/share-{language}.png"))
        add_never_cache_headers(response)
        return response
    response = FileResponse(file.open("rb"), content_type="image/png")
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response
