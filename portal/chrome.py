"""The header and the footer: the same on every page of a language, so they are rendered once in a few seconds.

Two things in them differ by page: which item of the menu is the current one (there are few, each is kept), and the
links that lead back to the page (rendered with a mark in its place, which is then replaced).
"""

from typing import Final
from urllib.parse import quote_plus

from django.conf import settings
from django.template.loader import render_to_string

from portal import languages, menu
from portal.memory import brief

# Letters alone, which pass through quoting and escaping as they are.
ADDRESS: Final = "ThisPagesAddressStandsHere"
REST: Final = "ThisPagesAddressBelowItsLanguageStandsHere"


def render(template: str, path: str, address: str) -> str:
    """`template`, a part of the base template, as shown at `path`; `address` is the path with the query.

    The template sees `language`, `home_path`, `offline_reading`, `menu_items`, `address` and `address_rest`: nothing of
    the reader.
    """
    language = languages.current()
    html = _rendered(template, language, *menu.lit(language, path))
    rest = address.lstrip("/").partition("/")[2]
    # Quoted for a query, hence safe in HTML.
    return html.replace(ADDRESS, quote_plus(address)).replace(REST, quote_plus(rest))


@brief
def _rendered(template: str, language: str, current: str, exact: bool) -> str:
    return render_to_string(
        template,
        {
            "language": language,
            "offline_reading": settings.OFFLINE_READING,
            "home_path": f"/{language}/",
            "menu_items": menu.menu_items(language, current, exact=exact),
            "address": ADDRESS,
            "address_rest": REST,
        },
    )
