"""Keeps this host's search index up to date, for hosts that serve pages but run no job worker."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from search import tasks


class Command(BaseCommand):
    help = "Follows the list of changes each second. Needed only on a host that serves pages and runs no job worker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="follow once and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        while True:
            close_old_connections()
            tasks.follow_own()
            if options["once"]:
                return
            time.sleep(1)
