"""The portal's three languages: Kazakh first, everywhere."""

from typing import Final

from django.utils.translation import get_language

CODES: Final = ("kk", "ru", "en")
NAMES: Final = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
SHORT: Final = {"kk": "Қаз", "ru": "Рус", "en": "Eng"}
# People also type the country's code and the old three-letter one.
ALIASES: Final = {"kz": "kk", "kaz": "kk"}


def current() -> str:
    """The language of the page being made, one of `CODES`."""
    language = (get_language() or "kk")[:2]
    return language if language in CODES else "kk"


def order_for(language: str) -> list[str]:
    """The three codes with `language` first, the others in the portal's order."""
    return [language, *(code for code in CODES if code != language)]
