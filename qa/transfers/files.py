"""Working files of a transfer: rows are appended, and a step that broke off leaves no half row behind."""

import json
import os
from io import BufferedRandom
from types import TracebackType
from typing import Any

from qa.models import Transfer


class Rows:
    """Appends rows as lines of JSON to `name`, from where the last finished step ended.

    The end is kept in the transfer's mark, which is saved with the step: what a killed worker wrote after it is cut.
    """

    def __init__(self, transfer: Transfer, name: str) -> None:
        self.transfer, self.name = transfer, name
        self.file: BufferedRandom

    def __enter__(self) -> "Rows":
        path = self.transfer.place / self.name
        path.touch()
        self.file = path.open("r+b")
        self.file.truncate(self._ends().get(self.name, 0))
        self.file.seek(0, os.SEEK_END)
        return self

    def write(self, row: Any) -> None:
        self.file.write(json.dumps(row, ensure_ascii=False, default=str).encode() + b"\n")

    def __exit__(self, kind: type[BaseException] | None, error: Any, trace: TracebackType | None) -> None:
        self._ends()[self.name] = self.file.tell()
        self.file.close()

    def _ends(self) -> dict[str, int]:
        ends: dict[str, int] = self.transfer.mark.setdefault("ends", {})
        return ends
