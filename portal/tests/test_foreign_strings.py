"""What a citizen can meet of Django and Wagtail is there in Kazakh, and is still what the packages say."""

from pathlib import Path

import django
import polib
import pytest
import wagtail
from django.conf import settings
from django.utils import formats, translation
from django.utils.dateparse import parse_date

FOREIGN = "portal/foreign_strings.py"
KEY = tuple[str | None, str]
PACKAGES = [
    Path(django.__file__).parent / "conf" / "locale" / "{}" / "LC_MESSAGES" / "django.po",
    Path(wagtail.__file__).parent / "locale" / "{}" / "LC_MESSAGES" / "django.po",
]
# Folders of Django whose strings reach a form or a page; `db` speaks to developers, `views` to DEBUG pages.
REACHING = ("forms/", "core/", "utils/", "template/")
NOT_MET = {
    "Please correct the duplicate data for %(field_name)s which must be unique for the %(lookup)s in %(date_field)s.",
    "Ensure this value is a multiple of step size %(limit_value)s, starting from %(offset)s, e.g. %(offset)s, "
    "%(valid_value1)s, %(valid_value2)s, and so on.",
    "…",
}


def _catalogue(path: Path, code: str) -> dict[KEY, polib.POEntry]:
    return {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(path).format(code)) if not entry.obsolete}


def _ours(code: str) -> dict[KEY, polib.POEntry]:
    return _catalogue(Path(settings.LOCALE_PATHS[0]) / "{}" / "LC_MESSAGES" / "django.po", code)


def test_the_packages_still_say_so() -> None:
    known = {key for path in PACKAGES for key in _catalogue(path, "en")}
    foreign = {key for key, entry in _ours("kk").items() if [place for place, _ in entry.occurrences] == [FOREIGN]}
    assert foreign - known == set()


def test_whatever_reaches_a_reader_is_in_kazakh() -> None:
    django_po = PACKAGES[0]
    theirs, ours = _catalogue(django_po, "kk"), _ours("kk")
    missing = [
        entry.msgid
        for key, entry in _catalogue(django_po, "en").items()
        if any(place.startswith(REACHING) for place, _ in entry.occurrences)
        and entry.msgid not in NOT_MET
        and not any(book[key].translated() for book in (theirs, ours) if key in book)
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("code", "written", "short", "number"),
    [
        ("kk", "2026 жылғы 22 қараша", "22.11.2026", "1234,5"),
        ("ru", "22 ноября 2026 года", "22.11.2026", "1234,5"),
        ("en", "22 November 2026", "22/11/2026", "1234.5"),
    ],
)
def test_dates_and_numbers(code: str, written: str, short: str, number: str) -> None:
    day = parse_date("2026-11-22")
    with translation.override(code):
        assert formats.date_format(day) == written
        assert formats.date_format(day, "SHORT_DATE_FORMAT") == short
        assert formats.number_format(1234.5, 1) == number
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1
