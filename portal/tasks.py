"""Jobs of the portal floor."""

from django.core.management import call_command


def publish_scheduled() -> None:
    """Publishes and unpublishes what editors set a time for."""
    call_command("publish_scheduled", verbosity=0)
