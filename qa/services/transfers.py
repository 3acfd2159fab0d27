"""The verbs of exports and imports. Each is in the log: who asked for what, and who took the file."""

import shutil
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from portal import events
from qa.models import Transfer
from qa.permissions import SEE_ALL, roles_of
from qa.rules.states import AGENCY_ROLES, Role

MAY: Final = {
    Transfer.Kind.LIST: SEE_ALL | AGENCY_ROLES,
    Transfer.Kind.FULL: frozenset({Role.COORDINATOR, Role.DPO}),
    Transfer.Kind.IMPORT: frozenset({Role.COORDINATOR}),
}
State = Transfer.State


@transaction.atomic
def transfer_begin(
    *, kind: str, actor: Any, options: dict[str, Any], source: Iterable[bytes] | None = None
) -> Transfer:
    """A new export or import; a job does it. Raises PermissionDenied for a role that may not."""
    from qa.transfers import work

    if not roles_of(actor) & MAY[Transfer.Kind(kind)]:
        raise PermissionDenied
    transfer = Transfer.objects.create(kind=kind, owner=actor, options=options, expires_at=_end())
    if source is not None:
        with (transfer.place / options["source"]).open("wb") as file:
            file.writelines(source)
    _record(transfer, "transfer_begun", actor)
    work.wake(transfer)
    return transfer


@transaction.atomic
def transfer_go(*, transfer: Transfer, actor: Any) -> bool:
    """After the dry run: imports the lines that were good. Returns False when it is not waiting for that."""
    from qa.transfers import work

    fresh = Transfer.objects.select_for_update().get(pk=transfer.pk)
    if fresh.state != State.CHECKED or not roles_of(actor) & MAY[Transfer.Kind.IMPORT]:
        return False
    fresh.state, fresh.done, fresh.expires_at = State.WAITING, 0, _end()
    fresh.options = {**fresh.options, "go": True}
    fresh.save(update_fields=["state", "done", "options", "expires_at"])
    _record(fresh, "transfer_confirmed", actor)
    work.wake(fresh)
    return True


@transaction.atomic
def transfer_cancel(*, transfer: Transfer, actor: Any) -> bool:
    """Stops the work at its next step; what was imported before stays. Returns False when there is nothing to stop."""
    open_ones = Transfer.objects.filter(pk=transfer.pk, state__in=[State.WAITING, State.RUNNING, State.CHECKED])
    stopped = bool(open_ones.update(state=State.CANCELLED, leased_until=None))
    if stopped:
        _record(transfer, "transfer_cancelled", actor)
    return stopped


def transfer_downloaded(*, transfer: Transfer, actor: Any) -> None:
    """Writes down who took the file."""
    _record(transfer, "transfer_downloaded", actor)


def transfers_erase(before: Any, limit: int) -> int:
    """Deletes transfers past their end with their files; how many."""
    late = list(Transfer.objects.filter(expires_at__lt=before)[:limit])
    for transfer in late:
        shutil.rmtree(transfer.place, ignore_errors=True)
    return Transfer.objects.filter(pk__in=[transfer.pk for transfer in late]).delete()[0]


def _end() -> Any:
    return timezone.now() + timedelta(hours=settings.EXPORT_HOURS)


def _record(transfer: Transfer, code: str, actor: Any) -> None:
    data = {"transfer": str(transfer.kind), "rows": transfer.done or None}
    known = {name: value for name, value in data.items() if value is not None}
    events.record("transfer", transfer.pk, code, role=events.STAFF, actor=actor, **known)
