"""Jobs of the press service."""

from press import pictures
from press.recordings import work
from press.services import briefings


def recordings_sweep() -> None:
    """Takes up recordings that a killed worker left, or that nobody has begun."""
    work.sweep()


def briefings_archive() -> None:
    """Puts what was broadcast into the archive, where nobody declared the end."""
    briefings.archive_ended()


def infographic_sizes() -> None:
    """Makes the files of infographics for posts, stories and paper."""
    pictures.make_sizes()
