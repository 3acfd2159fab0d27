"""Rich text as plain words, for comparing and for reading beside one's own."""

import re
from html import unescape
from typing import Final

from django.utils.html import strip_tags

_ENDS: Final = re.compile(r"</(?:p|li|h[1-6]|tr|blockquote)>|<br\s*/?>", re.IGNORECASE)
_ITEMS: Final = re.compile(r"<li\b[^>]*>", re.IGNORECASE)
_LINKS: Final = re.compile(r'<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a>', re.IGNORECASE | re.DOTALL)


def words(html: str) -> str:
    """The words of `html`: a line for each block, a bullet for each item, a link's target after its words."""
    linked = _LINKS.sub(_with_target, html)
    lines = _ENDS.sub("\n", _ITEMS.sub("• ", linked))
    return unescape(strip_tags(lines)).replace("\xa0", " ").strip()


def _with_target(match: re.Match[str]) -> str:
    target, said = match.groups()
    return said if target in strip_tags(said) else f"{said} [{target}]"
