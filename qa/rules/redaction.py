"""Blacks out of a text what a person confirmed, of what looks like personal data (`portal.personal_data`)."""

from collections.abc import Iterable
from typing import Final

from portal.personal_data import Span

BLACKED_OUT: Final = "█████"


def black_out(text: str, spans: Iterable[Span]) -> str:
    """`text` with those spans that a person confirmed replaced by black blocks of one length."""
    for span in sorted(spans, reverse=True):
        text = text[: span.start] + BLACKED_OUT + text[span.end :]
    return text
