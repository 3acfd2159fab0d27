from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from qa import clock
from qa.models import Question
from qa.services import question_recount


class Command(BaseCommand):
    help = "Counts the due dates of open questions anew after the calendar or a term changed, and tells the askers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say which dates would move")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        moved = 0
        questions = Question.objects.open().prefetch_related("extensions", "pauses").order_by("pk")
        for question in questions.iterator(chunk_size=500):
            due = clock.count_of(question).due
            if due != question.due_on:
                self.stdout.write(f"{question.number}: {question.due_on:%d.%m.%Y} → {due:%d.%m.%Y}")
                moved += dry_run or question_recount(question=question)
        self.stdout.write(f"{moved} of the open questions {'would move' if dry_run else 'moved'}.")
