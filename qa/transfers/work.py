"""Runs a transfer: in a job, for less time than a job may take, and again until it is done.

A lease keeps two workers apart; what a killed worker leaves is taken up by the sweep when its lease is over.
"""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final

from django.db.models import Q
from django.utils import timezone, translation

from portal import jobs
from portal.accounts import language_of
from qa import importing
from qa.models import Transfer
from qa.transfers import full, imports, lists

log = logging.getLogger(__name__)

SECONDS: Final = 20.0
LEASE: Final = timedelta(minutes=2)
State = Transfer.State
Step = Callable[[Transfer], bool]


def wake(transfer: Transfer) -> None:
    jobs.enqueue(run, transfer.pk)


def sweep() -> int:
    """Wakes what waits and is in nobody's hands; how many."""
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=timezone.now())
    waiting = list(Transfer.objects.filter(free, state__in=[State.WAITING, State.RUNNING]).order_by("pk")[:100])
    for transfer in waiting:
        wake(transfer)
    return len(waiting)


def run(pk: int, seconds: float = SECONDS) -> None:
    """Does what can be done of a transfer in `seconds`, and wakes itself for the rest."""
    transfer = _take(pk)
    if transfer is None:
        return
    try:
        with translation.override(language_of(transfer.owner_id)):
            done = _work(transfer, until=time.monotonic() + seconds)
    except importing.NotImportable as error:
        _end(transfer, State.FAILED, problem=str(error))
    except Exception as error:
        # The words of the failure may quote a question: only its kind goes into the log.
        log.error("transfer %s failed: %s", pk, type(error).__name__)
        _end(transfer, State.FAILED, problem="")
    else:
        if not done:
            return
        looked = transfer.kind == Transfer.Kind.IMPORT and not transfer.options.get("go")
        _end(transfer, State.CHECKED if looked else State.DONE)


def _work(transfer: Transfer, until: float) -> bool:
    """Step after step, the reports in the language of whoever asked; whether the last one is done."""
    step = _stepper(transfer)
    while not step(transfer):
        if not _keep(transfer):
            return False
        if time.monotonic() > until:
            _let_go(transfer)
            wake(transfer)
            return False
    return True


def _take(pk: int) -> Transfer | None:
    """The transfer, if it has something to do and nobody has it in hand."""
    now = timezone.now()
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
    to_do = Transfer.objects.filter(free, pk=pk, state__in=[State.WAITING, State.RUNNING])
    if not to_do.update(leased_until=now + LEASE, state=State.RUNNING):
        return None
    return Transfer.objects.select_related("owner").get(pk=pk)


def _stepper(transfer: Transfer) -> Step:
    """What does one step; the first time, what counts the whole."""
    kind = {Transfer.Kind.LIST: lists, Transfer.Kind.FULL: full}.get(Transfer.Kind(transfer.kind))
    begun = transfer.mark.get("begun")
    if not begun:
        (kind or imports).begin(transfer)
        transfer.mark["begun"] = True
        _keep(transfer)
    return kind.step if kind else partial(imports.step, reader=imports.Reader(transfer))


def _keep(transfer: Transfer) -> bool:
    """Saves where the work stands, unless someone has cancelled it; then nothing of it is kept."""
    mine = Transfer.objects.filter(pk=transfer.pk, state=State.RUNNING)
    return bool(
        mine.update(
            done=transfer.done,
            total=transfer.total,
            mark=transfer.mark,
            report=transfer.report,
            file_name=transfer.file_name,
            leased_until=timezone.now() + LEASE,
        )
    )


def _let_go(transfer: Transfer) -> None:
    Transfer.objects.filter(pk=transfer.pk).update(leased_until=None)


def _end(transfer: Transfer, state: str, **report: str) -> None:
    transfer.report = {**transfer.report, **report}
    if _keep(transfer):
        Transfer.objects.filter(pk=transfer.pk).update(state=state, leased_until=None)
