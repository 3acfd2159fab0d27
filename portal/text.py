"""Citizens' text: kept as typed, but for what no one types on purpose."""

import unicodedata

# Kept among the control and format characters: line ends, tab, zero-width joiners (emoji, some scripts).
_KEPT = frozenset("\n\t\u200c\u200d")
_DROPPED = frozenset({"Cc", "Cf", "Co", "Cs"})


def clean(text: str) -> str:
    """`text` in NFC with plain line ends and without control, private-use and direction-override characters.

    Nothing else is changed: what a person wrote stays as they wrote it and is escaped when shown.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in text if c in _KEPT or unicodedata.category(c) not in _DROPPED).strip()
