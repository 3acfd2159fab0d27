"""Schema.org data for search engines (JSON-LD)."""

import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.sharing import pages as sharing
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


def agency(row: Any) -> dict[str, Any]:
    """A row of the directory's agencies as the organization it is; the portal for None."""
    if row is None:
        return publisher()
    data = {"@type": "GovernmentOrganization", "name": row.name, "url": row.website or None}
    return {key: value for key, value in data.items() if value}


def breadcrumbs(place: "Place") -> list[dict[str, Any]]:
    """A BreadcrumbList of the way down to the page, the page last; none for a front page."""
    if place.page is None or not place.above:
        return []
    steps = [(crumb.url, crumb.title) for crumb in place.crumbs()]
    steps.append((public_path(place.page.url_path), place.page.title))
    return trail(steps)


def trail(steps: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """A BreadcrumbList of `steps`, (public path, title) from the front page down."""
    return [
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": number,
                    "name": title,
                    "item": {"@type": "WebPage", "@id": absolute(url)},
                }
                for number, (url, title) in enumerate(steps, start=1)
            ],
        }
    ]


def work(page: "BasePage", kind: str, **more: Any) -> dict[str, Any]:
    """A creative work (`kind` of schema.org) with what every page knows; `more` is added, values of None left out."""
    changed = page.last_published_at or page.published_at
    data: dict[str, Any] = {
        "@type": kind,
        "headline" if kind.endswith("Article") else "name": page.title,
        "description": page.lead or None,
        "url": page.full_url,
        "inLanguage": page.locale.language_code,
        "datePublished": page.published_at.isoformat() if page.published_at else None,
        "dateModified": changed.isoformat() if changed else None,
        "publisher": publisher(),
        "creditText": _("This text was made with AI.") if page.ai_made else None,
        "digitalSourceType": AI_SOURCE if page.ai_made else None,
        **more,
    }
    return {key: value for key, value in data.items() if value is not None}


def picture_of(page: "BasePage", section: str | None) -> str:
    """The page's picture for those who show one, else the one that is drawn for links to it below `section`
    (`portal.sharing.pages`); where none is, the portal's own in the page's language."""
    own = page.share_picture() or sharing.drawn(page, section)
    return own or absolute(static(f"portal/share/share-{page.locale.language_code}.png"))


def image(picture: Any, url: str) -> dict[str, Any] | str:
    """A picture as a property of a work: its address; with the mark where it was made with AI."""
    if picture is None or not picture.ai_made:
        return url
    return {
        "@type": "ImageObject",
        "url": url,
        "contentUrl": url,
        "creditText": _("This picture was made with AI."),
        "digitalSourceType": AI_SOURCE,
    }


# Schema.org's name of IPTC's term for what an algorithm made.
AI_SOURCE = "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
