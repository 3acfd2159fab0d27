"""How a reader wants to see the portal: colours, size of the text, spacing, pictures.

Pure: values in, values out. The choice lives in one cookie, `view`, as short pairs (`s=bw&z=150&p=off`). What is the
default is left out, so a reader without a choice has no cookie and shares the cached page with everyone.
The rule behind it: "site colour", "A", "a" (order No. 124-НҚ of 31 March 2025; ST RK 2191-2023).
"""

from dataclasses import dataclass, fields, replace
from typing import Final
from urllib.parse import parse_qsl, urlencode

COOKIE: Final = "view"
COOKIE_AGE: Final = 365 * 24 * 60 * 60
LONGEST: Final = 64  # a longer value is not ours

SCHEMES: Final = ("auto", "light", "dark", "bw", "wb", "blue")
LOW_VISION: Final = ("bw", "wb", "blue")  # two colours each
SIZES: Final = ("100", "125", "150", "200")
SPACINGS: Final = ("normal", "wide")
PICTURES: Final = ("on", "off")


@dataclass(frozen=True)
class Display:
    """One reader's choice; every field holds one of the values above."""

    scheme: str = "auto"
    size: str = "100"
    spacing: str = "normal"
    pictures: str = "on"

    @property
    def chosen(self) -> bool:
        """Whether anything differs from the normal version."""
        return self != NORMAL


NORMAL: Final = Display()
# What one tap on the page about the display offers.
READY: Final = (
    Display(size="150"),
    Display(scheme="bw", size="150", spacing="wide"),
    Display(scheme="wb", size="150", spacing="wide"),
    Display(size="150", spacing="wide", pictures="off"),
)
_ALLOWED: Final = {"scheme": SCHEMES, "size": SIZES, "spacing": SPACINGS, "pictures": PICTURES}
_SHORT: Final = {"s": "scheme", "z": "size", "l": "spacing", "p": "pictures"}


def parse(value: str) -> Display:
    """The choice that a cookie's `value` holds. Anything unknown, doubled or too long gives the normal version."""
    if not value or len(value) > LONGEST:
        return NORMAL
    pairs = parse_qsl(value, keep_blank_values=True)
    known = {_SHORT[key]: chosen for key, chosen in pairs if key in _SHORT}
    if len(known) != len(pairs) or any(chosen not in _ALLOWED[name] for name, chosen in known.items()):
        return NORMAL
    return Display(**known)


def serialize(display: Display) -> str:
    """The cookie's value for `display`; empty when it is the normal version. `parse` reads it back."""
    long = {name: short for short, name in _SHORT.items()}
    return urlencode(
        [
            (long[field.name], getattr(display, field.name))
            for field in fields(display)
            if getattr(display, field.name) != field.default
        ]
    )


def attributes(display: Display) -> dict[str, str]:
    """The attributes of `<html>` that the style sheets look at; none for the normal version."""
    return {
        f"data-{field.name}": getattr(display, field.name)
        for field in fields(display)
        if getattr(display, field.name) != field.default
    }


def sized(display: Display, steps: int) -> Display | None:
    """`display` with its text so many sizes larger (smaller, if negative); None where there is no such size."""
    at = SIZES.index(display.size) + steps
    return replace(display, size=SIZES[at]) if 0 <= at < len(SIZES) else None
