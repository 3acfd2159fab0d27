"""What every page needs and what hardly ever changes (the site, the menus, the footer) is kept in the process, briefly.

A change made in this process is seen at once: the receivers in `portal.apps` call `forget`. Other processes do not hear
of it, so nothing is kept longer than `SECONDS`: that is how long two processes may differ, and how long a value
computed by one thread while another was changing its source can live. A version row would be exact, but would cost
every page a query; five seconds of an old menu harm nobody. Only figures that say when they were
counted are kept longer (`kept_for`). What must be right at once (is this page live, may this reader see it?) is never
kept here.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import transaction

SECONDS = 5.0

P = ParamSpec("P")
R = TypeVar("R")

clock = time.monotonic
Shelf = dict[tuple[Any, ...], tuple[float, Any]]
_kept: Shelf = {}
_shelves: list[Shelf] = [_kept]


def kept_for(seconds: float, most: int | None = None) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keeps the result of a function for `seconds`, per positional arguments (few and hashable).

    Where arguments are many, `most` says how many results are kept: then it begins anew.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        shelf = _kept
        if most is not None:
            shelf = {}
            _shelves.append(shelf)

        @wraps(function)
        def kept(*args: P.args, **kwargs: P.kwargs) -> R:
            key = (function.__module__, function.__qualname__, *args, *sorted(kwargs.items()))
            found = shelf.get(key)
            now = clock()
            if found is not None and found[0] > now:
                value: R = found[1]
                return value
            fresh = function(*args, **kwargs)
            if most is not None and len(shelf) >= most:
                shelf.clear()
            shelf[key] = (now + seconds, fresh)
            return fresh

        return kept

    return decorate


def brief(function: Callable[P, R]) -> Callable[P, R]:
    """Keeps the result of `function` for `SECONDS`, per positional arguments (few and hashable)."""
    return kept_for(SECONDS)(function)


def clear() -> None:
    """Forgets everything at once."""
    for shelf in _shelves:
        shelf.clear()


def forget(**_signal: Any) -> None:
    """Forgets everything: now, and once more when the present transaction has committed, since another thread may read
    the old rows in between."""
    clear()
    transaction.on_commit(clear)
