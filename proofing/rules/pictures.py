"""Pictures: their text, their weight, their size."""

from collections.abc import Iterator, Sequence
from typing import Final

from proofing.rules.reading import Hit, Picture

HEAVY: Final = 8_000_000  # bytes of the original: what readers download from the page
SMALL: Final = 600  # pixels: narrower ones are blown up in the column
LEADS: Final = 1200  # pixels: what messengers and social networks show
_NAMES: Final = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg", ".avif")


def check(pictures: Sequence[Picture]) -> Iterator[Hit]:
    for picture in pictures:
        alt = picture.alt.strip()
        if not alt:
            yield Hit("picture-without-text", picture.where)
        elif alt.casefold().endswith(_NAMES):
            yield Hit("picture-named", picture.where, {"text": alt})
        if picture.size > HEAVY:
            yield Hit("picture-heavy", picture.where, {"megabytes": round(picture.size / 1_000_000)})
        wanted = LEADS if picture.leads else SMALL
        if not picture.drawn and 0 < picture.width < wanted:
            yield Hit("picture-small", picture.where, {"width": picture.width, "wanted": wanted})
