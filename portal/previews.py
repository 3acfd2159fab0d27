"""How an editor looks at a page before it is published: on which device, and as which reader sees it.

Wagtail's preview asks a page by a request that it makes up. The choice goes into that request alone: the editor's own
display, and the cookie that holds it, stay as they are.
"""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page
from wagtail_localize.models import Translation

from portal import display, languages
from portal.display import Display

MODES: Final[dict[str, tuple[Promise, Display]]] = {
    "": (_("Normal version"), display.NORMAL),
    "light": (_("Light colours"), Display(scheme="light")),
    "dark": (_("Dark colours"), Display(scheme="dark")),
    "bw": (_("Low vision: black on white"), Display(scheme="bw")),
    "wb": (_("Low vision: white on black"), Display(scheme="wb")),
    "blue": (_("Low vision: dark blue on light blue"), Display(scheme="blue")),
    "large": (_("Low vision: text twice as large"), Display(size="200")),
    "widest": (_("Low vision: twice as large, wide spacing"), Display(scheme="bw", size="200", spacing="wide")),
    "no-pictures": (_("Low vision: pictures off"), Display(pictures="off")),
}
WIDTHS: Final = (
    ("phone", "mobile-alt", 360, pgettext_lazy("device", "Phone")),
    ("tablet", "tablet-alt", 768, pgettext_lazy("device", "Tablet")),
    ("desktop", "desktop", 1280, pgettext_lazy("device", "Computer")),
)


def modes() -> list[tuple[str, Any]]:
    """What the editor chooses from, as Wagtail wants it; the first is the default."""
    return [(name, label) for name, (label, _display) in MODES.items()]


def sizes() -> list[dict[str, Any]]:
    """The devices, as Wagtail wants them."""
    return [
        {"name": name, "icon": icon, "device_width": width, "label": f"{label}, {width} px"}
        for name, icon, width, label in WIDTHS
    ]


def dress(request: HttpRequest, mode: str | None) -> None:
    """Makes a preview's request that of a reader with the display of `mode`; an unknown one is the normal version."""
    chosen = MODES.get(mode or "", MODES[""])[1]
    request.COOKIES = {name: value for name, value in request.COOKIES.items() if name != display.COOKIE}
    if chosen.chosen:
        request.COOKIES[display.COOKIE] = display.serialize(chosen)


@dataclass(frozen=True, slots=True)
class Version:
    """The page in another language: its newest text for looking at, "" where it is not there; whether it is live."""

    code: str
    name: str
    url: str
    live: bool


def others(page: Any) -> list[Version]:
    """`page` in the other languages, drafts included; none for what is not saved yet or is no page."""
    if not isinstance(page, Page) or page.pk is None:
        return []
    rows = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    found = {row["locale__language_code"]: row for row in rows.values("pk", "live", "locale__language_code")}
    # What is being translated side by side is in no revision yet: wagtail-localize shows it.
    begun = Translation.objects.filter(source__object_id=page.translation_key, enabled=True)
    translating = dict(begun.values_list("target_locale__language_code", "pk"))
    own = page.locale.language_code
    return [
        Version(code, languages.NAMES[code], _address(found.get(code), translating.get(code)), _live(found.get(code)))
        for code in languages.CODES
        if code != own
    ]


def _address(row: dict[str, Any] | None, translation: int | None) -> str:
    if row is None:
        return ""
    if translation is not None:
        return reverse("wagtail_localize:preview_translation", args=[translation])
    return reverse("wagtailadmin_pages:view_draft", args=[row["pk"]])


def _live(row: dict[str, Any] | None) -> bool:
    return bool(row and row["live"])
