"""The rich text of an answer: as it is kept, as readers see it, and as plain words.

It is kept with Wagtail's links, which name the page or the document: each reader is led to the page in their own
language, and to nothing that is not published.
"""

import re
from html import unescape
from typing import Final

from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from portal import html as cleaning
from portal import languages
from portal.links import Links, rich

_ENDS: Final = re.compile(r"</(?:p|li|h[1-6]|tr|blockquote)>|<br\s*/?>", re.IGNORECASE)
_ITEMS: Final = re.compile(r"<li\b[^>]*>", re.IGNORECASE)
_LINKS: Final = re.compile(r'<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a>', re.IGNORECASE | re.DOTALL)


def stored(html: str) -> str:
    """Rich text from the editor, as it may be kept: nothing but what the allow-list names, and Wagtail's links."""
    return cleaning.clean_stored(html)


def says_something(html: str) -> bool:
    """Whether there are words in it."""
    return bool(unescape(strip_tags(html)).replace("\xa0", " ").strip())


def shown(html: str, language: str = "") -> SafeString:
    """Rich text as readers of `language` (else of the page being made) see it, safe, its links resolved."""
    return rich(html, Links([html], language or languages.current()))


def dead_links(html: str, language: str) -> int:
    """How many links of `html` lead to nothing that is published."""
    return shown(html, language).count("<a>")


def words(html: str) -> str:
    """The words of `html`: a line for each block, a bullet for each item, a link's target after its words."""
    linked = _LINKS.sub(_with_target, shown(html))
    lines = _ENDS.sub("\n", _ITEMS.sub("• ", linked))
    return unescape(strip_tags(lines)).replace("\xa0", " ").strip()


def _with_target(match: re.Match[str]) -> str:
    target, said = match.groups()
    return said if target in strip_tags(said) else f"{said} [{target}]"
