"""Letters that stand for others: Russian ones typed for Kazakh, and what Latin letters do not tell apart."""

from typing import Final

LETTERS: Final = str.maketrans("әғқңөұүһі", "агкноуухи")
SOUNDS: Final = str.maketrans("щэёй", "шееи", "ьъ")


def fold(token: str) -> str:
    """`token`, already in lower case, with each Kazakh letter replaced by its look-alike: "қазақ" → "казак"."""
    return token.translate(LETTERS)


def sounding(stem: str) -> str:
    """A Russian `stem` without the signs and differences that Latin letters lose: "социальн" → "социалн"."""
    return stem.translate(SOUNDS) or stem
