"""Template tags of the portal floor."""

from datetime import date, datetime
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.rich_text import RichText

from portal import components, dates, languages, previews, slots, structured_data
from portal import html as cleaning
from portal import links as linking
from portal.sharing import cards
from portal.sharing import pages as sharing
from portal.sitemaps import default
from portal.tree import absolute

register = template.Library()

LOCALES = {"kk": "kk_KZ", "ru": "ru_KZ", "en": "en_GB"}


@register.simple_tag(takes_context=True)
def slot(context: Any, name: str) -> SafeString:
    """What the apps put into the slot `name`."""
    return mark_safe(slots.fill(name, context.flatten()))  # noqa: S308 fillers return rendered templates


@register.simple_tag(takes_context=True)
def rich(context: Any, value: RichText | str | None) -> SafeString:
    """Rich text from staff, safe to show. Links come from the page's `links` (all of a page's in one query)."""
    return linking.rich(value, context.get("links"))


@register.filter
def clean_html(value: str) -> SafeString:
    """HTML from staff whose links are expanded already, with nothing in it that the allow-list does not name."""
    return cleaning.clean(str(value))


@register.filter
def localdate(day: date | datetime | None) -> str:
    """The whole date in the present language: "2026 жылғы 22 қараша"."""
    return dates.full(dates.local(day), languages.current()) if day else ""


@register.filter
def localday(day: date | datetime | None) -> str:
    """Day and month in the present language: "22 қараша"."""
    return dates.short(dates.local(day), languages.current()) if day else ""


@register.filter
def clock(moment: datetime | None) -> str:
    """The time of day in Kazakhstan."""
    return dates.clock(moment) if moment else ""


@register.filter
def moment(when: datetime | None) -> str:
    """A moment for `<time datetime>`: to the second, since HTML knows no six digits of a fraction."""
    return timezone.localtime(when).isoformat(timespec="seconds") if when else ""


@register.filter
def thin(value: int | float | str) -> str:
    """A number with narrow spaces: "41 000"."""
    return dates.number(value)


@register.filter
def anchor_id(text: str) -> str:
    """A heading's id: its words, in their own alphabet, joined by hyphens."""
    return slugify(text, allow_unicode=True)[:80] or "section"


@register.simple_tag
def preview_languages(page: Any) -> list[previews.Version]:
    """The page in the other languages, for an editor who looks at it before it is published."""
    return previews.others(page)


@register.simple_tag(takes_context=True)
def head(context: Any, title: str = "", description: str = "", kind: str = "website") -> SafeString:
    """What machines are told in `<head>`: canonical, hreflang, Open Graph, feeds, JSON-LD.

    For a page all of it comes from the page. A view gives `title` and `description`, and may put into the context
    `canonical` (its public path), `alternates` (public paths by language, only of versions that exist; or set
    `request.alternates`), `json_ld` (a list of schema.org objects), `crumbs` (told to machines too), `noindex`, and
    `share`: the kind, the key and the card of a picture drawn for links (`portal.sharing`).
    """
    request = context.get("request")
    page, place = context.get("page"), context.get("place")
    language = languages.current()
    own = hasattr(page, "json_ld") and place is not None
    if own:
        paths = {code: version.url for code, version in place.versions.items()}
        items = page.json_ld(place)
        title, description = title or page.seo_title or page.title, description or page.search_description or page.lead
        kind = getattr(page, "og_type", kind)
    else:
        paths = context.get("alternates") or getattr(request, "alternates", {})
        items = context.get("json_ld") or []
    canonical = paths.get(language) or context.get("canonical") or (request.path if request else "/")
    if not own and context.get("crumbs") and not context.get("noindex"):
        above = [(crumb["url"], crumb["title"]) for crumb in context["crumbs"]]
        items = [*structured_data.trail([*above, (canonical, title)]), *items]
    number = context["request"].GET.get("page", "") if request else ""
    if number.isdecimal() and len(number) < 10 and int(number) > 1:
        canonical = f"{canonical}?page={int(number)}"
        paths = {}  # the next page of a list holds other things in each language
    shown = _share_picture(page, place) if own else drawn_for(*context["share"]) if context.get("share") else None
    told = {
        "title": title or _("Jauap"),
        "description": description,
        "kind": kind,
        "canonical": absolute(canonical),
        "alternates": [(code, absolute(path)) for code, path in paths.items()] if len(paths) > 1 else [],
        "x_default": absolute(default(paths)) if len(paths) > 1 else "",
        **(shown or generic_picture(language)),
        "locale": LOCALES[language],
        "other_locales": [LOCALES[code] for code in paths if code != language],
        "site_name": _("Jauap"),
        "feed": absolute(f"/{language}/feed/"),
        "ai_made": own and page.ai_made,
        "noindex": bool(context.get("noindex")),
    }
    return SafeString(components.render("portal/components/meta.html", told) + structured_data.script(items))


def _share_words(page: Any) -> str:
    """What the picture of a shared page shows, and that it was made with AI, where it was."""
    made = page.picture is not None and page.picture.ai_made
    return f"{page.picture_alt} ({_('This picture was made with AI.')})" if made else str(page.picture_alt)


def _share_picture(page: Any, place: Any) -> dict[str, Any] | None:
    """What links to a page are shown with: its own picture, else one that is drawn for it."""
    own = page.own_picture()
    if own is not None:
        return {
            "picture": absolute(own.url),
            "picture_width": own.width,
            "picture_height": own.height,
            "picture_alt": _share_words(page),
        }
    section = sharing.section_at(page, place)
    card = None if section is None else page.share_card(section)
    return drawn_for(sharing.KIND, page.pk, card) if card else None


def drawn_for(kind: str, key: object, card: cards.Card) -> dict[str, Any]:
    """The picture of `card` as `<head>` names it."""
    return {
        "picture": absolute(cards.address(kind, key, card)),
        "picture_width": cards.WIDTH,
        "picture_height": cards.HEIGHT,
        "picture_alt": card.alt,
    }


def generic_picture(language: str) -> dict[str, Any]:
    """The portal's own picture, for what has none."""
    return {
        "picture": absolute(static(f"portal/share/share-{language}.png")),
        "picture_width": cards.WIDTH,
        "picture_height": cards.HEIGHT,
        "picture_alt": _("Jauap"),
    }
