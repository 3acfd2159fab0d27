"""Jobs of the newsroom."""

from newsroom import scheduled


def publish_scheduled() -> None:
    """Publishes and unpublishes what editors set a time for."""
    scheduled.run()
