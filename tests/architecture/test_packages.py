"""What packages say is there in Kazakh and Russian: complete, faithful to its placeholders, and in its right place."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from pathlib import Path

import django
import polib
import pytest
import wagtail_localize
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext, ngettext, npgettext, trans_real
from wagtail.users.models import UserProfile

from portal import catalogues, packages
from portal.users import User

FILES = sorted(Path(settings.LOCALE_PATHS[1]).glob("*/LC_MESSAGES/*.po"))
NAMES = [str(path.relative_to(path.parents[2])) for path in FILES]
LETTERS = re.compile(r"[A-Za-z]+[Ѐ-ӿ]|[Ѐ-ӿ]+[A-Za-z]")
# Kazakh that is its Russian twin to the letter, and rightly so.
TWINS = {"0 минут"}


@pytest.mark.parametrize("language", packages.LANGUAGES)
def test_nothing_is_missing(language: str) -> None:
    left = {one.package: [entry.msgid for entry in one.missing] for one in packages.coverage(language) if one.missing}
    assert left == {}, "manage.py untranslated --write, then fill locale_packages/"


@pytest.mark.parametrize("language", packages.LANGUAGES)
def test_placeholders_and_tags_are_kept(language: str) -> None:
    assert packages.broken(language) == []


def test_the_daily_packages_are_looked_at() -> None:
    """The net has no hole where a package would not be seen at all."""
    seen = {one.package for one in packages.coverage("kk")}
    assert {"django", "wagtail", "wagtail.admin", "wagtail.images", "wagtail.documents", "wagtail_localize"} <= seen
    assert {"wagtail.users", "wagtail.snippets", "wagtail_localize.locales", "wagtailmedia", "taggit"} <= seen


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_no_entry_is_idle(path: Path) -> None:
    """Each is said by a package that is installed, once, and not by `locale/`, which would win over it."""
    language, domain = path.parents[1].name, path.stem
    known = {key for package in packages.installed() for key in packages.strings(package, domain)}
    keys = [(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(path))]
    assert set(keys) <= known
    assert len(keys) == len(set(keys))
    assert set(keys) & packages.ours(language, domain) == set()


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_gettext_accepts_the_file(path: Path, xgettext: str) -> None:
    msgfmt = shutil.which("msgfmt") or "msgfmt"
    done = subprocess.run([msgfmt, "--check", "-o", "/dev/null", str(path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("language", packages.LANGUAGES)
def test_plurals_agree_with_djangos(language: str) -> None:
    """Catalogues that count otherwise are kept apart by Django, and then the wrong one may answer."""
    core = Path(django.__file__).parent / "conf" / "locale"
    files = [packages.catalogue(language, "django", folder) for folder in (core, *map(Path, settings.LOCALE_PATHS))]
    rules = {re.sub(r"\s", "", polib.pofile(str(path)).metadata["Plural-Forms"]) for path in [*files, *_of(language)]}
    assert len(rules) == 1
    forms = int(re.findall(r"nplurals=(\d)", rules.pop())[0])
    for path in _of(language):
        for entry in polib.pofile(str(path)):
            assert not entry.msgid_plural or (len(entry.msgstr_plural) == forms and all(entry.msgstr_plural.values()))


def _of(language: str) -> list[Path]:
    return [path for path in FILES if path.parents[1].name == language]


def test_letters_are_kazakh() -> None:
    """No Latin letter that looks like a Cyrillic one inside a word, and no Russian passed off as Kazakh."""
    for path in _of("kk"):
        for entry in polib.pofile(str(path)):
            for text in (entry.msgstr, *entry.msgstr_plural.values()):
                plain = packages.TAG.sub(" ", packages.PLACEHOLDER.sub(" ", text))
                assert not LETTERS.search(plain), text
    russian: dict[packages.Key, str] = {}
    words = re.compile("[Ѐ-ӿ]{3}")
    for package in packages.installed():
        path = packages.catalogue("ru", "django", package.folder)
        if path.exists():
            russian |= {(entry.msgctxt, entry.msgid): entry.msgstr for entry in polib.pofile(str(path))}
    twins = {
        entry.msgstr
        for path in _of("kk")
        for entry in polib.pofile(str(path))
        if " " in entry.msgstr
        and words.search(entry.msgstr)
        and entry.msgstr == russian.get((entry.msgctxt, entry.msgid))
    }
    assert twins <= TWINS


class TestPrecedence:
    """Ours over our words for packages, these over the packages' own."""

    @pytest.fixture(autouse=True)
    def _compiled(self) -> Iterator[None]:
        catalogues.compile_all(*map(Path, settings.LOCALE_PATHS))
        trans_real._translations.clear()
        with translation.override("kk"):
            yield

    def test_ours_first(self) -> None:
        assert gettext("Log in") == "Кіру"

    def test_ours_for_packages_over_theirs(self) -> None:
        assert gettext("tomorrow") == "ертең"  # "ерте", early, says Django
        assert gettext("last name") == "тегі"

    def test_one_word_of_two_meanings(self) -> None:
        """What the public reads must not get into the admin where the same English means something else."""
        assert gettext("Published") == "Жарияланды"
        assert gettext("Source") == "Түпнұсқа"
        assert gettext("name") == "атауы"
        assert translation.pgettext("date", "Published") == "Жарияланған күні"
        assert translation.pgettext("of facts", "Source") == "Дереккөз"
        assert translation.pgettext("person", "name") == "аты-жөні"

    @pytest.mark.parametrize(("number", "words"), [(1, "1 бетті жылжыту"), (5, "5 бетті жылжыту")])
    def test_plurals(self, number: int, words: str) -> None:
        assert ngettext("Move 1 page", "Move %(counter)s pages", number) % {"counter": number} == words

    def test_a_plural_in_a_context(self) -> None:
        assert npgettext("naturaltime-future", "%(num)d hour", "%(num)d hours", 2) % {"num": 2} == "2 сағаттан"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "comment", "upload"),
    [("kk", "Ескертпе қосу", "PO файлын жүктеу"), ("ru", "Добавить комментарий", "Загрузить PO файл"), ("en", "", "")],
)
def test_what_scripts_say(client: Client, language: str, comment: str, upload: str) -> None:
    """The catalogues for scripts are in the language that the user chose; in English there is none to need."""
    user = User.objects.create_superuser("boss", "boss@example.org", "x")
    UserProfile.objects.create(user=user, preferred_language=language)
    client.force_login(user)
    catalogues.compile_all(*map(Path, settings.LOCALE_PATHS))
    assert scripts_catalogue(client, "/admin/jsi18n/").get("Add a comment", "") == comment
    assert scripts_catalogue(client, "/admin/localize/jsi18n/").get("Upload PO file", "") == upload


def scripts_catalogue(client: Client, address: str) -> dict[str, str]:
    found = re.search(r"const newcatalog = (\{.*?\});\n", client.get(address).text, re.DOTALL)
    return dict(json.loads(found[1])) if found else {}


class TestUntranslated:
    """After an upgrade: a package says something new, something else, and no longer something old."""

    @pytest.fixture
    def package(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> packages.Package:
        package = packages.Package("a.package", tmp_path / "package" / "locale")
        ours, theirs = tmp_path / "locale", tmp_path / "locale_packages"
        write(package.folder, "en", {"Old": "", "New": "", "%(n)s page": "", "Ours": "", "Theirs": ""})
        write(package.folder, "kk", {"Theirs": "Өздерінікі"})
        for language in packages.LANGUAGES:
            write(ours, language, {"Ours": "Біздікі"})
            write(theirs, language, {"Old": "Ескі", "Gone": "Жоғалған", "%(n)s page": "бет"})
        monkeypatch.setattr(settings, "LOCALE_PATHS", [ours, theirs])
        monkeypatch.setattr(packages, "installed", lambda: [package])
        return package

    def test_says_what_is_missing_and_fails(self, package: packages.Package) -> None:
        out = StringIO()
        with pytest.raises(CommandError, match="to mend"):
            call_command("untranslated", stdout=out)
        said = out.getvalue()
        assert "4 of     5   80.0 %" in said  # Kazakh
        assert "3 of     5   60.0 %" in said  # Russian: no words of the package's own
        assert "missing in a.package: 'New'" in said
        assert "'%(n)s page' → 'бет'" in said
        assert "'Old'" not in said

    def test_write_keeps_adds_and_drops(self, package: packages.Package) -> None:
        with pytest.raises(CommandError):
            call_command("untranslated", write=True, stdout=StringIO())
        entries = {entry.msgid: entry.msgstr for entry in polib.pofile(str(packages.catalogue("kk", "django")))}
        assert entries == {"Old": "Ескі", "New": "", "%(n)s page": "бет"}

    def test_content_when_all_is_there(self, package: packages.Package) -> None:
        words = {"Old": "Ескі", "New": "Жаңа", "%(n)s page": "%(n)s бет", "Theirs": "Өздерінікі"}
        for language in packages.LANGUAGES:
            write(packages.overlay(), language, words)
        call_command("untranslated", stdout=StringIO())
        assert packages.broken("kk") == []


def write(folder: Path, language: str, words: dict[str, str]) -> None:
    path = packages.catalogue(language, "django", folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    file = polib.POFile()
    file.metadata = {"Language": language, "Content-Type": "text/plain; charset=UTF-8"}
    file.extend([polib.POEntry(msgid=msgid, msgstr=msgstr) for msgid, msgstr in words.items()])
    file.save(str(path))


@pytest.mark.parametrize(
    ("original", "words", "faithful"),
    [
        ("%(n)s of <b>%(m)s</b>", "<b>%(m)s</b>, %(n)s", True),
        ("%(n)s of %(m)s", "%(n)s", False),
        ("{} pages", "бет", False),
        ("<a href='x'>one</a>", "<a href='y'>бір</a>", False),
        ("100%", "100 %", True),
    ],
)
def test_faithful(original: str, words: str, faithful: bool) -> None:
    assert (packages._marks(original) == packages._marks(words)) is faithful


class TestEnglishInCode:
    """What portal.admin_words puts right is still wrong: when a package mends it itself, ours can go."""

    def test_scripts(self) -> None:
        script = Path(wagtail_localize.__file__).parent / "static/wagtail_localize/js/wagtail-localize.js"
        text = script.read_text(encoding="utf-8")
        assert '"More actions"' in text
        assert "} to ${" in text

    def test_what_was_put_right(self) -> None:
        from django.core.paginator import Paginator
        from wagtail.admin.paginator import WagtailPaginator
        from wagtail_localize.models import StringTranslation

        catalogues.compile_all(*map(Path, settings.LOCALE_PATHS))
        assert issubclass(WagtailPaginator, Paginator)
        with translation.override("kk"):
            assert WagtailPaginator(range(171), 20).items_count_label == "Барлығы: 171"
            made = StringTranslation(translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL)
            made.updated_at = datetime(2026, 11, 3)
            assert made.get_comment() == "Қолмен аударылды, 03.11.2026"
