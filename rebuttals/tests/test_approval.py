"""Two people publish a rebuttal: through Wagtail's own screens, and past them."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.actions.publish_page_revision import PublishPagePermissionError
from wagtail.models import Task, Workflow
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from portal.tests.trees import translated
from rebuttals import services
from rebuttals.approval import SecondPersonTask, sync_workflow
from rebuttals.cases import ClaimCase
from rebuttals.tests.factories import RebuttalFactory

pytestmark = pytest.mark.django_db


def person(name: str, *groups: str):
    user = get_user_model().objects.create_user(name, password="x", is_superuser=not groups)
    user.groups.set(Group.objects.filter(name__in=groups))
    client = Client()
    client.force_login(user)
    return user, client


@pytest.fixture
def author():
    return person("author", "Editors", "Moderators")


@pytest.fixture
def second():
    return person("second", "Editors", "Moderators")


@pytest.fixture
def draft(index, author):
    page = RebuttalFactory(parent=index, live=False, owner=author[0])
    page.save_revision(user=author[0])
    return page


def approve(client, page):
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return client.post(address, {"comment": ""})


class TestApproval:
    def test_a_second_person_publishes_and_the_case_closes(self, draft, author, second):
        case = services.report_submit(token="t", claim="Бөгет бұзылды", language="kk").report.case
        services.case_link(case=case, page=draft, actor=author[0])
        draft.get_workflow().start(draft, author[0])
        approve(second[1], draft)
        draft.refresh_from_db()
        assert draft.live
        assert ClaimCase.objects.get().state == "answered"

    def test_the_author_cannot_approve_their_own(self, draft, author):
        draft.get_workflow().start(draft, author[0])
        approve(author[1], draft)
        draft.refresh_from_db()
        assert not draft.live
        assert draft.workflow_in_progress

    def test_nor_who_wrote_a_part_of_it(self, draft, author, second):
        draft.save_revision(user=second[0])
        draft.get_workflow().start(draft, author[0])
        approve(second[1], draft)
        draft.refresh_from_db()
        assert not draft.live

    def test_nor_an_administrator(self, index):
        user, client = person("root")
        page = RebuttalFactory(parent=index, live=False, owner=user)
        page.save_revision(user=user)
        page.get_workflow().start(page, user)
        approve(client, page)
        page.refresh_from_db()
        assert not page.live

    def test_an_approval_counts_for_what_was_approved(self, draft, author, second):
        draft.get_workflow().start(draft, author[0])
        approve(second[1], draft)
        draft.refresh_from_db()
        later = draft.save_revision(user=author[0])
        for user, _ in (author, second):
            with pytest.raises(PublishPagePermissionError):
                later.publish(user=user)


class TestNoOtherWay:
    def test_the_editor_offers_no_publishing(self, draft, author, second):
        for _, client in (author, second):
            text = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).text
            assert 'name="action-publish"' not in text
            assert 'name="action-submit"' in text

    def test_publishing_all_the_same_leaves_a_draft(self, index, author):
        body = nested_form_data(
            {
                "title": "Бөгет", "slug": "dam", "lead": "", "claim": "Бөгет бұзылды", "claim_by": "WhatsApp",
                "claim_by_kind": "organization", "verdict": "false", "conclusion": "Жалған.",
                "spread": streamfield([("place", {"where": "WhatsApp", "url": "", "archive_url": ""})]),
                "evidence": streamfield(
                    [("evidence", {"text": rich_text("<p>x</p>"), "source": "ТЖМ", "url": "", "archive_url": ""})]
                ),
                "corrections": streamfield([]), "body": streamfield([]), "action-publish": "1",
                "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 0},
                "page_topics": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 0},
                "page_regions": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 0},
            }
        )  # fmt: skip
        author[1].post(reverse("wagtailadmin_pages:add", args=["rebuttals", "rebuttalpage", index.pk]), body)
        page = type(RebuttalFactory.build()).objects.get(slug="dam")
        assert not page.live

    def test_in_bulk(self, draft, second):
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        second[1].post(f"{address}?id={draft.pk}", {})
        draft.refresh_from_db()
        assert not draft.live

    def test_a_translation_of_what_two_people_published_takes_one(self, index, author):
        from wagtail.models import Locale
        from wagtail_localize.models import Translation, TranslationSource

        page = RebuttalFactory(parent=index)
        russian = translated(page, "ru")
        assert not russian.permissions_for_user(author[0]).can_publish()  # nothing says what it translates
        source, _ = TranslationSource.get_or_create_from_instance(page)
        Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="ru"))
        assert russian.permissions_for_user(author[0]).can_publish()
        page.unpublish()
        assert not russian.permissions_for_user(author[0]).can_publish()

    def test_taking_down_needs_nobody_else(self, index, author):
        assert RebuttalFactory(parent=index).permissions_for_user(author[0]).can_unpublish()


def test_the_workflow_is_made_once_and_staff_may_rename_it():
    Workflow.objects.filter(workflow_tasks__task__in=SecondPersonTask.objects.all()).update(name="Өз атауы")
    sync_workflow(None)
    assert SecondPersonTask.objects.count() == 1
    assert Workflow.objects.filter(name="Өз атауы").exists()
    assert Task.objects.filter(active=True).count() >= 1
