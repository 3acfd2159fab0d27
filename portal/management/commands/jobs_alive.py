from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal import jobs


class Command(BaseCommand):
    help = "Sends one job through the queue and waits for its result: proof that a worker is at work."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seconds", type=int, default=30, help="how long to wait (default 30)")

    def handle(self, *, seconds: int, **options: Any) -> None:
        if not jobs.answered(seconds):
            raise CommandError(f"No job worker answered within {seconds} seconds.")
