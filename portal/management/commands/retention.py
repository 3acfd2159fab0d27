from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal import retention


class Command(BaseCommand):
    help = "Erases what is past its storage term. With --dry-run it only says what would go."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would go, and erase nothing")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        if dry_run:
            for item in retention.due():
                before = timezone.localtime(item.before)
                self.stdout.write(
                    f"{item.rule.key:<16} {item.days:>5} days  before {before:%Y-%m-%d %H:%M}  {item.count}"
                )
            return
        done = retention.run(seconds=float("inf"))
        self.stdout.write("\n".join(f"{key}: {count}" for key, count in done.items()) or "Nothing was past its time.")
