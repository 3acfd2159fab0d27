"""How a briefing stands at this moment, as a fragment of HTML: on its page, and asked for again by readers' browsers.

It is made once in two seconds, whoever asks, and most are answered that nothing has changed (304): no reader holds a
thread, and 2,000 of them are some 400 small answers a second.
"""

from dataclasses import astuple, dataclass
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal.fragments import Fragment
from portal.memory import kept_for
from portal.visibility import open_to_all
from press import streams
from press.rules.briefings import State
from press.rules.streams import Health

SECONDS: Final = 5  # how often browsers ask
_KEPT: Final = 2.0
POINTS: Final = 100


@dataclass(frozen=True, slots=True)
class Now:
    """The two pieces of HTML: above the player how the briefing stands, below it the main points."""

    state: SafeString
    points: SafeString


def shown(page: Any) -> Now:
    """How `page` stands, in the present language."""
    state = page.state
    told = {
        "page": page,
        "state": state,
        "begins_at": page.begins_at,
        "points": page.beside.points[:POINTS] if state not in {State.UPCOMING, State.CANCELLED} else [],
        "interrupted": state is State.LIVE and bool(page.stream) and streams.health(page.stream) is Health.INTERRUPTED,
        "waiting": state is State.LIVE and (not page.stream or streams.health(page.stream) is Health.WAITING),
    }
    state_html = render_to_string("press/parts/now_state.html", told)
    return Now(state_html, render_to_string("press/parts/now_points.html", told))


@kept_for(_KEPT, most=64)
def fragment(pk: int, language: str) -> Fragment | None:
    """The fragment of the public briefing `pk` in `language`; None where there is none."""
    from press.pages import BriefingPage  # pages show the fragment too

    pages = open_to_all(BriefingPage.objects.filter(pk=pk, locale__language_code=language))
    page = pages.defer("body", "transcript", "agenda", "speakers", "chapters").first()
    if page is None:
        return None
    html = "".join(astuple(shown(page)))
    return Fragment.of(html)
