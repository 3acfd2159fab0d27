"""The words of the packages that the portal is built on: which of them have none in Kazakh or Russian.

`locale_packages/` holds the words that a package itself lacks (Wagtail ships no Kazakh at all). It stands second in
`LOCALE_PATHS`: what `locale/` says wins over it, and it wins over the packages. See docs/translating.md.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import django
import polib
from django.apps import apps
from django.conf import settings

LANGUAGES: Final = ("kk", "ru")
DOMAINS: Final = ("django", "djangojs")
# Installed for their models; their screens are at no address.
NOT_SHOWN: Final = {"django.contrib.admin", "django_q"}

PLACEHOLDER: Final = re.compile(r"%\(\w+\)[#0\- +]?[\d.]*[a-zA-Z]|%[sdr]|\{\w*\}")
TAG: Final = re.compile(r"<[^<>]+>")

Key = tuple[str | None, str]
Entries = dict[Key, polib.POEntry]


@dataclass(frozen=True)
class Package:
    """An installed package with words of its own: its name and its folder of catalogues."""

    name: str
    folder: Path


@dataclass(frozen=True)
class Coverage:
    """How much of `package` has words in `language`; `missing` are its strings that have none."""

    package: str
    language: str
    total: int
    missing: tuple[polib.POEntry, ...]

    @property
    def percent(self) -> float:
        return 100 * (self.total - len(self.missing)) / self.total


def installed() -> list[Package]:
    """The packages whose words can be met, Django's own first, then in the order of INSTALLED_APPS."""
    own = Path(settings.BASE_DIR)
    theirs = [
        Package(app.name, Path(app.path) / "locale")
        for app in apps.get_app_configs()
        if Path(app.path).parent != own and app.name not in NOT_SHOWN
    ]
    core = Package("django", Path(django.__file__).parent / "conf" / "locale")
    return [package for package in [core, *theirs] if package.folder.is_dir()]


def strings(package: Package, domain: str) -> Entries:
    """What `package` says in English; if it ships no English catalogue, everything that any language of it knows."""
    english = package.folder / "en" / "LC_MESSAGES" / f"{domain}.po"
    files = [english] if english.exists() else sorted(package.folder.glob(f"*/LC_MESSAGES/{domain}.po"))
    return _merged(entry for file in files for entry in _read(file))


def untranslated(package: Package, language: str, domain: str) -> Entries:
    """The strings of `package` for which it has no words in `language` itself."""
    own = _translated(package.folder, language, domain)
    return {key: entry for key, entry in strings(package, domain).items() if key not in own}


def coverage(language: str) -> list[Coverage]:
    """Per package, which strings have words in `language` neither in it nor in our catalogues."""
    known = {domain: ours(language, domain) | _translated(overlay(), language, domain) for domain in DOMAINS}
    found = []
    for package in installed():
        total = sum(len(strings(package, domain)) for domain in DOMAINS)
        missing = [
            entry
            for domain in DOMAINS
            for key, entry in untranslated(package, language, domain).items()
            if key not in known[domain]
        ]
        found.append(Coverage(package.name, language, total, tuple(missing)))
    return [one for one in found if one.total]


def broken(language: str) -> list[tuple[str, str]]:
    """The entries of ours for packages whose words lose or invent a placeholder or a tag: (msgid, words)."""
    return [
        (entry.msgid, words)
        for domain in DOMAINS
        for entry in _read(catalogue(language, domain))
        for words in _unfaithful(entry)
    ]


def bring_up_to_date(language: str) -> None:
    """Writes the catalogues of `language` for packages anew: new strings wait empty, strings no longer said are gone.

    What a package says in the language itself stays where we have said it already: its later words may be others.
    """
    for domain in DOMAINS:
        path = catalogue(language, domain)
        present = {(entry.msgctxt, entry.msgid): entry for entry in _read(path)}
        fresh = polib.POFile(wrapwidth=0)
        fresh.metadata = polib.pofile(str(catalogue(language, "django", Path(settings.LOCALE_PATHS[0])))).metadata
        seen = ours(language, domain)
        for package in installed():
            lacking = untranslated(package, language, domain)
            for key, entry in strings(package, domain).items():
                if key in seen or (key not in lacking and key not in present):
                    continue
                seen.add(key)
                fresh.append(_entry(entry, package, present.get(key)))
        if fresh:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh.save(str(path))
        else:
            path.unlink(missing_ok=True)


def overlay() -> Path:
    """The folder with our words for packages."""
    return Path(settings.LOCALE_PATHS[1])


def catalogue(language: str, domain: str, folder: Path | None = None) -> Path:
    """The file in `folder` (ours for packages) that holds `language`."""
    return (folder or overlay()) / language / "LC_MESSAGES" / f"{domain}.po"


def ours(language: str, domain: str) -> set[Key]:
    """The strings that `locale/` has words for."""
    return _translated(Path(settings.LOCALE_PATHS[0]), language, domain)


def _read(path: Path) -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete] if path.exists() else []


def _merged(entries: Iterable[polib.POEntry]) -> Entries:
    """By key; where one place of a package counts and another does not, the one that counts serves both."""
    merged: Entries = {}
    for entry in entries:
        key = (entry.msgctxt, entry.msgid)
        if key not in merged or (entry.msgid_plural and not merged[key].msgid_plural):
            merged[key] = entry
    return merged


def _translated(folder: Path, language: str, domain: str) -> set[Key]:
    path = catalogue(language, domain, folder)
    return {(entry.msgctxt, entry.msgid) for entry in _read(path) if entry.translated()}


def _entry(theirs: polib.POEntry, package: Package, present: polib.POEntry | None) -> polib.POEntry:
    plural = theirs.msgid_plural
    flags = [flag for flag in theirs.flags if flag.endswith("-format")]
    made = polib.POEntry(msgctxt=theirs.msgctxt, msgid=theirs.msgid, flags=flags, occurrences=[(package.name, "")])
    if plural:
        made.msgid_plural = plural
        made.msgstr_plural = present.msgstr_plural if present else {}
    else:
        made.msgstr = present.msgstr if present else ""
    return made


def _unfaithful(entry: polib.POEntry) -> Iterator[str]:
    if not entry.msgid_plural:
        if entry.msgstr and _marks(entry.msgstr) != _marks(entry.msgid):
            yield entry.msgstr
        return
    wanted = _marks(entry.msgid_plural)
    forms = {int(number): words for number, words in entry.msgstr_plural.items() if words}
    for number, words in forms.items():
        # "1 page" need not show the number; every other form must.
        marks = _marks(words)
        if marks != wanted and not (number == 0 and (marks == _marks(entry.msgid))):
            yield words


def _marks(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text)) + Counter(TAG.findall(text))
