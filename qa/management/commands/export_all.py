import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from portal import events
from qa.models import Transfer
from qa.transfers import full


class Command(BaseCommand):
    help = "Writes everything the question service holds into a ZIP of JSON lines with a manifest. Secrets stay here."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        if not file.parent.is_dir():
            raise CommandError(f"There is no folder {file.parent}.")
        export = Transfer(kind=Transfer.Kind.FULL)  # no row: only its folder is used
        try:
            full.begin(export)
            with tqdm(total=export.total, unit=" records", disable=None) as bar:
                while not full.step(export):
                    bar.update(export.done - bar.n)
            shutil.move(export.place / full.NAME, file)
        finally:
            shutil.rmtree(export.place, ignore_errors=True)
        events.record("transfer", 0, "transfer_downloaded", role=events.STAFF, transfer="full", rows=export.done)
        self.stdout.write(f"{export.done} records: {file}")
