"""Which searched texts may be counted by their words: none that could name or reach a person."""

import re
from typing import Final

from search import analysis

LONGEST: Final = 80  # characters: what is longer is a story, not a search
MOST_DIGITS: Final = 3  # "112" and "covid-19" may stay; numbers of people, papers, telephones and cards are longer
OCCASIONS: Final = 3  # a text is shown to editors from so many occasions on

_ADDRESS: Final = re.compile(r"@|://|\bwww\.|\.(?:kz|ru|com|org|net)\b", re.IGNORECASE)
# A tracking code in its groups of four, whatever signs part them and however few digits it has.
_CODE: Final = re.compile(r"\b\w{4}(?:[\W_]{0,3}\w{4}){2}\b")
_SYMBOLS: Final = frozenset("ABCDEFGHJKMNPQRSTVWXYZ")  # of which codes are made, beside digits


def kept(text: str) -> str:
    """The words of `text` in their normal spelling, as they are counted; "" for a text that must not be kept.

    Not kept are long texts, addresses, tracking codes, and whatever holds four digits or more, wherever they stand:
    masked ones would still tell that somebody searched for a number, and nothing that an editor could use.
    """
    if len(text) > LONGEST or _ADDRESS.search(text) or sum(letter.isdigit() for letter in text) > MOST_DIGITS:
        return ""
    if any(map(_may_be_code, _CODE.findall(text))):
        return ""
    found = " ".join(token.text for token in analysis.tokens(analysis.clean(text)))
    return found if len(found) > 1 else ""


def _may_be_code(found: str) -> bool:
    letters = {letter for letter in found.upper() if letter.isalpha()}
    return "-" in found or any(map(str.isdigit, found)) or letters <= _SYMBOLS
