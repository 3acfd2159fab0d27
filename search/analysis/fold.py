"""Kazakh letters to the Russian letters that people without a Kazakh keyboard type instead."""

from typing import Final

LETTERS: Final = str.maketrans("әғқңөұүһі", "агкноуухи")


def fold(token: str) -> str:
    """`token`, already in lower case, with each Kazakh letter replaced by its look-alike: "қазақ" → "казак"."""
    return token.translate(LETTERS)
