from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Task, Workflow
from wagtail.signal_handlers import disable_reference_index_auto_update

from demo import accounts, directory, lag, life, plans, questions, reports, source, words
from demo.files import Files
from demo.pages import PageLoader
from home.models import HomePage


class Command(BaseCommand):
    help = "Loads the demo portal: pages, media, staff and answered questions in three languages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing when the portal has pages already")

    def handle(self, *, if_empty: bool, **options: Any) -> None:
        if HomePage.objects.filter(numchild__gt=0).exists():
            if if_empty:
                return
            raise CommandError("The portal has pages already. The demo is loaded into an empty portal only.")
        self.stdout.write("Loading the demo portal (about a minute, once)…")
        files = Files()
        try:
            # What refers to what is written once at the end, not at each of the thousands of saves.
            with transaction.atomic(), disable_reference_index_auto_update():
                self.load(files)
        except source.ContentError as error:
            raise CommandError(str(error)) from error
        finally:
            files.close()
        call_command("rebuild_references_index", verbosity=0)
        call_command("search_rebuild", verbosity=0)

    def load(self, files: Files) -> None:
        now = timezone.now()
        directory.load()
        files.draw()
        pages = source.pages()
        loader = PageLoader(pages, files, now, self.tell)
        loader.load()
        lag.load()
        words.load()
        name_the_workflow()
        staff = accounts.load()
        asked, answered = questions.load(staff, now, self.tell)
        life.load(staff, answered)
        reports.load(staff, loader.made, now)
        plans.load(staff, now)
        self.tell("")
        self.stdout.write(f"Loaded {len(pages)} pages and {asked} questions.")

    def tell(self, what: str) -> None:
        """Shows on one line what is being loaded, on a terminal only."""
        if self.stdout.isatty():
            self.stdout.write(f"\r\033[K{what[:100]}", ending="")
            self.stdout.flush()


def name_the_workflow() -> None:
    """The one workflow that Wagtail makes has an English name, which editors read as it is in every language."""
    for model in (Workflow, Task):
        model.objects.filter(name="Moderators approval").update(name="Редакция бекітуі")
