"""The jobs of search. Each may run twice, at once, and on any host."""


def follow() -> None:
    """Brings the engine of this host up to date with the list of changes."""


def prune() -> None:
    """Removes changes that every engine has long followed."""
