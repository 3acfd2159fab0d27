"""The card of a rebuttal that other sites show in a frame: no script, no cookie, nothing asked of anybody else."""

from typing import Any, Final

from django.urls import reverse
from django.utils.html import format_html

from portal.tree import absolute
from rebuttals.pages import RebuttalPage

HEIGHT: Final = 320  # pixels; a longer claim scrolls inside


def address(page: RebuttalPage) -> str:
    """The card's public path, in the present language."""
    return reverse("rebuttals:card", kwargs={"key": page.slug})


def snippet(page: RebuttalPage) -> dict[str, Any]:
    """What a site copies (`html`, to be shown escaped), and the card's own address (`url`)."""
    html = format_html(
        '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" referrerpolicy="no-referrer"></iframe>',
        absolute(address(page)),
        f"{page.ruling.label}: {page.claim}",
        HEIGHT,
    )
    return {"url": address(page), "html": html}
