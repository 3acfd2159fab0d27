"""Times in a recording as people write them: "1:05" is 65 seconds, "1:02:05" is 3725."""

import re
from typing import Final

PATTERN: Final = r"(?:\d{1,2}:[0-5]\d|\d{1,3}):[0-5]\d"
_WHOLE = re.compile(PATTERN)
# In a transcript a time stands in square brackets: [1:05].
_MARK = re.compile(rf"\[({PATTERN})\]")
_TAG = re.compile(r"(<[^>]*>)")


def seconds(text: str) -> int | None:
    """ "1:05" → 65; None for what is no time."""
    if not _WHOLE.fullmatch(text.strip()):
        return None
    total = 0
    for part in text.strip().split(":"):
        total = total * 60 + int(part)
    return total


def written(value: float) -> str:
    """65 → "1:05", 3725 → "1:02:05"."""
    minutes, rest = divmod(round(value), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def linked(html: str, link: str) -> str:
    """Safe `html` in which each time in brackets is a link; `link` has the places {seconds} and {time}.

    Tags are left alone: a time within an address stays what it is.
    """

    def made(match: re.Match[str]) -> str:
        return link.format(seconds=seconds(match[1]), time=match[1])

    parts = _TAG.split(html)
    return "".join(part if part.startswith("<") else _MARK.sub(made, part) for part in parts)
