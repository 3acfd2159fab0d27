"""Calm, flat illustrations without text, 16 : 10, in one palette with a line of 1.5."""

from collections.abc import Callable

from demo.drawing.pictures import lands, people, places, things
from demo.drawing.sheet import Pen, Sheet

WIDTH, HEIGHT, ZOOM = 480, 300, 2

PICTURES: dict[str, tuple[str, Callable[[Pen], None]]] = {
    "steppe-dawn": ("Таңғы дала", lands.steppe_dawn),
    "river-flood": ("Тасыған өзен", lands.river_flood),
    "mountains": ("Таулар", lands.mountains),
    "city-evening": ("Кешкі қала", lands.city_evening),
    "clinic": ("Емхана", places.clinic),
    "school": ("Мектеп", places.school),
    "veterans-garden": ("Ардагерлер бағы", places.veterans_garden),
    "archive-shelf": ("Мұрағат сөресі", places.archive_shelf),
    "phone-question": ("Телефоннан қойылған сұрақ", things.phone_question),
    "calendar-days": ("Күнтізбе күндері", things.calendar_days),
    "microphone": ("Брифинг микрофоны", things.microphone),
    "felt-pattern": ("Сырмақ өрнегі", things.felt_pattern),
    "director": ("Орталық басшысының портреті", people.director),
    "first-deputy": ("Бірінші орынбасардың портреті", people.first_deputy),
    "second-deputy": ("Орынбасардың портреті", people.second_deputy),
}


def picture(name: str) -> Sheet:
    """Return the illustration of that name. Raises KeyError for an unknown one."""
    title, draw = PICTURES[name]
    sheet = Sheet(WIDTH, HEIGHT, title=title, zoom=ZOOM)
    draw(sheet.pen())
    return sheet
