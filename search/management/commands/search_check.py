"""Compares the search indexes with what the public may see."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search import checking, following
from search.engines import engines
from search.engines.base import Engine, EngineUnavailable

SHOWN = 10  # keys named of each sort


class Command(BaseCommand):
    help = "Compares each search index with everything public; with --repair, mends what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="mend what differs")
        parser.add_argument("--engine", choices=list(engines()), help="this one alone")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = {name: one for name, one in engines().items() if options["engine"] in {None, name}}
        agreeing = [self.whole(name, one, repair=options["repair"]) for name, one in chosen.items()]
        if not all(agreeing):
            raise CommandError("Not every search index agrees with what is public.")

    def whole(self, name: str, engine: Engine, *, repair: bool) -> bool:
        """Whether the index agrees with its sources, if need be after a repair."""
        try:
            if following.needs_rebuild(engine.position()):
                self.stdout.write(f"{name}: there is no usable index")
                if not repair:
                    return False
            if repair:
                following.follow(engine)
            found = checking.drift(engine)
            self.stdout.write(f"{name}: {found if found else 'agrees with what is public'}")
            for sort, keys in (("missing", found.missing), ("too many", found.extra), ("out of date", found.stale)):
                if keys:
                    named = ", ".join(":".join(key) for key in keys[:SHOWN])
                    self.stdout.write(f"  {sort}: {named}{' …' if len(keys) > SHOWN else ''}")
            if found and repair:
                checking.mend(engine, found)
                found = checking.drift(engine)
                self.stdout.write(f"{name}: after the repair {found if found else 'it agrees'}")
        except EngineUnavailable as reason:
            self.stdout.write(f"{name}: {reason}")
            return False
        return not found
