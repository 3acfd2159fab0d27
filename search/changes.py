"""How the rest of the portal tells search that something changed."""

from collections.abc import Iterable

from django.db import transaction

from portal import jobs
from search.models import SearchChange


def note(kind: str, ids: Iterable[str | int]) -> None:
    """Says that the things `ids` of `kind` appeared, changed or went away.

    Call it inside the transaction that changes them: the rows are kept or rolled back with it, and engines are woken
    once it has committed. If the wake-up is lost, the sweep (`search.schedules`) finds the rows within a minute.
    """
    rows = [SearchChange(kind=kind, object_id=id_) for id_ in dict.fromkeys(map(str, ids))]
    if not rows:
        return
    SearchChange.objects.bulk_create(rows, batch_size=500)
    transaction.on_commit(wake, robust=True)


def wake() -> None:
    """Asks a worker to bring the engines up to date."""
    from search.tasks import follow  # tasks need the engines, which callers of `note` do not

    jobs.enqueue(follow)
