"""Tracking codes: 60 random bits that a person can read aloud and type on any keyboard.

Twelve of Crockford's 32 symbols (no I, L, O, U) in groups of four: "K7QM-3X9T-0BDW".
"""

import re
import secrets
from typing import Final

from portal import crypto

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 12
GROUP: Final = 4

# What people type for a symbol: letters that look like digits, and Cyrillic letters that look like Latin ones.
_LOOK_ALIKE: Final = str.maketrans("OILАВЕКМНОРСТУХІЗҒ", "011ABEKMH0PCTYX13F")
_SEPARATOR: Final = re.compile(r"[\W_]+")
_NO_CODE: Final = "-" * LENGTH


def new() -> str:
    """A fresh code as it is shown to a person, in groups."""
    symbols = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(symbols[i : i + GROUP] for i in range(0, LENGTH, GROUP))


def normalise(typed: str) -> str | None:
    """The twelve symbols meant by `typed`, whatever its case, spaces, dashes and look-alikes; None if malformed."""
    symbols = _SEPARATOR.sub("", typed[:100]).upper().translate(_LOOK_ALIKE)
    return symbols if len(symbols) == LENGTH and all(s in ALPHABET for s in symbols) else None


def fingerprint(typed: str) -> str:
    """The look-up key of a code as typed.

    A malformed code gets a key too, one that no code has, so that it costs the same look-up and the same time.
    """
    return crypto.fingerprint("code", normalise(typed) or _NO_CODE)
