"""Who is asked before a page goes live: rooms add gates, and every way of publishing passes them.

Wagtail's editor asks by a hook (`portal.wagtail_hooks`), all else ends in `BasePage.publish`.
"""

from collections.abc import Callable
from typing import Any, Final

# Takes the revision that is to go live; raises to keep it a draft.
Gate = Callable[[Any], None]

_GATES: Final[list[Gate]] = []


def register(gate: Gate) -> None:
    """Adds `gate`; a second call changes nothing."""
    if gate not in _GATES:
        _GATES.append(gate)


def ask(revision: Any) -> None:
    """Asks every gate about `revision`; whatever a gate raises goes to the caller, and nothing was published."""
    for gate in _GATES:
        gate(revision)
