"""What happens to recordings: uploaded, tried again."""

import shutil
from typing import Any

from django.db import transaction

from portal.models import PortalMedia
from press.models.conversion import Conversion
from press.recordings import work
from press.recordings.probe import available


@transaction.atomic
def recording_uploaded(*, media: PortalMedia, source: str = "") -> Conversion | None:
    """Has what browsers play made out of `media`'s file (or of `source`, a path below the media folder); None where
    this host cannot. What was being made of an earlier file is dropped."""
    if not available():
        return None
    for earlier in Conversion.objects.filter(media=media):
        earlier.delete()
        shutil.rmtree(earlier.workshop, ignore_errors=True)
    conversion = Conversion.objects.create(media=media, source=source or media.file.name)
    work.wake(conversion)
    return conversion


@transaction.atomic
def conversion_retry(*, conversion: Conversion, actor: Any) -> bool:
    """Tries once more what failed; False for what did not."""
    failed = Conversion.objects.filter(pk=conversion.pk, state=Conversion.State.FAILED)
    if not failed.update(state=Conversion.State.WAITING, fault="", attempts=0, percent=0, leased_until=None):
        return False
    work.wake(conversion)
    return True
