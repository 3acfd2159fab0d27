"""The pictures of pages that have none of their own."""

from typing import TYPE_CHECKING, Final

from wagtail.models import Page

from portal.sharing import cards
from portal.sharing.cards import Card
from portal.tree import absolute, tree
from portal.visibility import open_to_all

if TYPE_CHECKING:
    from portal.pages import BasePage
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


def section_at(page: "BasePage", place: "Place") -> str | None:
    """The title of what lies above a page, as `card_of` finds it, from what is known already; None where no picture is
    drawn: for the front page, and for what is not public (a preview)."""
    if not page.pk or place.page is None or not place.above:
        return None
    return place.above[-1].title if len(place.above) > 1 else ""


def drawn(page: "BasePage", section: str | None) -> str | None:
    """The address of the picture that is drawn for a page below `section`; None for a page that needs none."""
    card = None if section is None else page.share_card(section)
    return absolute(cards.address(KIND, page.pk, card)) if card else None
