"""Jobs of proofreading."""

from proofing import nightly


def ask_outside_links() -> None:
    """Asks addresses outside whether they still answer, at night."""
    nightly.run()
