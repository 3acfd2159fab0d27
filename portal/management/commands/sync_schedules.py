from typing import Any

from django.core.management.base import BaseCommand

from portal import jobs


class Command(BaseCommand):
    help = "Brings the regular jobs in line with what the apps say in their schedules.py."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        names = jobs.sync_schedules()
        if verbosity:
            self.stdout.write(f"{len(names)} regular jobs: {', '.join(names)}")
