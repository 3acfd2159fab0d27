"""Builds the search indexes anew, without a gap for readers."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search import following
from search.engines import engines
from search.engines.base import Engine, EngineUnavailable


class Command(BaseCommand):
    help = "Builds the search index anew from everything public. Readers keep the old one until the new one is whole."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-needed", action="store_true", help="only where there is no usable index")
        parser.add_argument("--engine", choices=list(engines()), help="this one alone")

    def handle(self, *args: Any, **options: Any) -> None:
        self.shown = options["verbosity"] > 0 and self.stdout.isatty()
        failed = []
        for name, engine in engines().items():
            if options["engine"] in {None, name}:
                try:
                    self.rebuild(name, engine, if_needed=options["if_needed"], verbosity=options["verbosity"])
                except EngineUnavailable as reason:
                    failed.append(f"The search index ({name}) was not rebuilt: {reason}")
                except OSError as reason:
                    failed.append(f"The search index ({name}) could not be written: {reason.strerror}")
        if failed:
            raise CommandError("\n".join(failed))

    def rebuild(self, name: str, engine: Engine, *, if_needed: bool, verbosity: int) -> None:
        """Raises EngineUnavailable, OSError."""
        if if_needed and not following.needs_rebuild(engine.position()):
            self.stdout.write(f"The search index ({name}) is whole.")
            return
        start = time.monotonic()
        number = following.rebuild(engine, progress=self.progress)
        following.follow(engine)
        if verbosity > 0:
            self.stdout.write(f"\r{name}: {number} documents in {time.monotonic() - start:.1f} s")

    def progress(self, number: int) -> None:
        """Counts on one line, where someone is watching."""
        if self.shown:
            self.stdout.write(f"\r{number} documents", ending="")
            self.stdout.flush()
