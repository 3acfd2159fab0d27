"""The one list of what HTML from staff may hold, and the cleaning by it.

Wagtail's own markup for links (`<a linktype="page" id="3">`) must have been expanded before (`portal.links`): bleach
would take it for rubbish.
"""

from functools import lru_cache
from typing import Final

from bleach.css_sanitizer import CSSSanitizer
from bleach.sanitizer import Cleaner
from django.utils.safestring import SafeString, mark_safe

TAGS: Final = frozenset(
    [
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "caption",
        "code",
        "em",
        "h2",
        "h3",
        "h4",
        "hr",
        "i",
        "li",
        "ol",
        "p",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
ATTRIBUTES: Final = {
    "*": ["lang", "id"],
    "a": ["href", "rel", "hreflang", "title"],
    "abbr": ["title"],
    "ol": ["start"],
    "td": ["colspan", "rowspan"],
    "th": ["colspan", "rowspan", "scope"],
}
PROTOCOLS: Final = frozenset({"http", "https", "mailto", "tel"})


# As stored, Wagtail's links name what they lead to (`<a linktype="page" id="3">`).
_STORED: Final = ATTRIBUTES | {"a": [*ATTRIBUTES["a"], "linktype"]}


@lru_cache(maxsize=4096)
def _cleaned(html: str, stored: bool = False) -> str:
    # A cleaner holds the state of its parser, so threads must not share one.
    cleaner = Cleaner(
        tags=TAGS,
        attributes=_STORED if stored else ATTRIBUTES,
        protocols=PROTOCOLS,
        strip=True,
        strip_comments=True,
        css_sanitizer=CSSSanitizer(allowed_css_properties=[]),
    )
    return cleaner.clean(html)


def clean(html: str) -> SafeString:
    """`html` with nothing in it but `TAGS`, `ATTRIBUTES` and links by `PROTOCOLS`; what else was there is taken out.

    The result depends on the text alone, so the last few thousand are remembered: cleaning a page of thirty blocks anew
    takes longer than everything else about it.
    """
    return mark_safe(_cleaned(html))  # noqa: S308 this is what makes it safe


def clean_stored(html: str) -> str:
    """The same for rich text that is kept: Wagtail's links stay as they are. Expand them before it is shown."""
    return _cleaned(html, stored=True)
