"""The urgent banner as readers get it: on each page, and asked for again by pages that stand open.

From the button to the last reader it takes less than five seconds: a process remembers the rows for `KEPT`, a shared
cache a page for `portal.serving.SHARED` and the fragment for a second, and an open page asks every three seconds.
"""

from datetime import timedelta
from typing import Any, Final

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.models import Page

from newsroom.models import UrgentBanner
from newsroom.rules.banner import Banner, Shown, shown, standing
from portal import components, languages
from portal.fragments import Fragment
from portal.memory import kept_for
from portal.tree import public_path, tree
from portal.visibility import open_to_all

KEPT: Final = 1.0
# How long what was seen last may still be shown by a page that must ask no database: when that is what has broken.
LAST: Final = timedelta(minutes=5)

_last: tuple[Any, tuple[Banner, ...]] | None = None


@kept_for(KEPT)
def banners() -> tuple[Banner, ...]:
    """Those that are up or will be: one query, and one more for the pages that they lead to."""
    global _last
    rows = list(UrgentBanner.objects.ahead().select_related("page"))
    found = tuple(Banner(row.pk, row.begins_at, row.ends_at, row.texts, addresses(row.page)) for row in rows)
    _last = (timezone.now(), found)
    return found


def addresses(page: Page | None) -> dict[str, str]:
    """Where the public versions of `page` are, by language, in the portal's order."""
    if page is None:
        return {}
    versions = open_to_all(Page.objects.filter(translation_key=page.translation_key))
    found = {tree().language_of(row.locale_id): public_path(row.url_path) for row in versions}
    return {code: found[code] for code in languages.CODES if found.get(code)}


def html(banner: Banner | None) -> str:
    """`banner` in the present language; "" for none."""
    return rendered(shown(banner, languages.current())) if banner else ""


def rendered(what: Shown) -> SafeString:
    """The component, in the present language."""
    told = {"text": what.text, "text_language": what.language, "url": what.url}
    return components.render("portal/components/urgent.html", told)


def fragment(language: str) -> Fragment:
    """What an open page in `language`, which is the present one, should show now."""
    return Fragment.of(html(standing(banners(), timezone.now())))


def place(context: dict[str, Any]) -> str:
    """The place of the banner on a page: always there, so that a screen reader says what comes into it later."""
    return format_html(
        '<div class="urgent-place" aria-live="assertive" aria-atomic="true" data-urgent="{}">{}</div>',
        reverse("newsroom:urgent"),
        SafeString(html(standing(banners(), timezone.now()))),
    )


def script(context: dict[str, Any]) -> str:
    """What lets an open page ask."""
    return format_html('<script type="module" src="{}"></script>', static("newsroom/js/urgent.js"))


def last_seen(context: dict[str, Any]) -> str:
    """The banner as this process saw it last, without asking anything: for pages that say that something broke."""
    now = timezone.now()
    if _last is None or now - _last[0] > LAST:
        return ""
    return html(standing(_last[1], now))
