import pytest
from django import forms
from django.utils import translation

from intake.fields import Honeypot, PlainTextField


class Form(forms.Form):
    text = PlainTextField(label="Text")
    website = Honeypot()


def bound(text):
    return Form({"text": text})


@pytest.mark.parametrize(
    "text",
    [
        "Қалай өтемақы аламын?",
        "<script>alert('1')</script> деген не?",
        "مرحبا بالعالم كيف الحال",
        "Балабақша 👩‍👧‍👦 кезегі туралы 🙂",
        "'; DROP TABLE qa_question; --",
        "{{ settings.SECRET_KEY }} {% load x %}",
    ],
)
def test_stays_as_typed(text):
    form = bound(text)
    assert form.is_valid()
    assert form.cleaned_data["text"] == text


@pytest.mark.parametrize("text", ["", "   \n\t ", "\x00\x01\x02", "\u202e\u200f"])
def test_nothing_is_required_to_be_something(text):
    assert bound(text).errors["text"].as_data()[0].code == "required"


def test_control_and_direction_characters_go():
    form = bound("Бір\x00 екі\x08 үш\u202e төрт\r\nбес")
    assert form.is_valid()
    assert form.cleaned_data["text"] == "Бір екі үш төрт\nбес"


def test_too_short_says_how_long():
    (error,) = bound("Неге?").errors["text"]
    assert "5" in error
    assert "10" in error


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_hundred_thousand_characters_are_all_given_back(language):
    text = "ұ" * 100_000
    with translation.override(language):
        form = bound(text)
        (error,) = form.errors["text"]
        assert "100000" in error
        assert text in str(form["text"])


def test_what_is_redisplayed_is_escaped():
    assert "&lt;script&gt;" in str(bound("<script>")["text"])


def test_a_filled_honeypot_refuses_nobody():
    form = Form({"text": "Қалай өтемақы аламын?", "website": "http://spam " * 100_000})
    assert form.is_valid()
    assert form.cleaned_data["website"]
