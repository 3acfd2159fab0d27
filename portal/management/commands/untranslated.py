from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal import languages, packages


class Command(BaseCommand):
    help = "Lists the words of Wagtail, Django and the other packages that lack Kazakh or Russian; fails if any does."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true", help="bring locale_packages/ up to date first")
        parser.add_argument("--brief", action="store_true", help="the figures alone, without the list")

    def handle(self, *, write: bool, brief: bool, **options: Any) -> None:
        wrong = 0
        for language in packages.LANGUAGES:
            if write:
                packages.bring_up_to_date(language)
            found = packages.coverage(language)
            self.stdout.write(f"{languages.NAMES[language]} ({language})")
            for one in found:
                self.stdout.write(
                    f"  {one.package:32} {one.total - len(one.missing):5} of {one.total:5}  {one.percent:5.1f} %"
                )
            missing = [(one.package, entry) for one in found for entry in one.missing]
            broken = packages.broken(language)
            wrong += len(missing) + len(broken)
            if brief:
                continue
            for package, entry in missing:
                context = f"[{entry.msgctxt}] " if entry.msgctxt else ""
                self.stdout.write(f"  missing in {package}: {context}{entry.msgid!r}")
            for msgid, words in broken:
                self.stdout.write(f"  not the placeholders or tags of the original: {msgid!r} → {words!r}")
        if wrong:
            raise CommandError(f"{wrong} to mend: fill them in locale_packages/ (docs/translating.md).")
