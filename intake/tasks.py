"""Regular jobs of intake: what is past its time is erased, what is left waiting is sent. All may run twice."""

from intake import challenges, contacts, limits, services


def erase_expired_drafts() -> None:
    """Unsent forms older than 24 hours, their files included."""
    while services.drafts_erase_expired():
        pass


def erase_unconfirmed_contacts() -> None:
    """Addresses that nobody confirmed in 30 days."""
    while contacts.contacts_erase_unconfirmed():
        pass


def sweep_files() -> None:
    """Files in private storage that no row knows, such as those of a process killed while it wrote."""
    services.files_sweep()


def prune_counters() -> None:
    """Windows and challenges long past."""
    limits.prune()
    challenges.prune()
