"""Translations that are missing or out of date: readers are told, and staff see which, for how long."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from portal.events import Event
from qa import services
from qa.models import PublishedQuestion, Question
from qa.roles import TRANSLATORS, sync_roles
from qa.rules.states import Role
from qa.staff.translations import counts, waiting
from qa.tests.factories import Office, member
from qa.tests.staff.pages import listed

STALE = {"ru": "Перевод устарел: оригинал изменён.", "en": "Translation out of date: the original has changed."}


def translate(question: Question, code: str, live: bool = True) -> PublishedQuestion:
    row = PublishedQuestion.objects.get(question=question, locale__language_code="kk")
    copy = row.copy_for_translation(Locale.objects.get_or_create(language_code=code)[0])
    copy.title, copy.live = f"{code} title", live
    copy.first_published_at = copy.last_published_at = timezone.now() if live else None
    copy.save()
    return copy


def correct(office: Office, question: Question, text: str = "<p>Жұмада.</p>", **more: Any) -> Question:
    services.answer_correct(question=question, actor=office.officer, text=text, change_note="Күні", **more)
    services.answer_submit(question=question, actor=office.officer)
    return services.answer_approve(question=question, actor=office.approver)


@pytest.fixture
def editor(office: Office, sign_in: Callable[..., Client]) -> Client:
    user = member(Role.EDITOR)
    sync_roles()
    user.groups.add(Group.objects.get(name=TRANSLATORS))
    return sign_in(user)


class TestReaders:
    def test_a_correction_makes_the_translations_stale_and_the_page_says_so(self, office: Office, client) -> None:
        question = office.answered()
        translate(question, "ru")
        url = f"/ru/questions/{question.number}/"
        assert STALE["ru"] not in client.get(url).text
        correct(office, question)
        page = client.get(url).text
        assert STALE["ru"] in page
        assert re.search(rf'<a href="/kk/questions/{question.number}/">Показать оригинал', page)
        assert "ескірген" not in client.get(f"/kk/questions/{question.number}/").text

    def test_the_original_is_the_language_asked_in_whatever_was_translated(self, office: Office, client) -> None:
        question = office.answered()
        translate(question, "ru")
        translate(question, "en")
        correct(office, question)
        PublishedQuestion.objects.filter(question=question, locale__language_code="ru").update(source_version=2)
        assert STALE["ru"] not in client.get(f"/ru/questions/{question.number}/").text
        page = client.get(f"/en/questions/{question.number}/").text
        assert STALE["en"] in page
        assert f'<a href="/kk/questions/{question.number}/">Show original' in page

    def test_what_changes_no_word_makes_nothing_stale(self, office: Office) -> None:
        question = office.answered()
        row = translate(question, "ru")
        services.question_withhold(question=question, actor=office.moderator, reason="outdated")
        services.question_show(question=question, actor=office.moderator)
        row.refresh_from_db()
        assert row.live
        assert (
            row.source_version
            == PublishedQuestion.objects.get(question=question, locale__language_code="kk").source_version
        )

    def test_through_the_translators_tool_it_is_up_to_date_again(self, office: Office) -> None:
        question = office.answered()
        source_row = PublishedQuestion.objects.get(question=question)
        source, _made = TranslationSource.get_or_create_from_instance(source_row)
        locale = Locale.objects.get_or_create(language_code="ru")[0]
        work = Translation.objects.create(source=source, target_locale=locale)
        work.save_target(publish=True)
        correct(office, question)
        row = PublishedQuestion.objects.get(question=question, locale=locale)
        assert row.source_version == 1
        source.refresh_from_db()
        for segment in source.stringsegment_set.all():
            StringTranslation.objects.update_or_create(
                translation_of=segment.string, locale=locale, context=segment.context, defaults={"data": "по-русски"}
            )
        work.save_target(publish=True)
        row.refresh_from_db()
        assert (row.source_version, "по-русски" in row.answer) == (2, True)


class TestList:
    def test_each_language_has_its_own_missing_and_stale(self, office: Office) -> None:
        stale, missing, draft, whole = (office.answered() for _ in range(4))
        translate(stale, "ru")
        translate(whole, "ru")
        translate(draft, "ru", live=False)
        correct(office, stale)
        assert counts("ru") == {"missing": 2, "stale": 1}
        assert counts("en") == {"missing": 4, "stale": 0}
        assert counts("kk") == {"missing": 0, "stale": 0}
        assert set(waiting("ru").values_list("number", flat=True)) == {stale.number, missing.number, draft.number}

    def test_what_is_not_public_is_not_on_it(self, office: Office) -> None:
        question = office.answered()
        services.question_withhold(question=question, actor=office.moderator, reason="mistake")
        assert counts("ru") == {"missing": 0, "stale": 0}

    def test_the_list_shows_age_and_the_way_to_translate(self, editor: Client, office: Office) -> None:
        missing, stale = office.answered(), office.answered()
        row = translate(stale, "ru")
        correct(office, stale)
        response = editor.get(listed("translations") + "?language=ru")
        html = response.content.decode()
        assert [one.number for one in response.context["object_list"]] == [missing.number, stale.number]
        assert "0 days" in html
        assert reverse("wagtailsnippets_qa_publishedquestion:edit", args=[row.pk]) in html
        assert "submit" in html
        narrowed = editor.get(listed("translations") + "?language=ru&state=stale").context["object_list"]
        assert [one.number for one in narrowed] == [stale.number]

    def test_a_translation_that_still_says_the_same_is_confirmed_by_one_click(self, editor, office, client) -> None:
        question = office.answered()
        row = translate(question, "ru")
        correct(office, question)
        html = editor.get(listed("translations") + "?language=ru").content.decode()
        form = re.search(r'action="([^"]+/confirm/)">(.*?)</form>', html, re.DOTALL)
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form.group(2)))
        old = editor.post(form.group(1), fields | {"version": "1"}, follow=True).content.decode()
        assert "changed once more" in old
        assert counts("ru")["stale"] == 1
        assert editor.post(form.group(1), fields).status_code == 302
        row.refresh_from_db()
        assert row.source_version == 2
        assert counts("ru")["stale"] == 0
        assert Event.objects.filter(subject_id=question.pk, code="translation_checked").count() == 1
        assert editor.get(form.group(1)).status_code == 405

    def test_who_does_not_translate_confirms_nothing(self, office: Office, sign_in) -> None:
        question = office.answered()
        translate(question, "ru")
        correct(office, question)
        source = PublishedQuestion.objects.get(question=question, locale__language_code="kk")
        url = reverse("qa_staff:translation_confirm", args=[source.pk])
        assert sign_in(office.moderator).get(listed("translations") + "?language=ru").status_code == 200
        for user in (office.moderator, office.officer):
            sign_in(user).post(url, {"version": "2", "language": "ru"})
        assert counts("ru")["stale"] == 1
        assert sign_in(office.officer).get(listed("translations")).status_code == 302

    def test_it_costs_the_same_at_any_length(self, editor, office, django_assert_max_num_queries) -> None:
        costs = []
        for count in (2, 10):
            for _n in range(count):
                office.answered()
            editor.get(listed("translations") + "?language=ru")
            with django_assert_max_num_queries(30) as queries:
                editor.get(listed("translations") + "?language=ru")
            costs.append(len(queries))
        assert costs[0] == costs[1]
