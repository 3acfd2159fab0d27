"""Which urgent banner is over the pages at a moment, and in which words: values in, values out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

LONGEST: Final = 300  # letters of a text: what is read in one glance
MOST: Final = timedelta(days=7)  # how long a banner may be up: what lasts longer is no longer urgent
STATE_LANGUAGE: Final = "kk"


@dataclass(frozen=True, slots=True)
class Banner:
    """A banner as it was put up: its text and its page's address in each language that has them."""

    pk: int
    begins_at: datetime
    ends_at: datetime
    texts: Mapping[str, str]
    addresses: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader sees: the text, the language it is in, and where it leads ("" for nowhere)."""

    text: str
    language: str
    url: str


def standing(banners: Iterable[Banner], now: datetime) -> Banner | None:
    """The banner that is up at `now`. No two should be; if so, the one that was put up last."""
    up = [banner for banner in banners if banner.begins_at <= now < banner.ends_at]
    return max(up, key=lambda banner: banner.pk, default=None)


def shown(banner: Banner, language: str) -> Shown:
    """`banner` for a reader of `language`: who has no text of their own gets the Kazakh one, marked as such, since a
    warning in another language is better than none. The link leads to the page in the reader's language, else in that
    of the text, else in the first there is."""
    spoken = language if banner.texts.get(language) else STATE_LANGUAGE
    found = banner.addresses
    url = found.get(language) or found.get(spoken) or next(iter(found.values()), "")
    return Shown(banner.texts[spoken], spoken, url)


def wrong_times(begins_at: datetime, ends_at: datetime, now: datetime) -> str:
    """Why a banner cannot be put up for this time: "order", "past", "long"; "" when it can."""
    if ends_at <= begins_at:
        return "order"
    if ends_at <= now:
        return "past"
    return "long" if ends_at - max(begins_at, now) > MOST else ""
