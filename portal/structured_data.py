"""Schema.org data for search engines (JSON-LD)."""

import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.tree import absolute, public_path

if TYPE_CHECKING:
    from portal.pages import BasePage
    from portal.places import Place

# What could end the script element or begin another one (HTML, "Restrictions for contents of script elements").
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def script(items: list[dict[str, Any]]) -> SafeString:
    """One `<script type="application/ld+json">` with all `items`; nothing for none. Data blocks need no nonce."""
    if not items:
        return SafeString("")
    # An item may bring its own @context; in a graph there is one for all.
    graph = [{key: value for key, value in item.items() if key != "@context"} for item in items]
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 escaped above


def publisher() -> dict[str, Any]:
    """The portal as the publisher of a page."""
    return {"@type": "GovernmentOrganization", "name": _("Jauap"), "url": settings.BASE_URL}


def breadcrumbs(place: "Place") -> list[dict[str, Any]]:
    """A BreadcrumbList of the way down to the page, the page last; none for a front page."""
    if place.page is None or not place.above:
        return []
    steps = [(crumb.url, crumb.title) for crumb in place.crumbs()]
    steps.append((public_path(place.page.url_path), place.page.title))
    return [
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": number, "name": title, "item": absolute(url)}
                for number, (url, title) in enumerate(steps, start=1)
            ],
        }
    ]


def work(page: "BasePage", kind: str, **more: Any) -> dict[str, Any]:
    """A creative work (`kind` of schema.org) with what every page knows; `more` is added, values of None left out."""
    data: dict[str, Any] = {
        "@type": kind,
        "headline" if kind.endswith("Article") else "name": page.title,
        "description": page.lead or None,
        "url": page.full_url,
        "inLanguage": page.locale.language_code,
        "datePublished": page.published_at.isoformat() if page.published_at else None,
        "dateModified": page.last_published_at.isoformat() if page.last_published_at else None,
        "publisher": publisher(),
        "creditText": _("This text was made with AI.") if page.ai_made else None,
        "digitalSourceType": AI_SOURCE if page.ai_made else None,
        **more,
    }
    return {key: value for key, value in data.items() if value is not None}


def image(picture: Any, url: str) -> dict[str, Any] | str:
    """A picture as a property of a work: its address; with the mark where it was made with AI."""
    if not picture.ai_made:
        return url
    return {
        "@type": "ImageObject",
        "url": url,
        "contentUrl": url,
        "creditText": _("This picture was made with AI."),
        "digitalSourceType": AI_SOURCE,
    }


# IPTC's term for what an algorithm made, which schema.org's digitalSourceType takes.
AI_SOURCE = "https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
