"""Reads letters that came back, from a maildir, an mbox file or, one at a time, from standard input."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal import mailboxes


class Command(BaseCommand):
    help = "Acts on delivery reports and complaints: from the places named, or one letter from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("places", nargs="*", type=Path, help="maildirs, mbox files, single letters")

    def handle(self, *args: Any, places: list[Path], **options: Any) -> None:
        if not places:
            self.stdout.write(str(mailboxes.read_letter(sys.stdin.buffer.read())))
            return
        for place in places:
            try:
                outcomes = mailboxes.read_place(place)
            except FileNotFoundError as error:
                raise CommandError(f"nothing is at {place}") from error
            told = ", ".join(f"{outcome}: {count}" for outcome, count in sorted(outcomes.items()))
            self.stdout.write(f"{place}: {told or 'nothing new'}")
