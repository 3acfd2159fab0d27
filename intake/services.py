"""The verbs of intake: drafts, attachments. Contacts are in `intake.contacts`, showings in `intake.deflections`."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext

from intake import files
from intake.models import Attachment, Draft
from intake.models.attachment import private_storage
from intake.models.draft import new_expiry


class DraftGone(Exception):  # noqa: N818 a state of affairs, not a fault
    """There is no such draft, or no longer."""


def draft_open(*, kind: str, language: str, data: dict[str, Any], quarantined: bool = False) -> Draft:
    """A new draft holding the first step."""
    return Draft.objects.create(kind=kind, language=language, data=data, quarantined=quarantined)


def draft_save(draft: Draft, *, quarantined: bool = False, **fields: Any) -> Draft:
    """Adds one step's `fields` and starts the 24 hours anew. Raises DraftGone if it was erased or sent meanwhile."""
    with transaction.atomic():
        locked = Draft.objects.select_for_update().live().filter(pk=draft.pk, result="").first()
        if locked is None:
            raise DraftGone
        locked.data = {**locked.data, **fields}
        locked.quarantined = locked.quarantined or quarantined
        locked.expires_at = new_expiry()
        locked.save(update_fields=["data", "quarantined", "expires_at"])
    return locked


def draft_submit(token: str, make: Callable[[Draft], str]) -> Draft:
    """Turns the draft into what `make` makes of it, exactly once, however often and at how many places it is called.

    `make` gets the locked draft inside the transaction and returns a reference such as "question:12". A repeated
    call makes nothing and returns the draft with the first reference. Raises DraftGone for an unknown or expired token.
    """
    with transaction.atomic():
        draft = Draft.objects.select_for_update().live().filter(token=token).first()
        if draft is None:
            raise DraftGone
        if draft.sent:
            return draft
        draft.result = make(draft)
        draft.data = {}
        draft.expires_at = new_expiry()
        draft.save(update_fields=["result", "data", "expires_at"])
    return draft


def drafts_erase_expired() -> int:
    """Erases drafts past their time with the files attached to them; how many drafts."""
    expired = list(Draft.objects.expired().values_list("pk", flat=True)[:500])
    with transaction.atomic():
        attachments_erase(Attachment.objects.filter(draft__in=expired))
        Attachment.objects.filter(draft__in=expired).delete()
        return Draft.objects.filter(pk__in=expired).delete()[1].get("intake.Draft", 0)


def attachments_add(draft: Draft, uploads: Iterable[UploadedFile]) -> list[str]:
    """Keeps each of `uploads` that passes, with the draft; sentences about those that do not."""
    problems = []
    for upload in uploads:
        try:
            _attachment_add(draft, upload)
        except ValidationError as error:
            problems.extend(error.messages)
    return problems


def _attachment_add(draft: Draft, upload: UploadedFile) -> Attachment:
    checked = files.check(upload)
    with transaction.atomic():
        Draft.objects.select_for_update().get(pk=draft.pk)  # two uploads at once must not both be the third
        if draft.attachments.live().count() >= files.MAX_FILES:
            message = ngettext(
                "At most %(n)s file can be attached.", "At most %(n)s files can be attached.", files.MAX_FILES
            )
            raise ValidationError(message % {"n": files.MAX_FILES}, code="many")
        attachment = Attachment(draft=draft, name=checked.name, kind=checked.kind, size=checked.size)
        attachment.file.save(checked.name, ContentFile(checked.content), save=True)
    return attachment


def attachment_remove(draft: Draft, pk: int) -> None:
    """Takes one file back out of an unsent form; nothing happens when it is not there."""
    mine = Attachment.objects.filter(draft=draft, pk=pk)
    with transaction.atomic():
        attachments_erase(mine)
        mine.delete()


def attachments_hand_over(draft: Draft, owner: str) -> None:
    """The draft's files now belong to `owner`, such as "question:12"; they outlive the draft."""
    draft.attachments.update(owner=owner, draft=None)


def attachments_erase(attachments: Iterable[Attachment]) -> int:
    """Deletes the files and their names; the rows stay, empty, for the statistics. How many."""
    count = 0
    for attachment in attachments:
        if attachment.erased_at is None:
            name, storage = attachment.file.name or "", attachment.file.storage
            attachment.name, attachment.file, attachment.erased_at = "", "", timezone.now()
            attachment.save(update_fields=["name", "file", "erased_at"])
            # Only once the row's change is sure: a file without a row is swept, a row without its file is a loss.
            transaction.on_commit(partial(storage.delete, name))
            count += 1
    return count


def stray_files(before: datetime) -> list[str]:
    """Stored files that no attachment names and that are older than `before`."""
    storage, found = private_storage(), []
    known = set(Attachment.objects.live().values_list("file", flat=True))
    for folder in _listed(storage, "attachments")[0]:
        for name in _listed(storage, f"attachments/{folder}")[1]:
            path = f"attachments/{folder}/{name}"
            if path not in known and storage.get_modified_time(path) < before:
                found.append(path)
    return found


def files_sweep(older_than: timedelta = timedelta(days=1)) -> int:
    """Deletes stored files that no attachment names and that are older than a day; how many."""
    strays = stray_files(timezone.now() - older_than)
    for path in strays:
        private_storage().delete(path)
    return len(strays)


def _listed(storage: Storage, path: str) -> tuple[list[str], list[str]]:
    """Folders and files at `path`; none when nothing was ever stored there."""
    try:
        return storage.listdir(path)
    except FileNotFoundError:
        return [], []


def draft_drop(draft: Draft) -> None:
    """Erases an unsent form at once, files included: its writer does not need it any more."""
    with transaction.atomic():
        attachments_erase(draft.attachments.all())
        draft.attachments.all().delete()
        draft.delete()
