import csv
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from tqdm import tqdm

from directory.models import Region, Topic
from qa import importing, services
from qa.models import Question

CHUNK = 200


class Command(BaseCommand):
    help = "Imports questions from a CSV or TSV file. Run again after a break: what is there already is passed over."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--refused", type=Path, help="where to report refused lines (default: beside the file)")

    def handle(self, *, file: Path, refused: Path | None, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        self.topics = {topic.key: topic for topic in Topic.objects.all()}
        self.regions = {region.key: region for region in Region.objects.all()}
        self.made = self.known = 0
        self.refusals: list[importing.Refusal] = []
        try:
            with translation.override("en"):
                self.load(file)
        except importing.NotImportable as error:
            raise CommandError(f"{file.name}: {error}.") from error
        self.report(refused or file.with_suffix(".refused.tsv"))

    def load(self, file: Path) -> None:
        rows = importing.read(file, self.topics, self.regions)
        with file.open("rb") as counted:
            total = max(0, sum(1 for _ in counted) - 1)
        with tqdm(total=total, unit=" lines", disable=None) as bar:
            while chunk := list(islice(rows, CHUNK)):
                self.refusals += [item for item in chunk if isinstance(item, importing.Refusal)]
                for row in self.unknown([item for item in chunk if isinstance(item, importing.Row)]):
                    self.submit(row)
                bar.update(len(chunk))

    def unknown(self, rows: list[importing.Row]) -> Iterator[importing.Row]:
        """Those of `rows` that no earlier run has imported."""
        known = set(Question.objects.filter(token__in=[row.token for row in rows]).values_list("token", flat=True))
        self.known += len(known)
        return (row for row in rows if row.token not in known)

    def submit(self, row: importing.Row) -> None:
        services.question_submit(
            token=row.token,
            text=row.text,
            language=row.language,
            topic=self.topics.get(row.topic),
            region=self.regions.get(row.region),
            consent_publish=row.consent_publish,
            consent_processing=True,
            at=row.asked_at,
        )
        self.made += 1

    def report(self, path: Path) -> None:
        self.stdout.write(f"Imported: {self.made}. Already there: {self.known}. Refused: {len(self.refusals)}.")
        if not self.refusals:
            return
        try:
            with path.open("w", encoding="utf-8", newline="") as file:
                table = csv.writer(file, dialect="excel-tab")
                table.writerow(["line", "reason", "content"])
                table.writerows((item.line, item.reason, item.content) for item in self.refusals)
        except OSError as error:
            raise CommandError(f"The refused lines could not be written to {path}: {error.strerror}.") from error
        self.stdout.write(f"Refused lines with reasons: {path}")
