"""What the question service keeps for a time after a question is closed: addresses, files, refused texts."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from intake.contacts import contact_erase
from intake.models import Attachment
from intake.services import attachments_erase
from portal.retention import Rule
from qa import services
from qa.models import Question, Transfer
from qa.querysets import QuestionQuerySet
from qa.rules.states import CloseReason
from qa.services.act import KIND
from qa.services.transfers import transfers_erase


def settled(before: datetime) -> QuestionQuerySet:
    """Questions closed before a moment whose asker waits for nothing more: no part of them, and no question into
    which they were merged, is still open or was closed later."""
    own = Q(closed_at__lt=before)
    original = Q(duplicate_of__isnull=True) | Q(duplicate_of__closed_at__lt=before)
    parts = Question.objects.filter(parent=OuterRef("pk"), code_fingerprint__isnull=True, erased_at__isnull=True)
    unsettled = parts.filter(Q(closed_at__isnull=True) | Q(closed_at__gte=before))
    return Question.objects.filter(own & original & ~Exists(unsettled))


def _with_contact(before: datetime) -> QuestionQuerySet:
    return settled(before).filter(contact__isnull=False, contact__erased_at__isnull=True)


def _erase_contacts(before: datetime, limit: int) -> int:
    late = list(_with_contact(before).select_related("contact").order_by("closed_at")[:limit])
    for question in late:
        contact_erase(question.contact)  # type: ignore[arg-type]
    return len(late)


def _with_files(before: datetime) -> Any:
    reference = Concat(Value(f"{KIND}:"), Cast("pk", CharField()))
    files = Attachment.objects.live().filter(owner=OuterRef("files_of"))
    return settled(before).annotate(files_of=reference).filter(Exists(files))


def _count_files(before: datetime) -> int:
    return Attachment.objects.live().filter(owner__in=_with_files(before).values("files_of")).count()


def _erase_files(before: datetime, limit: int) -> int:
    owners = list(_with_files(before).order_by("closed_at").values_list("files_of", flat=True)[:limit])
    return attachments_erase(Attachment.objects.live().filter(owner__in=owners))


def _refused(before: datetime) -> Any:
    refused = {"close_reason__in": [CloseReason.REJECTED, CloseReason.SPAM], "erased_at__isnull": True}
    return Question.objects.filter(closed_at__lt=before, **refused)


def _erase_refused(before: datetime, limit: int) -> int:
    late = list(_refused(before).order_by("closed_at")[:limit])
    for question in late:
        services.question_erase(question=question, by_timer=True)
    return len(late)


def _ended(before: datetime) -> Any:
    # They carry the moment of their end themselves (settings.EXPORT_HOURS); `before` is a day ago.
    return Transfer.objects.filter(expires_at__lt=before + timedelta(days=1))


RULES: Final = (
    Rule(
        "transfers", _("Files of exports and imports"), 1, lambda before: _ended(before).count(),
        lambda before, limit: transfers_erase(before + timedelta(days=1), limit), fixed=True,
    ),
    Rule(
        "contacts", _("E-mail addresses of askers, after the question is closed"), 180,
        lambda before: _with_contact(before).count(), _erase_contacts,
    ),
    Rule("attachments", _("Files of askers, after the question is closed"), 180, _count_files, _erase_files),
    Rule(
        "refused", _("Texts of rejected questions and of spam"), 365, lambda before: _refused(before).count(),
        _erase_refused,
    ),
)  # fmt: skip
