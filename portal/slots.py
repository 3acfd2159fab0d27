"""Places in the base templates that upper floors fill, so that the templates name none of them.

An app registers a filler in its `AppConfig.ready`; `{% slot "footer" %}` shows what it returns, in order.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

Filler = Callable[[dict[str, Any]], str]

_fillers: dict[str, list[tuple[int, Filler]]] = defaultdict(list)


def register(slot: str, filler: Filler, order: int = 100) -> None:
    """Adds `filler` (template context → safe HTML, possibly empty) to `slot`; a second call changes nothing."""
    if all(known is not filler for _, known in _fillers[slot]):
        _fillers[slot].append((order, filler))
        _fillers[slot].sort(key=lambda pair: pair[0])


def fill(slot: str, context: dict[str, Any]) -> str:
    """The HTML of all fillers of `slot`, joined."""
    return "".join(filler(context) for _, filler in _fillers[slot])
