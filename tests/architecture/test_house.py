"""Promises of the house that no other check keeps."""

import ast
import re
from pathlib import Path

import polib
from django.apps import apps
from django.utils.module_loading import import_string
from wagtail.models import Page

from portal import jobs
from portal.pages import BasePage
from search.registry import registry

ROOT = Path(__file__).resolve().parents[2]
OURS = (
    "portal", "directory", "intake", "search", "proofing", "qa", "rebuttals", "press", "content", "home", "newsroom",
    "machines",
)  # fmt: skip


def test_every_regular_job_is_there_and_named_once() -> None:
    planned = list(jobs.schedules())
    assert planned
    assert len({schedule.name for schedule in planned}) == len(planned)
    assert all(callable(import_string(schedule.job)) for schedule in planned)


def test_every_page_type_says_whether_it_is_searchable() -> None:
    types = [model for model in apps.get_models() if issubclass(model, BasePage)]
    assert types
    for model in types:
        assert "search_kind" in vars(model), f"{model.__name__} does not say its search_kind"
        assert model.search_kind is None or model.search_kind in registry.sources, model.__name__


def test_every_page_of_the_tree_is_one_of_ours() -> None:
    foreign = [m for m in apps.get_models() if issubclass(m, Page) and m is not Page and not issubclass(m, BasePage)]
    assert foreign == []


def test_no_template_needs_what_the_content_policy_refuses() -> None:
    """No inline script, style or handler in what the public sees."""
    inline_script = r"<script(?![^>]*\ssrc=)(?![^>]*application/ld\+json)"
    refused = re.compile(rf"<style|\sstyle=|\son[a-z]+=|{inline_script}", re.IGNORECASE)
    found = []
    for app in OURS:
        for template in (ROOT / app / "templates").rglob("*.html"):
            if "staff" not in template.parts and refused.search(template.read_text()):
                found.append(str(template.relative_to(ROOT)))
    assert found == []


def test_no_file_is_a_drawer_for_everything() -> None:
    names = {"utils.py", "helpers.py", "misc.py", "common.py"}
    assert [str(p) for app in OURS for p in (ROOT / app).rglob("*.py") if p.name in names] == []


def test_every_text_of_the_code_is_in_the_catalogues() -> None:
    """The extractor passes over a text within an f-string's braces: readers would see it in English."""
    asking = {"_": 0, "gettext": 0, "gettext_lazy": 0, "gettext_noop": 0, "ngettext": 0, "ngettext_lazy": 0}
    asking |= {"pgettext": 1, "pgettext_lazy": 1, "npgettext": 1, "npgettext_lazy": 1}
    known = {entry.msgid for entry in polib.pofile(str(ROOT / "locale/kk/LC_MESSAGES/django.po"))}
    lost = []
    # "page.html.py" is a file of the extractor, which may be at work beside this.
    sources = (file for app in OURS for file in (ROOT / app).rglob("*.py") if "." not in file.stem)
    for file in (file for file in sources if "tests" not in file.parts):
        for call in ast.walk(ast.parse(file.read_text())):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in asking:
                text = call.args[asking[call.func.id]]
                if isinstance(text, ast.Constant) and text.value not in known:
                    lost.append(f"{file.relative_to(ROOT)}: {text.value}")
    assert lost == []
