"""Template tags of the face: the reader's display, languages, form fields, share links, page numbers."""

import datetime
from dataclasses import dataclass, replace
from html import escape
from typing import Any
from urllib.parse import quote, urlencode

from django import forms, template
from django.core.paginator import Page
from django.forms import BoundField
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from portal import chrome as rendering
from portal import components, dates, display, display_forms, images, languages

register = template.Library()


def _path(context: Any) -> str:
    request = context.get("request")
    return request.get_full_path() if request else "/"


@register.simple_tag(takes_context=True)
def display_attributes(context: Any) -> SafeString:
    """The reader's choice as attributes of `<html>`; nothing for the normal version."""
    chosen = display.attributes(context.get("display") or display.NORMAL)
    return format_html_join("", ' {}="{}"', chosen.items())


@register.simple_tag(takes_context=True)
def display_url(context: Any) -> str:
    """Address of the display page, with the way back (`address`, in the header and footer)."""
    return f"{reverse('display')}?{urlencode({'next': context.get('address') or _path(context)})}"


def _set_url(context: Any, chosen: display.Display) -> str:
    address = context.get("back") or _path(context)
    return f"{reverse('display_set')}?{urlencode({'view': display.serialize(chosen), 'next': address})}"


@register.simple_tag(takes_context=True)
def ready_displays(context: Any) -> list[dict[str, str]]:
    """The displays that one tap gives, each with its address and what it is in words."""
    return [{"url": _set_url(context, ready), "words": display_forms.in_words(ready)} for ready in display.READY]


@register.simple_tag(takes_context=True)
def display_steps(context: Any) -> dict[str, Any]:
    """What the bar of the low-vision version offers, each as an address: other sizes, colours, pictures or none."""
    now: display.Display = context.get("display") or display.NORMAL
    smaller, larger = display.sized(now, -1), display.sized(now, 1)
    return {
        "now": now,
        "smaller": smaller and _set_url(context, smaller),
        "larger": larger and _set_url(context, larger),
        "schemes": [
            {
                "key": scheme,
                "words": display_forms.SCHEME_WORDS[scheme],
                "current": scheme == now.scheme,
                "url": _set_url(context, replace(now, scheme=scheme)),
            }
            for scheme in display.LOW_VISION
        ],
        "pictures": _set_url(context, replace(now, pictures="on" if now.pictures == "off" else "off")),
        "normal": _set_url(context, display.NORMAL),
    }


@register.simple_tag(takes_context=True)
def language_links(context: Any) -> list[dict[str, Any]]:
    """The three languages, each with the address that remembers it and leads to the same page.

    Slugs are the same in all languages, so only the first part of the path changes; a page that is not translated
    is offered there in the languages it has. The header knows what follows the language as `address_rest`.
    """
    rest = context.get("address_rest") or _path(context).lstrip("/").partition("/")[2]
    current = languages.current()
    return [
        {
            "code": code,
            "short": languages.SHORT[code],
            "name": languages.NAMES[code],
            "current": code == current,
            "url": f"/language/{code}/?{urlencode({'next': f'/{code}/{rest}'})}",
        }
        for code in languages.CODES
    ]


@register.simple_tag(takes_context=True)
def chrome(context: Any, template: str) -> SafeString:
    """A part that is the same on every page (`portal.chrome`)."""
    request = context.get("request")
    return mark_safe(rendering.render(template, request.path if request else "/", _path(context)))  # noqa: S308 a template


@register.simple_tag
def component(template: str, **values: Any) -> SafeString:
    """A part made of `values` alone, made once for them (`portal.components`)."""
    return components.render(template, values)


@register.simple_tag(takes_context=True)
def picture(
    context: Any,
    image: Any,
    alt: str = "",
    sizes: str = "(min-width: 60rem) 40rem, 100vw",
    loading: str = "lazy",
    mark: bool = True,
) -> SafeString:
    """A PortalImage in the widths that readers need; with pictures off its words (`alt`) stand in its place.

    One that was made with AI bears the mark wherever it is shown; `mark=False` is for places that say it in a sentence.
    """
    made = SafeString(components.render("portal/components/ai_mark.html", {})) if mark and _is_ai_made(image) else ""
    if (context.get("display") or display.NORMAL).pictures == "off":
        words = components.render("portal/components/picture_words.html", {"alt": alt}) if alt else ""
        return SafeString(words + made)
    if not image:
        return SafeString("")
    offer = images.offered(image)
    first = offer.plain[0]
    html = (
        f'<img class="picture" src="{escape(first.url)}"{_srcset(offer.plain, sizes)}'
        f' alt="{escape(str(alt or ""))}" width="{round(first.width)}" height="{round(first.height)}"'
        f' loading="{escape(loading)}" decoding="async">'
    )
    if not offer.sources:
        return SafeString(html + made)
    sources = "".join(f'<source type="{kind}"{_srcset(ready, sizes)}>' for kind, ready in offer.sources)
    return SafeString(f"<picture>{sources}{html}</picture>{made}")


def _srcset(ready: list[Any], sizes: str) -> str:
    """The widths among which a browser chooses; nothing where there is no choice. Lists show dozens, so by hand."""
    # A small picture is not made larger: it is there once. Of a drawing just made, sizes are fractions.
    widths = {round(each.width): each.url for each in ready}
    if len(widths) < 2:
        return ""
    named = ", ".join(f"{url} {width}w" for width, url in widths.items())
    return f' srcset="{escape(named)}" sizes="{escape(sizes)}"'


def _is_ai_made(image: Any) -> bool:
    return bool(image) and bool(getattr(image, "ai_made", False))


@register.filter
def language_name(code: str) -> str:
    """`ru` → "Русский"; an unknown code as it is."""
    return languages.NAMES.get(code, code)


@register.filter
def language_short(code: str) -> str:
    """`ru` → "Рус"; an unknown code as it is."""
    return languages.SHORT.get(code, code)


@register.simple_tag
def foreign(code: str | None) -> SafeString:
    """` lang="ru"` for text in another language than the page's, else nothing."""
    if not code or code == languages.current():
        return SafeString("")
    return SafeString(f' lang="{escape(code)}"')


@register.filter
def day_of(item: Any) -> Any:
    """The day of an item, whether a dict, an object with `date`, or a page with `published_at`; None without one."""
    if isinstance(item, dict):
        return item.get("date") or item.get("published_at")
    return getattr(item, "date", None) or getattr(item, "published_at", None)


@register.filter
def short_date(day: datetime.date | datetime.datetime | None) -> str:
    """Day and month; with the year when it is not the present one."""
    if not day:
        return ""
    local = dates.local(day)
    write = dates.short if local.year == timezone.localdate().year else dates.full
    return write(local, languages.current())


@register.simple_tag
def day_time(item: Any) -> SafeString:
    """The day of an item as `<time>`, for machines and for people; nothing without one."""
    day = day_of(item)
    if not day:
        return SafeString("")
    local = dates.local(day)
    return SafeString(f'<time datetime="{local.isoformat()}">{short_date(local)}</time>')  # digits and months


@register.simple_tag
def language_label(code: str | None) -> SafeString:
    """The short name of a language that is not the page's own; no template, since lists show dozens."""
    if not code or code == languages.current():
        return SafeString("")
    name, short = escape(language_name(code)), escape(language_short(code))
    return SafeString(f'<abbr class="language-label" title="{name}">{short}</abbr>')


@register.simple_tag
def today() -> datetime.date:
    """The day in Kazakhstan, for paper."""
    return timezone.localdate()


@register.simple_tag
def working_days(count: int) -> str:
    """ "in 4 working days"."""
    return ngettext("in %(count)d working day", "in %(count)d working days", count) % {"count": count}


@register.filter
def is_tick(field: BoundField) -> bool:
    """Whether the field is one box to tick."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def is_group(field: BoundField) -> bool:
    """Whether the field is a group of choices that needs a legend instead of a label."""
    return isinstance(field.field.widget, (forms.RadioSelect, forms.CheckboxSelectMultiple))


@register.filter
def counts_characters(field: BoundField) -> bool:
    """Whether a counter of what is left helps: a long text with a limit."""
    return isinstance(field.field.widget, forms.Textarea) and bool(getattr(field.field, "max_length", None))


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The field's control, tied to its hint and its error (`aria-describedby`, `aria-invalid`)."""
    described = [f"{field.auto_id}_helptext"] if field.help_text else []
    attrs: dict[str, str | bool] = {}
    if field.errors:
        described.append(f"{field.auto_id}_error")
        attrs["aria-invalid"] = "true"
    given = field.field.widget.attrs.get("aria-describedby")
    if given:
        described.append(given)
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs=attrs)


@register.simple_tag(takes_context=True)
def share_links(context: Any, url: str = "", title: str = "") -> list[dict[str, str]]:
    """Where a page can be passed on: name and plain address, nothing asked of anyone before the click."""
    if not url:
        url = f"{context.get('base_url', '')}{_path(context).partition('?')[0]}"
    address, words = quote(url, safe=""), quote(str(title), safe="")
    both = quote(f"{title} {url}".strip(), safe="")
    return [
        {"name": "Telegram", "url": f"https://t.me/share/url?url={address}&text={words}"},
        {"name": "WhatsApp", "url": f"https://wa.me/?text={both}"},
        {"name": "Facebook", "url": f"https://www.facebook.com/sharer/sharer.php?u={address}"},
        {"name": "VK", "url": f"https://vk.com/share.php?url={address}&title={words}"},
        {"name": "X", "url": f"https://x.com/intent/post?url={address}&text={words}"},
        {"name": gettext("E-mail"), "url": f"mailto:?subject={words}&body={both}"},
    ]


@register.simple_tag(takes_context=True)
def paper_address(context: Any) -> str:
    """The page's whole address, for paper."""
    return f"{context.get('base_url', '')}{_path(context)}"


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of a list: its number and its address, relative to the present one."""

    number: int
    url: str


@dataclass(frozen=True, slots=True)
class PageLinks:
    """The pages to offer, with None for a gap (1 … 4 5 6 … 20), and the one before and after, where there is one."""

    shown: list[PageLink | None]
    previous: PageLink | None
    next: PageLink | None


@register.simple_tag(takes_context=True)
def page_links(context: Any, page: Page) -> PageLinks:
    """The way to the other pages of a list; each link keeps the present query."""
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    query.pop("page", None)
    kept = f"{query.urlencode()}&" if query else ""

    def link(number: int) -> PageLink:
        return PageLink(number, f"?{kept}page={number}")

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return PageLinks(
        [link(number) if isinstance(number, int) else None for number in numbers],
        link(page.number - 1) if page.has_previous() else None,
        link(page.number + 1) if page.has_next() else None,
    )
