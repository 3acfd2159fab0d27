"""The colours of the portal's face and the tints drawn from them: one place for every picture.

The tints are mixes of these colours with white, so each step is also a step of grey.
"""

INK = "#14212b"
INK_2 = "#4d5c66"
LINE = "#d5dddc"
WASH = "#f3f6f5"
PAPER = "#ffffff"

ACCENT = "#00687a"
DEEP = "#00424e"
ACCENT_WASH = "#e3f1f2"

SUN = "#ffc72c"
SUN_WASH = "#fff4df"

FALSE = "#a4262c"
MISLEADING = "#855300"
TRUE = "#1d6b3c"
SATIRE = "#5b4a8a"

SKY = "#c1e0e4"
FAR = "#93c2c9"
MID = "#6aa6ae"
NEAR = "#317f86"

LANGUAGES = ("kk", "ru", "en")


def mix(one: str, other: str, share: float) -> str:
    """Return the colour that lies `share` (0 to 1) of the way from `one` to `other`."""
    share = min(1.0, max(0.0, share))
    parts = (round(int(one[i : i + 2], 16) * (1 - share) + int(other[i : i + 2], 16) * share) for i in (1, 3, 5))
    return "#" + "".join(f"{part:02x}" for part in parts)
