"""The pictures of pages that have none of their own."""

from typing import TYPE_CHECKING, Final

from wagtail.models import Page

from portal.sharing.cards import Card
from portal.tree import tree
from portal.visibility import open_to_all

if TYPE_CHECKING:
    from portal.places import Place

KIND: Final = "page"
_LONGEST_KEY: Final = 12  # digits, so that a number is one that a database knows


def card_of(key: str, language: str) -> Card | None:
    """The card of the page `key` (its number) that everyone may see in `language`; None for one with a picture."""
    if not key.isdecimal() or len(key) > _LONGEST_KEY:
        return None
    row = open_to_all(Page.objects.filter(pk=int(key), locale__language_code=language, depth__gt=2)).first()
    if row is None:
        return None
    page = row.specific
    page.locale = tree().locales[page.locale_id]
    # A section stands below the front page, whose title is the portal's own name.
    section = "" if page.depth == 3 else page.get_parent().title
    found: Card | None = page.share_card(section) if hasattr(page, "share_card") else None
    return found


def section_of(place: "Place") -> str:
    """The title of what lies above a page, as `card_of` finds it, from what is known already."""
    return place.above[-1].title if len(place.above) > 1 else ""
