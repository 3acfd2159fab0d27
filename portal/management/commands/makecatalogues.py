import re
from pathlib import Path
from typing import Any, Final

import polib
from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.core.management.commands.makemessages import Command as MakeMessages

OPTIONS = {
    "locale": ["kk", "ru"],
    "add_location": "file",
    "no_wrap": True,
    "no_obsolete": True,
    "ignore_patterns": [".venv/*", "var/*", "*/tests/*", "tests/*", "*/test_*.py", "scripts/*"],
}

# gettext dates the header at every run: a change that says nothing.
DATED: Final = re.compile(r'^"POT-Creation-Date:.*\n', re.MULTILINE)


def catalogue(locale: str) -> Path:
    """The file with the words of the portal in `locale`."""
    return Path(settings.LOCALE_PATHS[0]) / locale / "LC_MESSAGES" / "django.po"


def keys(entries: polib.POFile) -> set[tuple[str, str]]:
    """The (context, msgid) pairs in use in `entries`."""
    return {(entry.msgctxt or "", entry.msgid) for entry in entries if not entry.obsolete}


class Command(MakeMessages):
    help = "Brings locale/kk and locale/ru up to date with the sources; --check only says what is out of date."
    # A new string waits empty for its words: a guess from a similar one could pass for a translation.
    msgmerge_options = [*MakeMessages.msgmerge_options, "--no-fuzzy-matching"]

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--check", action="store_true", help="write nothing; fail if a string is missing or stale")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        self.complaints: list[str] = []
        self.checking = check
        super().handle(*args, **{**options, **OPTIONS})
        if self.complaints:
            raise CommandError("\n".join(self.complaints))

    def write_po_file(self, potfile: str, locale: str) -> None:
        path = catalogue(locale)
        if not self.checking:
            super().write_po_file(potfile, locale)
            path.write_text(DATED.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
            return
        wanted, present = keys(polib.pofile(potfile)), keys(polib.pofile(str(path)))
        self.complaints += [f"{locale}: missing {context} {text!r}" for context, text in sorted(wanted - present)]
        self.complaints += [f"{locale}: stale {context} {text!r}" for context, text in sorted(present - wanted)]
