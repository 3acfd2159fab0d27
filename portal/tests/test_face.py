"""Components: forms speak to screen readers, languages are marked, the sheets stay in order and small."""

import datetime
import gzip
import re
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone, translation

from portal import display, stylesheet
from portal.templatetags import display as tags


class Form(forms.Form):
    text = forms.CharField(label="Text", help_text="Hint", max_length=100, widget=forms.Textarea)
    choice = forms.ChoiceField(label="Choice", choices=[("1", "One"), ("2", "Two")], widget=forms.RadioSelect)
    tick = forms.BooleanField(label="Agree")
    note = forms.CharField(label="Note", required=False)


@pytest.fixture
def _english():
    with translation.override("en"):
        yield


@pytest.mark.usefixtures("_english")
class TestField:
    def render(self, form, name):
        return render_to_string("portal/components/field.html", {"field": form[name]})

    def test_hint_and_error_are_tied_to_the_control(self):
        page = self.render(Form({}), "text")
        assert 'aria-describedby="id_text_helptext id_text_error"' in page
        assert 'aria-invalid="true"' in page
        assert 'id="id_text_error"' in page
        assert 'id="id_text_helptext"' in page

    def test_long_text_is_counted(self):
        assert 'data-counter="id_text"' in self.render(Form(), "text")

    def test_group_of_choices_has_a_legend(self):
        page = self.render(Form({}), "choice")
        assert "<fieldset" in page
        assert "<legend>Choice" in page
        assert 'aria-describedby="id_choice_error"' in page

    def test_tick_stands_before_its_label(self):
        page = self.render(Form(), "tick")
        assert page.index('type="checkbox"') < page.index("<label")

    def test_what_may_be_left_out_is_said(self):
        assert "(optional)" in self.render(Form(), "note")

    def test_error_summary_leads_to_the_fields(self):
        page = render_to_string("portal/components/error_summary.html", {"form": Form({})})
        assert 'href="#id_text"' in page
        assert 'href="#id_choice"' in page
        assert "id_note" not in page

    def test_no_summary_without_errors(self):
        assert render_to_string("portal/components/error_summary.html", {"form": Form()}).strip() == ""


class TestLanguages:
    def test_switcher_stays_on_the_page_with_its_query(self):
        with translation.override("ru"):
            links = tags.language_links({"request": RequestFactory().get("/ru/search/", {"q": "su"})})
        assert [link["code"] for link in links] == ["kk", "ru", "en"]
        assert links[0]["url"] == "/language/kk/?next=%2Fkk%2Fsearch%2F%3Fq%3Dsu"
        assert [link["current"] for link in links] == [False, True, False]

    def test_foreign_text_is_marked(self):
        with translation.override("kk"):
            assert tags.foreign("ru") == ' lang="ru"'
            assert tags.foreign("kk") == ""
            assert tags.foreign("") == ""

    @pytest.mark.parametrize(("language", "day"), [("kk", "22 қараша"), ("ru", "22 ноября"), ("en", "22 November")])
    def test_short_date_leaves_out_the_present_year(self, language, day):
        year = timezone.localdate().year
        with translation.override(language):
            assert tags.short_date(datetime.date(year, 11, 22)) == day
            assert str(year - 1) in tags.short_date(datetime.date(year - 1, 11, 22))
        assert tags.short_date(None) == ""


class TestComponents:
    def test_share_links_ask_nobody_before_the_click(self):
        request = RequestFactory().get("/kk/news/x/")
        page = render_to_string(
            "portal/components/share.html", {"title": "A & B", "base_url": "https://here.kz"}, request
        )
        assert "https%3A%2F%2F" in page
        assert not re.search(r'src="https?:', page)
        assert page.count("<li>") == 6

    def test_pictures_off_gives_the_words(self):
        page = tags.picture({"display": display.Display(pictures="off")}, None, alt="A map")
        assert "A map" in page
        assert "<img" not in page

    def test_page_numbers_keep_the_query(self):
        request = RequestFactory().get("/kk/search/", {"q": "су", "page": "2"})
        page = Paginator(range(500), 10).get_page(2)
        text = render_to_string("portal/components/pagination.html", {"page": page, "request": request})
        assert "q=%D1%81%D1%83&amp;page=3" in text
        assert text.count("aria-current") == 1

    def test_items_may_be_pages_or_dicts(self):
        day = datetime.date(2020, 5, 1)
        assert tags.day_of({"date": day}) == day
        assert tags.day_of(type("Page", (), {"published_at": day})()) == day
        assert tags.day_of({}) is None


class TestStylesheet:
    def test_tokens_come_first_and_paper_last(self):
        names = [path.name for path in stylesheet.parts(stylesheet.SOURCES)]
        assert names[:3] == ["tokens.css", "ground.css", "layout.css"]
        assert names[-1] == "paper.css"
        assert len(names) == len(set(names))

    def test_colours_are_named_in_the_tokens_only(self):
        free = {"tokens.css", "paper.css"}
        for path in stylesheet.parts(stylesheet.SOURCES):
            rules = re.sub(r'url\("data:[^"]*"\)', "", path.read_text(encoding="utf-8"))
            assert path.name in free or not re.search(r":[^;{}]*#[0-9a-fA-F]{3,8}\b", rules), path.name

    def test_sheet_is_small(self):
        text = stylesheet.joined(stylesheet.parts(stylesheet.SOURCES))
        assert len(gzip.compress(text.encode())) < 12_000

    def test_finder_offers_the_joined_sheet(self, settings, tmp_path):
        settings.VAR_DIR = tmp_path
        finder = stylesheet.SiteStylesheetFinder()
        found = finder.find(stylesheet.TARGET)
        assert "--accent" in Path(found).read_text(encoding="utf-8")
        assert finder.find("portal/css/other.css") == []
        assert [name for name, _ in finder.list(None)] == [stylesheet.TARGET]
