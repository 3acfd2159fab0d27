"""Publishing through Wagtail's own screens: what stops, what asks once, what is kept."""

import json

import pytest
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Locale, Page, Workflow, WorkflowPage, WorkflowTask
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from portal.tests import bodies
from portal.tests.trees import home, translated
from press.pages import NewsPage
from press.tests.factories import NewsFactory, PressSectionFactory
from proofing.models import Seen
from proofing.tests.editing import draft_of, form, paragraph, signed_in

pytestmark = pytest.mark.django_db
IIN = "900101300017"
WITH_IIN = paragraph(f"<p>Өтініш берушінің ЖСН: {IIN}.</p>")
PLAIN = paragraph("<p>Көшелер тазаланды.</p>")
PHONE = paragraph("<p>Маған хабарласыңыз: 8 701 234 56 78.</p>")


@pytest.fixture
def section():
    return PressSectionFactory(parent=home())


@pytest.fixture
def story(section):
    page = NewsFactory(parent=section, title="Ескі атауы", slug="story")
    page.save_revision().publish()
    return page


def add(section):
    return reverse("wagtailadmin_pages:add", args=["press", "newspage", section.pk])


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def is_iin_valid():
    from portal.personal_data import is_iin

    return is_iin(IIN)


class TestWhatStops:
    def test_an_iin_keeps_the_page_a_draft_and_nothing_is_lost(self, story):
        assert is_iin_valid()
        browser = signed_in()
        answer = browser.post(edit(story), form("Жаңа атауы", WITH_IIN) | {"action-publish": "1"}, follow=True)
        assert answer.redirect_chain[-1][0] == edit(story)
        assert "There is an IIN in the text: 90…17" in answer.text
        assert f'href="{edit(story)}#block-' in answer.text
        story.refresh_from_db()
        assert story.title == "Ескі атауы"
        assert story.live
        assert IIN in str(draft_of(story).body)
        # However often it is tried.
        browser.post(edit(story), form("Жаңа атауы", WITH_IIN) | {"action-publish": "1"})
        story.refresh_from_db()
        assert story.title == "Ескі атауы"
        browser.post(edit(story), form("Жаңа атауы", PLAIN) | {"action-publish": "1"})
        story.refresh_from_db()
        assert story.title == "Жаңа атауы"

    def test_a_page_that_is_made_and_published_at_once_stays_a_draft_too(self, section):
        browser = signed_in(language="kk")
        answer = browser.post(add(section), form("Жаңа", WITH_IIN) | {"action-publish": "1"}, follow=True)
        page = NewsPage.objects.get(slug="story")
        assert answer.redirect_chain[-1][0] == edit(page)
        assert "Мәтінде ЖСН бар" in answer.text
        assert not page.live
        assert page.published_at is None
        assert draft_of(page).published_at is None
        assert browser.get(page.url).status_code == 404

    def test_publishing_in_bulk(self, section, story):
        other = NewsFactory(parent=section, slug="other", live=False)
        other.body = [("paragraph", f"<p>{IIN}</p>")]
        other.save_revision()
        browser = signed_in()
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        answer = browser.post(f"{address}?id={other.pk}", {"include_descendants": "on"}, follow=True)
        assert answer.redirect_chain[-1][0] == edit(other)
        assert not Page.objects.get(pk=other.pk).live

    def test_the_last_approval_of_a_workflow(self, section, story):
        workflow = Workflow.objects.create(name="One step", active=True)
        task = GroupApprovalTask.objects.create(name="Read", active=True)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
        WorkflowPage.objects.create(workflow=workflow, page=section)
        browser = signed_in()
        story.body = [("paragraph", f"<p>{IIN}</p>")]
        story.title = "Жаңа атауы"
        story.save_revision()
        state = workflow.start(Page.objects.get(pk=story.pk).specific, browser.user)
        address = reverse("wagtailadmin_pages:workflow_action", args=[story.pk, "approve", state.current_task_state.pk])
        answer = browser.post(address, {"comment": ""}, headers={"X-Requested-With": "XMLHttpRequest"})
        assert json.loads(answer.text) == {"step": "success", "redirect": edit(story)}
        story.refresh_from_db()
        state.refresh_from_db()
        assert story.title == "Ескі атауы"
        assert state.status == state.STATUS_IN_PROGRESS
        assert "There is an IIN in the text" in browser.get(edit(story)).text

    def test_the_translations_screen_before_anything_is_written(self, section, story):
        translated(section, "ru")
        source, _ = TranslationSource.update_or_create_from_instance(story)
        russian = Locale.objects.get(language_code="ru")
        translation = Translation.objects.create(source=source, target_locale=russian)
        translation.save_target(publish=True)
        page = story.get_translation(russian)
        page.get_latest_revision().publish()
        for segment in source.stringsegment_set.all():
            StringTranslation.objects.create(
                translation_of=segment.string, context=segment.context, locale=russian, data=f"ИИН {IIN}"
            )
        answer = signed_in(language="ru").post(edit(page), {"action": "publish"}, follow=True)
        assert "В тексте есть ИИН: 90…17" in answer.text
        assert NewsPage.objects.get(pk=page.pk).title == "Ескі атауы"


class TestWhatIsAsked:
    def test_once_for_each_person_and_remark(self, story):
        browser = signed_in()
        sent = form("Жаңа атауы", PHONE) | {"action-publish": "1"}
        sent["body-0-id"] = "11111111-1111-1111-1111-111111111111"
        answer = browser.post(edit(story), sent, follow=True)
        assert "This looks like a private mobile number: 8 …78" in answer.text
        story.refresh_from_db()
        assert story.title == "Ескі атауы"
        assert Seen.objects.get().user == browser.user
        browser.post(edit(story), sent)
        story.refresh_from_db()
        assert story.title == "Жаңа атауы"

    def test_suggestions_never_ask(self, story):
        sent = form("Жаңа атауы", paragraph('<p><a href="https://example.org/">мұнда</a></p>'))
        signed_in().post(edit(story), sent | {"action-publish": "1"})
        story.refresh_from_db()
        assert story.title == "Жаңа атауы"

    def test_what_no_person_publishes_is_not_asked(self, story):
        story.body = [("paragraph", f"<p>{IIN}</p>")]
        story.title = "Жаңа атауы"
        story.save_revision().publish()
        story.refresh_from_db()
        assert story.title == "Жаңа атауы"


class TestPanel:
    def test_it_shows_the_remarks_on_the_draft_in_the_editors_language(self, story):
        story.body = [
            ("figure", {"image": bodies.picture(), "alt": "", "caption": ""}),
            ("heading", ""),
            ("paragraph", "<p>Су тасқыны басталды, қателікк бар.</p>"),
        ]
        story.save_revision(clean=False)
        text = signed_in(language="kk").get(reverse("proofing:panel", args=[story.pk])).text
        assert 'data-code="picture-without-text"' in text
        assert 'data-code="heading-empty"' in text
        assert "Суреттің мәтіні жоқ" in text
        assert 'href="#block-' in text

    def test_it_is_for_those_who_edit(self, story, client, django_user_model):
        address = reverse("proofing:panel", args=[story.pk])
        assert client.get(address).status_code == 302
        client.force_login(django_user_model.objects.create_user("nobody", password="x"))
        assert client.get(address).status_code == 302
        assert signed_in().get(reverse("proofing:panel", args=[10**9])).status_code == 404

    def test_the_editor_and_the_list_open(self, story):
        browser = signed_in()
        assert f'data-proofing="{reverse("proofing:panel", args=[story.pk])}"' in browser.get(edit(story)).text
        address = reverse("proofing:page", args=[story.pk])
        assert "I have read the page" in browser.get(address).text
        assert "Last read and found right" in browser.post(address, follow=True).text
