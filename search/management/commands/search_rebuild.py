"""Builds the search index anew, without a gap for readers."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search import following
from search.engines import engine
from search.engines.base import EngineUnavailable


class Command(BaseCommand):
    help = "Builds the search index anew from everything public. Readers keep the old one until the new one is whole."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-needed", action="store_true", help="only if there is no usable index")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_needed"] and not following.needs_rebuild(engine().position()):
            self.stdout.write("The search index is whole.")
            return
        self.shown = options["verbosity"] > 0 and self.stdout.isatty()
        start = time.monotonic()
        try:
            number = following.rebuild(engine(), progress=self.progress)
            following.follow(engine())
        except EngineUnavailable as reason:
            raise CommandError(f"The search index was not rebuilt: {reason}") from reason
        except OSError as reason:
            raise CommandError(f"The search index could not be written: {reason.strerror}") from reason
        if options["verbosity"] > 0:
            self.stdout.write(f"\r{number} documents in {time.monotonic() - start:.1f} s")

    def progress(self, number: int) -> None:
        """Counts on one line, where someone is watching."""
        if self.shown:
            self.stdout.write(f"\r{number} documents", ending="")
            self.stdout.flush()
