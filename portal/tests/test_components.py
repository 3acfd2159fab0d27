"""Components that are kept by what they show: never another's HTML, never anything but plain values."""

import datetime

import pytest
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from portal import components

ITEM = "portal/components/question_item.html"
HEAD = "portal/components/section_head.html"


def item(**values: object) -> SafeString:
    return components.render(ITEM, {"item": {"url": "/kk/x/", "title": "Су", "date": None, **values}, "level": 2})


@pytest.fixture(autouse=True)
def _none_made(monkeypatch):
    monkeypatch.setattr(components, "_made", {})


def test_the_same_values_are_rendered_once(monkeypatch):
    first = item()
    monkeypatch.setattr(components, "get_template", None)
    assert item() is first


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Судың"},
        {"url": "/kk/y/"},
        {"working_days": 1},
        {"date": datetime.date(2020, 5, 1)},
        {"language": "ru"},
    ],
)
def test_another_value_is_another_component(other):
    with translation.override("kk"):
        assert item() != item(**other)


def test_the_language_is_part_of_it():
    with translation.override("kk"):
        kazakh = item(working_days=4)
    with translation.override("ru"):
        assert item(working_days=4) != kazakh


def test_a_lazy_text_counts_in_the_present_language():
    shown = {}
    for code in ("kk", "ru"):
        with translation.override(code):
            shown[code] = components.render(HEAD, {"title": gettext_lazy("News")})
    assert shown["kk"] != shown["ru"]


def test_escaped_and_safe_texts_are_kept_apart():
    assert "&lt;b&gt;" in item(title="<b>")
    assert "<b>" in item(title=SafeString("<b>"))
    assert "&lt;b&gt;" in item(title="<b>")


def test_what_is_no_plain_value_is_refused():
    with pytest.raises(TypeError, match="object"):
        item(picture=object())


def test_no_more_are_kept_than_fit(monkeypatch):
    monkeypatch.setattr(components, "MOST", 3)
    for number in range(10):
        item(title=str(number))
    assert len(components._made) <= 3
