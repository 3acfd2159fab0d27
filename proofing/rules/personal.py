"""Personal data that has no place on a public page."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from portal.personal_data import Found, suggest
from proofing.rules.reading import Hit, Piece

# Landlines belong to offices; what begins with these codes is in somebody's pocket.
_MOBILE: Final = re.compile(r"7(?:0[0-8]|47|7[15678])\d{7}")


def digits_of(phone: str) -> str:
    """The ten digits of a Kazakh number, however it is written: "8 (701) 234-56-78" → "7012345678"."""
    return re.sub(r"\D", "", phone)[-10:]


def check(pieces: Sequence[Piece], published: Collection[str]) -> Iterator[Hit]:
    """IINs and card numbers, told by their checksums; mobile numbers, but for those `published` (ten digits each).

    The finding never repeats the number whole: it is shown on screens and in lists.
    """
    for piece in pieces:
        text = piece.plain
        for span in suggest(text):
            found = text[span.start : span.end]
            if span.found is Found.IIN:
                yield Hit("personal-iin", piece.where, {"text": _masked(found)})
            elif span.found is Found.CARD:
                yield Hit("personal-card", piece.where, {"text": _masked(found)})
            elif span.found is Found.PHONE:
                digits = digits_of(found)
                if _MOBILE.fullmatch(digits) and digits not in published:
                    yield Hit("personal-phone", piece.where, {"text": _masked(found)})


def _masked(number: str) -> str:
    """Its first and last two characters."""
    return f"{number[:2]}…{number[-2:]}"
