import hashlib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal import catalogues


def static_fingerprint() -> str:
    """A digest over the names, sizes and times of all static files: changes when any of them does."""
    digest = hashlib.sha256()
    for finder in finders.get_finders():
        for path, storage in finder.list(None):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


class Command(BaseCommand):
    help = "Brings the database, catalogues, static files and schedules up to date; does nothing twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="load the demo portal into an empty database")

    def handle(self, *, demo: bool, **options: Any) -> None:
        # Translations come first: wagtail-localize and the forms read them while the database is made.
        if catalogues.compile_all(*settings.LOCALE_PATHS):
            self.say("Translations compiled.")
        self.migrate()
        self.collect_static()
        call_command("sync_schedules", verbosity=0)
        if demo:
            call_command("load_demo", "--if-empty")

    def migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.say("Preparing the database…")
            call_command("migrate", verbosity=0, interactive=False)

    def collect_static(self) -> None:
        stamp = settings.STATIC_ROOT / ".fingerprint"
        fingerprint = static_fingerprint()
        if stamp.exists() and stamp.read_text() == fingerprint:
            return
        self.say("Collecting static files…")
        call_command("collectstatic", verbosity=0, interactive=False)
        stamp.write_text(fingerprint)

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
