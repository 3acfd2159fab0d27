"""Dates as each language writes them. Pure; months are not left to a catalogue, since their case differs by place."""

from datetime import date, datetime, time
from typing import Final

from django.utils import timezone

MONTHS: Final = {
    "kk": [
        "қаңтар",
        "ақпан",
        "наурыз",
        "сәуір",
        "мамыр",
        "маусым",
        "шілде",
        "тамыз",
        "қыркүйек",
        "қазан",
        "қараша",
        "желтоқсан",
    ],
    "ru": [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


def full(day: date, language: str) -> str:
    """kk "2026 жылғы 22 қараша", ru "22 ноября 2026 года", en "22 November 2026"."""
    if language == "kk":
        return f"{day.year} жылғы {short(day, language)}"
    if language == "ru":
        return f"{short(day, language)} {day.year} года"
    return f"{short(day, language)} {day.year}"


def short(day: date, language: str) -> str:
    """Day and month: "22 қараша", "22 ноября", "22 November"."""
    return f"{day.day} {MONTHS[language][day.month - 1]}"


# Alone, Russian months stand in another case than in a date.
_RU_ALONE: Final = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip


def month(day: date, language: str, *, year: bool = True) -> str:
    """The month of `day` by itself: "2026 ж. қараша", "ноябрь 2026", "November 2026"; `year` may be left out."""
    name = _RU_ALONE[day.month - 1] if language == "ru" else MONTHS[language][day.month - 1]
    if not year:
        return name
    return f"{day.year} ж. {name}" if language == "kk" else f"{name} {day.year}"


_WEEKDAYS: Final = {
    "kk": ("дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі"),
    "ru": ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_WEEKDAYS_SHORT: Final = {
    "kk": ("Дс", "Сс", "Ср", "Бс", "Жм", "Сб", "Жс"),
    "ru": ("Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


def weekday(day: date, language: str) -> str:
    """ "сейсенбі", "вторник", "Tuesday"."""
    return _WEEKDAYS[language][day.weekday()]


def week(language: str) -> list[tuple[str, str]]:
    """The days of the week from Monday on: (short, whole)."""
    return list(zip(_WEEKDAYS_SHORT[language], _WEEKDAYS[language], strict=True))


def local(moment: datetime | date) -> date:
    """The day in Kazakhstan on which `moment` falls; a plain date stays as it is."""
    if isinstance(moment, datetime):
        return timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()
    return moment


def begins(day: date) -> datetime:
    """The moment at which `day` begins in Kazakhstan."""
    return timezone.make_aware(datetime.combine(day, time.min))


def clock(moment: datetime) -> str:
    """The time of day in Kazakhstan: "15:00"."""
    return f"{timezone.localtime(moment) if timezone.is_aware(moment) else moment:%H:%M}"


def number(value: int | float | str) -> str:
    """A number with narrow no-break spaces between thousands: "41 000"; four digits stay together."""
    text = str(value)
    whole, point, rest = text.partition(".")
    digits = whole.lstrip("-")
    if not digits.isdecimal() or len(digits) < 5:
        return text
    return f"{int(whole):,}".replace(",", "\u202f") + point + rest
