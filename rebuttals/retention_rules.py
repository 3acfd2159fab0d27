"""What the fact-checks keep for a time after a case is closed: addresses, pictures, texts that came to nothing."""

from datetime import datetime
from typing import Any, Final

from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import gettext_lazy as _

from intake.contacts import contact_erase
from intake.models import Attachment
from intake.services import attachments_erase
from portal.retention import Rule
from rebuttals import services
from rebuttals.reports import ClaimReport, ClaimReportQuerySet
from rebuttals.rules.states import State


def _settled(before: datetime) -> ClaimReportQuerySet:
    """Reports whose case, or the one it was merged into, was closed before a moment."""
    closed = Coalesce("case__root__closed_at", "case__closed_at")
    return ClaimReport.objects.alias(closed=closed).filter(closed__lt=before).order_by("pk")


def _with_contact(before: datetime) -> ClaimReportQuerySet:
    return _settled(before).filter(contact__isnull=False, contact__erased_at__isnull=True)


def _erase_contacts(before: datetime, limit: int) -> int:
    late = list(_with_contact(before).select_related("contact")[:limit])
    for report in late:
        if report.contact is not None:
            contact_erase(report.contact)
    return len(late)


def _with_pictures(before: datetime) -> Any:
    owner = Concat(Value(f"{services.REPORT}:"), Cast("pk", CharField()))
    files = Attachment.objects.live().filter(owner=OuterRef("files_of"))
    return _settled(before).annotate(files_of=owner).filter(Exists(files))


def _count_pictures(before: datetime) -> int:
    return Attachment.objects.live().filter(owner__in=_with_pictures(before).values("files_of")).count()


def _erase_pictures(before: datetime, limit: int) -> int:
    owners = list(_with_pictures(before).values_list("files_of", flat=True)[:limit])
    return attachments_erase(Attachment.objects.live().filter(owner__in=owners))


def _came_to_nothing(before: datetime) -> ClaimReportQuerySet:
    """Reports of dismissed cases, and what programs sent and nobody released."""
    dismissed = Q(case__state=State.DISMISSED) | Q(case__root__state=State.DISMISSED)
    automatic = Q(quarantined=True, case__quarantined=True, created_at__lt=before)
    closed = Coalesce("case__root__closed_at", "case__closed_at")
    rows = ClaimReport.objects.live().alias(closed=closed)
    return rows.filter(dismissed & Q(closed__lt=before) | automatic).order_by("pk")


def _erase_texts(before: datetime, limit: int) -> int:
    late = list(_came_to_nothing(before)[:limit])
    for report in late:
        services.report_erase(report=report, by_timer=True)
    return len(late)


RULES: Final = (
    Rule(
        "report_contacts", _("E-mail addresses of those who reported claims, after the case is closed"), 180,
        lambda before: _with_contact(before).count(), _erase_contacts,
    ),
    Rule(
        "report_pictures", _("Pictures sent with reports, after the case is closed"), 180,
        _count_pictures, _erase_pictures,
    ),
    Rule(
        "report_texts", _("Reports with nothing to check, and those that programs sent"), 365,
        lambda before: _came_to_nothing(before).count(), _erase_texts,
    ),
)  # fmt: skip
