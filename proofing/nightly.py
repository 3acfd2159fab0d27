"""Which addresses outside live pages lead to, and asking them at night."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

from portal.pages import BasePage
from proofing.leading import targets_of
from proofing.models import OutsideLink
from proofing.outside import UNKNOWN, Answer, ask
from proofing.reading import proof_of

SECONDS: Final = 35.0  # of one run: less than a job may take
MOST: Final = 100  # addresses in one run
APART: Final = 1.0  # seconds between two questions to the same host
AGAIN: Final = timedelta(hours=20)
NIGHT: Final = range(1, 6)  # hours of Kazakhstan in which others' servers have little to do


@transaction.atomic
def note(page: Page) -> None:
    """Notes what `page`, as readers see it, leads to: outside, and typed addresses of the portal ("/kk/…")."""
    wanted: set[str] = set()
    if page.live and isinstance(page, BasePage):
        proof = proof_of(page)
        targets = targets_of(proof.pieces, proof.targets)
        wanted = {target.key for target in targets if target.kind in {"outside", "path"}}
    through = OutsideLink.pages.through
    rows = OutsideLink.objects.filter(pages=page.pk)
    gone = [row.pk for row in rows if row.address not in wanted]
    through.objects.filter(page_id=page.pk, outsidelink_id__in=gone).delete()
    missing = wanted - {row.address for row in rows}
    OutsideLink.objects.bulk_create([OutsideLink(address=each) for each in sorted(missing)], ignore_conflicts=True)
    new = OutsideLink.objects.filter(address__in=missing)
    through.objects.bulk_create([through(page_id=page.pk, outsidelink_id=row.pk) for row in new], ignore_conflicts=True)
    OutsideLink.objects.filter(pk__in=gone, pages=None).delete()


def due(at: datetime) -> list[OutsideLink]:
    """The addresses to ask now, those that were never asked first."""
    rows = OutsideLink.objects.filter(address__startswith="http").exclude(checked_at__gt=at - AGAIN)
    return list(rows.exclude(pages=None).order_by(F("checked_at").asc(nulls_first=True), "pk").distinct()[:MOST])


def run(
    at: datetime | None = None, asking: Callable[[str], Answer] = ask, pause: Callable[[float], None] = time.sleep
) -> int:
    """Asks what is due; says how many answers were noted. Nothing is where the portal has no line to the world:
    when nobody at all answers it is us, and nobody is called dead for it."""
    at = at or timezone.now()
    if not settings.LINK_CHECKS or timezone.localtime(at).hour not in NIGHT:
        return 0
    begun, last = time.monotonic(), dict[str, float]()
    found: list[tuple[OutsideLink, Answer]] = []
    for row in due(at):
        if time.monotonic() - begun > SECONDS:
            break
        host = urlsplit(row.address).hostname or ""
        wait = last.get(host, -APART) + APART - time.monotonic()
        if host in last and wait > 0:
            pause(wait)
        found.append((row, asking(row.address)))
        last[host] = time.monotonic()
    if not any(answer.status for _row, answer in found):
        return 0
    for row, answer in found:
        if answer is not UNKNOWN:
            _note_answer(row, answer, at)
    return len(found)


def _note_answer(row: OutsideLink, answer: Answer, at: datetime) -> None:
    row.checked_at, row.status, row.fault = at, answer.status, answer.fault
    row.failures = min(row.failures + 1, 30_000) if answer.fault else 0
    row.failing_since = (row.failing_since or at) if answer.fault else None
    row.save(update_fields=["checked_at", "status", "fault", "failures", "failing_since"])
