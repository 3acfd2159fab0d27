"""Everything the question service holds, as a ZIP of lines of JSON with a manifest: to move it, or to keep it.

Secrets stay here: sealed addresses and codes, tokens, fingerprints, passwords. Whoever has the file can read every
question, but can act as nobody and write to nobody.
"""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.db import models
from django.utils import timezone

from intake.models import Attachment, Contact, Deflection, Opinion
from portal.calendar import DayOverride
from portal.events import Event
from portal.notices import Notice
from portal.users import User
from qa.models import Transfer
from qa.transfers.files import Rows

CHUNK: Final = 1000
NAME: Final = "export.zip"
VERSION: Final = 1
SECRET: Final = re.compile(r"sealed|token|fingerprint|password|digest|secret|stamp|message_id|^folder$|^file$")
# Beside what `qa` and `directory` hold.
_OTHERS: Final[tuple[type[models.Model], ...]] = (
    Attachment, Contact, Deflection, Opinion, DayOverride, Event, Notice, User,
)  # fmt: skip
_LEFT_OUT: Final = {"portal.notice": {"context"}, "portal.user": {"email", "last_login"}}


@dataclass(frozen=True, slots=True)
class RecordType:
    """One kind of record: its name, its model, and the columns that leave."""

    name: str
    model: type[models.Model]
    columns: tuple[str, ...]

    @property
    def key(self) -> str:
        """The column that is the primary key: nearly always `id`."""
        return str(self.model._meta.pk.attname)

    @property
    def file(self) -> str:
        return f"{self.name}.jsonl"

    def rows(self, after: int) -> list[dict[str, Any]]:
        found = self.model._default_manager.filter(pk__gt=after).order_by("pk")
        return list(found.values(*self.columns)[:CHUNK])


def record_types() -> list[RecordType]:
    """Every kind of record of the question service, those of a later version too."""
    own = [
        model
        for label in ("directory", "qa")
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    ]
    return [_type(model) for model in (*own, *_OTHERS) if model is not Transfer]


def _type(model: type[models.Model]) -> RecordType:
    left_out = _LEFT_OUT.get(model._meta.label_lower, set())
    names = (field.attname for field in model._meta.concrete_fields)
    columns = tuple(name for name in names if not SECRET.search(name) and name not in left_out)
    return RecordType(model._meta.label_lower, model, columns)


def begin(transfer: Transfer) -> None:
    transfer.total = sum(kind.model._default_manager.count() for kind in record_types())


def step(transfer: Transfer) -> bool:
    """Writes the next records of the present kind; the last step packs them. Returns whether the work is done."""
    kinds, place = record_types(), transfer.mark.setdefault("type", 0)
    if place == len(kinds):
        pack(transfer)
        return True
    kind = kinds[place]
    rows = kind.rows(transfer.mark.get("last", 0))
    with Rows(transfer, kind.file) as file:
        for row in rows:
            file.write(row)
    counts = transfer.mark.setdefault("counts", {})
    counts[kind.name] = counts.get(kind.name, 0) + len(rows)
    transfer.done += len(rows)
    full = len(rows) == CHUNK
    transfer.mark |= {"last": rows[-1][kind.key] if full else 0, "type": place if full else place + 1}
    return False


def pack(transfer: Transfer) -> None:
    """The files as one ZIP with a manifest, written beside and then named, so that no half of it is ever there."""
    place, unfinished = transfer.place, transfer.place / f"{NAME}.part"
    kinds, counts = record_types(), transfer.mark.get("counts", {})
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        records = []
        for kind in kinds:
            archive.write(place / kind.file, kind.file)
            records.append(
                {
                    "type": kind.name,
                    "file": kind.file,
                    "rows": counts.get(kind.name, 0),
                    "key": kind.key,
                    "columns": kind.columns,
                    "sha256": digest(place / kind.file),
                }
            )
        manifest = {"version": VERSION, "made_at": timezone.now().isoformat(), "records": records}
        archive.writestr("manifest.json", json.dumps(manifest, indent=2))
    unfinished.rename(place / NAME)
    for kind in kinds:
        (place / kind.file).unlink()
    transfer.file_name = NAME


def digest(path: Path) -> str:
    found = hashlib.sha256()
    for block in blocks(path):
        found.update(block)
    return found.hexdigest()


def blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            yield block
