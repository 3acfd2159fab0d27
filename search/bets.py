"""What editors recommend for a query, above all that the index finds."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from django.utils import timezone
from wagtail.models import Page

from portal import sql, tree
from portal.memory import brief
from portal.visibility import open_to_all
from search.models import BestBet
from search.rules import phrases, words

KIND: Final = "best-bet"  # as choices are counted: no source has this kind
MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation as it is shown; `title` and `text` are plain text."""

    id: int
    url: str
    title: str
    text: str


Row = tuple[int, str, str]  # number, language, phrases


def recommended(text: str, language: str) -> list[Recommendation]:
    """What stands above the results of `text` for a reader of `language`, in the editors' order; usually nothing.

    A page is recommended only while everyone may see it: that costs one query, where something is recommended at all.
    """
    numbers = _phrases(_rows(), language)(text)
    if not numbers:
        return []
    today = timezone.localdate()
    bets = BestBet.objects.in_bulk(numbers)
    found = [bets[number] for number in numbers if number in bets]
    found = [bet for bet in found if bet.last_day is None or today <= bet.last_day]
    pages = _pages([bet.page_id for bet in found if bet.page_id])
    shown = (_shown(bet, pages) for bet in found)
    return [bet for bet in shown if bet is not None][:MOST]


def _shown(bet: BestBet, pages: dict[int, Page]) -> Recommendation | None:
    if bet.page_id is None:
        return Recommendation(bet.pk, bet.address, bet.title, bet.text)
    page = pages.get(bet.page_id)
    url = tree.public_path(page.url_path) if page else ""
    if page is None or not url:
        return None
    return Recommendation(bet.pk, url, bet.title or page.title, bet.text or page.search_description)


def _pages(keys: list[int]) -> dict[int, Page]:
    return {page.pk: page for page in _open(len(keys))(**sql.listed(keys))} if keys else {}


@cache
def _open(count: int) -> sql.Prepared[Page]:
    rows = open_to_all(Page.objects.filter(pk__in=sql.slots(count)))
    return sql.Prepared(rows.only("pk", "url_path", "title", "search_description"))


@brief
def _rows() -> tuple[Row, ...]:
    return tuple(BestBet.objects.order_by("pk").values_list("pk", "language", "phrases"))


@lru_cache(maxsize=8)
def _phrases(rows: tuple[Row, ...], language: str) -> Callable[[str], list[int]]:
    mine = [(phrase, number) for number, code, text in rows if code == language for phrase in words.lines(text)]
    index, order = phrases.index(mine), list(dict.fromkeys(number for _phrase, number in mine))

    def meant(text: str) -> list[int]:
        return phrases.meant(text, index, order)

    return meant
