from argparse import ArgumentParser
from importlib.metadata import version
from typing import Any

from django.core.management.base import BaseCommand

from qa import recounting
from qa.models import Question
from qa.services import question_recount


class Command(BaseCommand):
    help = (
        "Counts the due dates of open questions anew after the calendar or a term changed, and tells the askers. "
        "With --dry-run after an upgrade of `holidays`: whether the newer calendar would change a date."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say which dates would move")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        self.stdout.write(f"Counted with holidays {version('holidays')} and the moved days of the portal.")
        moved = 0
        for move in recounting.moves():
            self.stdout.write(f"{move.number}: {move.was:%d.%m.%Y} → {move.due:%d.%m.%Y}")
            moved += dry_run or question_recount(question=Question(pk=move.pk))
        self.stdout.write(f"{moved} of the open questions {'would move' if dry_run else 'moved'}.")
