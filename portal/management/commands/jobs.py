from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Runs the job worker until it is stopped."

    def handle(self, **options: Any) -> None:
        call_command("qcluster", verbosity=0)
