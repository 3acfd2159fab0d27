"""What search is told of fact-checks."""

import pytest

from rebuttals.tests.factories import EVIDENCE, RebuttalFactory, correction
from search.registry import registry

pytestmark = pytest.mark.django_db


def document(page, kind: str):
    return next(iter(registry.sources[kind].documents([str(page.pk)])))


def test_a_rebuttal_is_found_by_all_its_parts(index):
    page = RebuttalFactory(
        parent=index, body=[("paragraph", "<p>Толығырақ мәтін</p>")], corrections=[correction(1, "Күні түзетілді")]
    )
    found = document(page, "rebuttal")
    for words in (
        page.claim,
        page.claim_by,
        page.conclusion,
        "Дамба бүтін",
        EVIDENCE["source"],
        "WhatsApp",
        "Толығырақ",
    ):
        assert words in found.body
    assert "<p>" not in found.body
    assert (found.language, found.url) == ("kk", page.url)
    assert found.group == str(page.translation_key)


def test_a_draft_is_not_found(index):
    page = RebuttalFactory(parent=index, live=False)
    assert not list(registry.sources["rebuttal"].documents([str(page.pk)]))
    assert str(page.pk) not in registry.sources["rebuttal"].visible([str(page.pk)])


def test_the_section_is_a_section(index):
    assert document(index, "section").title == index.title


def test_reports_are_in_no_index():
    assert not {"report", "claimreport"} & set(registry.sources)


def test_the_sitemap_has_the_rebuttals(index, client):
    page = RebuttalFactory(parent=index)
    assert page.url in client.get("/sitemap-fact-checks-kk-1.xml").getvalue().decode()
