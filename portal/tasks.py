"""Jobs of the portal floor."""

from django.core.management import call_command

from portal import retention


def publish_scheduled() -> None:
    """Publishes and unpublishes what editors set a time for."""
    call_command("publish_scheduled", verbosity=0)


def erase_what_is_past() -> None:
    """Erases what was kept long enough."""
    retention.run()
