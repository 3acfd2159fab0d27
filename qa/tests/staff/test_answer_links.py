"""Links in answers: kept as Wagtail's, resolved for each reader, and never to what is not published."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission, Page

from portal.tests.trees import home, translated
from qa import richtext, services
from qa.models import PublishedQuestion, Question
from qa.roles import STAFF, sync_roles
from qa.rules.states import Verb
from qa.tests.factories import Office
from qa.tests.staff.pages import do


@pytest.fixture
def guidance(db: Any) -> Page:
    """A page in Kazakh and in Russian; English has none."""
    from content.tests.factories import GuidanceFactory, SectionFactory

    for language in ("kk", "ru", "en"):
        home(language)
    section = SectionFactory(parent=home("kk"), slug="health")
    page = GuidanceFactory(parent=section, slug="vaccination", title="Екпе")
    translated(page, "ru", title="Прививки")
    return page


def link(page: Page) -> str:
    return f'<p><a linktype="page" id="{page.pk}">жадынама</a></p>'


def test_the_editors_links_are_kept_and_nothing_else(office: Office, guidance: Page, sign_in: Any) -> None:
    question = office.in_progress()
    entity = {"type": "LINK", "mutability": "MUTABLE", "data": {"id": guidance.pk, "url": "/x/"}}
    block = {
        "key": "a1", "text": "жадынама", "type": "unstyled", "depth": 0, "inlineStyleRanges": [],
        "entityRanges": [{"offset": 0, "length": 8, "key": 0}],
    }  # fmt: skip
    sent = json.dumps({"blocks": [block], "entityMap": {"0": entity}})
    do(sign_in(office.officer), question, Verb.SAVE_DRAFT, text=sent)
    text = question.versions.get().text
    assert f'id="{guidance.pk}"' in text
    assert 'linktype="page"' in text
    assert richtext.stored('<a linktype="page" id="1" onclick="x()">a</a><script>x</script>') == (
        '<a linktype="page" id="1">a</a>x'
    )


def test_each_reader_is_led_to_their_own_language(office: Office, guidance: Page, client: Client) -> None:
    question = office.in_progress()
    services.answer_save_draft(question=question, actor=office.officer, text=link(guidance))
    services.answer_submit(question=question, actor=office.officer)
    services.answer_approve(question=question, actor=office.approver)
    row = PublishedQuestion.objects.get(question=question)
    assert 'linktype="page"' in row.answer
    assert 'href="/kk/health/vaccination/"' in client.get(f"/kk/questions/{question.number}/").text
    from wagtail.models import Locale

    copy = row.copy_for_translation(Locale.objects.get(language_code="ru"))
    copy.live = True
    copy.save()
    page = client.get(f"/ru/questions/{question.number}/").text
    assert 'href="/ru/health/vaccination/"' in page
    assert "linktype" not in page


def test_no_link_leads_to_what_is_not_published(guidance: Page) -> None:
    html = link(guidance)
    assert richtext.shown(html, "ru") == '<p><a href="/ru/health/vaccination/">жадынама</a></p>'
    Page.objects.filter(translation_key=guidance.translation_key).update(live=False)
    assert richtext.shown(html, "kk") == "<p><a>жадынама</a></p>"
    assert richtext.dead_links(html, "kk") == 1
    for forged in ('<a linktype="page" id="x">a</a>', '<a linktype="page">a</a>', '<a linktype="odd" id="1">a</a>'):
        assert "href" not in richtext.shown(forged, "kk")


def test_the_approver_is_told_of_links_that_lead_nowhere(office: Office, guidance: Page, sign_in: Any) -> None:
    question = office.in_progress()
    guidance.unpublish()
    Page.objects.filter(translation_key=guidance.translation_key).update(live=False)
    services.answer_save_draft(question=question, actor=office.officer, text=link(guidance))
    services.answer_submit(question=question, actor=office.officer)
    html = sign_in(office.approver).get(reverse("qa_staff:question", args=[question.number])).content.decode()
    assert "lead to nothing published now" in html


def test_the_difference_of_two_links_can_be_read(guidance: Page) -> None:
    assert richtext.words('<p>Мына <a href="https://egov.kz/">бет</a></p><ul><li>А &amp; Б</li></ul>') == (
        "Мына бет [https://egov.kz/]\n• А & Б"
    )


def test_officers_may_choose_pages_and_documents(office: Office, guidance: Page, sign_in: Any) -> None:
    from wagtail.documents import get_document_model

    client = sign_in(office.officer)
    sync_roles()
    sync_roles()
    assert (
        GroupCollectionPermission.objects.filter(group__name=STAFF, permission__codename="choose_document").count() == 1
    )
    document = get_document_model().objects.create(
        title="Тәртіп", file="x.pdf", collection=Collection.get_first_root_node()
    )
    assert client.get(reverse("wagtailadmin_choose_page")).status_code == 200
    assert document.title in client.get(reverse("wagtaildocs_chooser:choose")).json()["html"]
    assert Question.objects.count() == 0
