"""A verdict that was published changes only with a word of what changed and why."""

from collections.abc import Iterable, Set


def unexplained(published: str, verdict: str, known: Set[str], present: Iterable[str]) -> bool:
    """Whether a page whose `published` verdict becomes `verdict` says nothing of it: none of its `present` corrections
    (their keys) is new beside the `known` ones of the published version."""
    return bool(published) and published != verdict and not set(present) - set(known)
