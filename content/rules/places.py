"""Where something is on the map. Pure."""

from decimal import Decimal
from typing import Final

# What holds all of Kazakhstan: a point outside of it is a slip of the pen.
LATITUDES: Final = (Decimal("40.5"), Decimal("55.5"))
LONGITUDES: Final = (Decimal("46.4"), Decimal("87.4"))


def in_kazakhstan(latitude: Decimal, longitude: Decimal) -> bool:
    return LATITUDES[0] <= latitude <= LATITUDES[1] and LONGITUDES[0] <= longitude <= LONGITUDES[1]


def swapped(latitude: Decimal, longitude: Decimal) -> bool:
    """Whether the two would be right the other way round."""
    return not in_kazakhstan(latitude, longitude) and in_kazakhstan(longitude, latitude)


def plain(degrees: Decimal) -> str:
    """Degrees as every map takes them, whatever the language: "51.1283"."""
    text = f"{degrees:.6f}".rstrip("0")
    return f"{text}0" if text.endswith(".") else text


def geo(latitude: Decimal, longitude: Decimal) -> str:
    """The address that a phone's own map opens (RFC 5870)."""
    return f"geo:{plain(latitude)},{plain(longitude)}"


def openstreetmap(latitude: Decimal, longitude: Decimal) -> str:
    """The point with a mark on OpenStreetMap: a plain link, nothing is asked of it before the click."""
    lat, lon = plain(latitude), plain(longitude)
    return f"https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=17/{lat}/{lon}"
