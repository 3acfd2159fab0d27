"""Translations of pages as editors and readers meet them: the board, the queue, stale pages, publishing together."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction as Action
from wagtail.models import GroupPagePermission, Page
from wagtail_localize.models import StringTranslation

from newsroom.models import Piece, Standing
from newsroom.rules.translating import State, order
from newsroom.tests import stories
from newsroom.tests.people import someone
from newsroom.tests.stories import states
from newsroom.translating import selectors, services
from newsroom.translating.versions import story_of
from portal import languages
from portal.tests.trees import get, home
from qa.rules.states import Role
from qa.tests.factories import UserFactory, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index")]
NOTE = {"ru": "Перевод устарел", "en": "Translation out of date"}


@pytest.fixture
def news():
    return stories.section()


@pytest.fixture
def editor():
    return someone()


@pytest.fixture
def desk(editor):
    client = Client()
    client.force_login(editor)
    return client


def stale(page) -> set[str]:
    return {code for code, state in states(page).items() if state is State.STALE}


class TestStale:
    def test_an_original_that_changed_leaves_its_translations_behind(self, news):
        page = stories.told(news, lead="Жүз көлік шықты.")
        assert stale(page) == set()
        stories.correct(page, lead="Екі жүз көлік шықты.")
        assert stale(page) == {"ru", "en"}
        stories.fill(page, "ru")
        assert stale(page) == {"ru", "en"}, "translated, but readers do not see it yet"
        stories.publish(page, "ru")
        assert stale(page) == {"en"}

    def test_readers_see_it_and_find_the_original(self, news):
        page = stories.told(news, lead="Жүз көлік шықты.")
        address = {code: stories.twin(page, code).url for code in ("ru", "en")}
        assert NOTE["ru"] not in get(address["ru"]).content.decode()
        stories.correct(page, lead="Екі жүз көлік шықты.")
        for code, url in address.items():
            html = get(url).content.decode()
            assert NOTE[code] in html
            assert f'<a href="{page.url}" hreflang="kk">' in html
        assert NOTE["en"] not in get(page.url).content.decode()
        with CaptureQueriesContext(connection) as with_note:
            get(address["ru"])
        stories.fill(page, "ru")
        stories.publish(page, "ru")
        get(address["ru"])
        with CaptureQueriesContext(connection) as without:
            assert NOTE["ru"] not in get(address["ru"]).content.decode()
        assert len(with_note) == len(without), "the note costs no query"

    def test_what_is_no_text_of_the_story_makes_nothing_stale(self, news):
        page = stories.told(news)
        stories.correct(page, data_received=timezone.localdate())
        assert stale(page) == set()

    def test_half_a_translation_is_not_up_to_date(self, news):
        page = stories.told(news, lead="Бір.")
        stories.correct(page, lead="Екі.")
        stories.publish(page, "ru")  # as wagtail-localize lets one: the new words in the original's language
        assert "ru" in stale(page)

    def test_a_draft_whose_hour_was_set_before_the_change(self, news):
        page = stories.told(news, lead="Бір.")
        revision = stories.twin(page, "en").save_revision()
        stories.correct(page, lead="Екі.")
        stories.fill(page, "en")
        revision.publish()
        assert "en" in stale(page)

    def test_what_changed_and_keeping_the_translation(self, news, editor):
        page = stories.told(news, lead="Жүз көлик шықты.")
        stories.correct(page, lead="Жүз көлік шықты.")  # a slip of the pen: the translations still hold
        row = story_of(page.translation_key).row("ru")
        services.translation_keep(
            translation=row.translation, page=row.page, user=editor, seen=row.standing.stale_since
        )
        assert stale(page) == {"en"}
        assert stories.twin(page, "ru").lead == "ru: Жүз көлик шықты."

    def test_keeping_asks_what_was_seen_and_that_nothing_was_added(self, news, editor):
        page = stories.told(news, lead="Бір.")
        stories.correct(page, lead="Екі.", picture_alt="Жаңа сурет")
        row = story_of(page.translation_key).row("ru")
        keep = {"translation": row.translation, "page": row.page, "user": editor}
        with pytest.raises(services.Refused, match="changed_again"):
            services.translation_keep(**keep, seen=row.standing.stale_since - timedelta(seconds=1))
        with pytest.raises(services.Refused, match="unfinished"):
            services.translation_keep(**keep, seen=row.standing.stale_since)
        assert "ru" in stale(page)


class TestBoard:
    def mixed(self, news):
        """A story up to date, a stale one, one that only a draft is of, one that nobody began."""
        stories.told(news)
        behind = stories.told(news, lead="Бір.")
        stories.correct(behind, lead="Екі.")
        stories.submit(stories.story(news), "ru")
        return stories.story(news)

    def test_every_figure_is_the_length_of_its_list(self, news, desk):
        self.mixed(news)
        board = desk.get(reverse("translations:board"))
        checked = 0
        for shown in board.context["boards"]:
            for line in shown.lines:
                for state, number in [("all", line.total), *line.counts.items()]:
                    address = f"{reverse('translations:queue')}?language={shown.code}&section={line.section}"
                    found = desk.get(f"{address}&state={state}").context["total"]
                    assert found == number, (shown.code, line.title, state)
                    checked += number
        russian = next(shown for shown in board.context["boards"] if shown.code == "ru").lines[1]
        assert russian.counts == {State.MISSING: 1, State.DRAFT: 1, State.STALE: 1, State.PUBLISHED: 2}
        assert checked

    def test_hours_are_those_of_the_clock(self, news, desk):
        page, _older = stories.told(news), stories.told(news)
        now = timezone.now()
        rows = Standing.objects.filter(translation__target_locale__language_code="ru")
        rows.update(public_at=now - timedelta(days=40), source_public_at=now - timedelta(days=50))
        rows.filter(page=stories.twin(page, "ru")).update(
            public_at=now - timedelta(days=2), source_public_at=now - timedelta(days=2, hours=6)
        )
        line = next(board for board in selectors.boards("kk") if board.code == "ru").lines[0]
        assert line.medians == [(30, 6.0, 1), (90, 123.0, 2)]
        listed = desk.get(f"{reverse('translations:measured')}?language=ru&days=30").context["page"].object_list
        assert [row.hours for row in listed] == [6.0]

    def test_the_same_queries_whatever_the_size(self, news, desk):
        self.mixed(news)
        addresses = [reverse("translations:board"), f"{reverse('translations:queue')}?language=ru&state=all"]

        def costs():
            found = []
            for address in addresses:
                desk.get(address)
                with CaptureQueriesContext(connection) as captured:
                    assert desk.get(address).status_code == 200
                found.append(len(captured))
            return found

        few = costs()
        model = stories.story(news)
        copies = []
        for number in range(300):
            path = Page._get_path(news.path, news.depth + 1, 1000 + number)
            copies.append(
                Page(
                    path=path,
                    depth=news.depth + 1,
                    title=f"{number}",
                    draft_title=f"{number}",
                    slug=f"copy-{number}",
                    url_path=f"{news.url_path}copy-{number}/",
                    live=True,
                    locale=model.locale,
                    content_type=model.content_type,
                    translation_key=uuid4(),
                    first_published_at=timezone.now(),
                )
            )
        Page.objects.bulk_create(copies)
        assert costs() == few
        assert max(few) < 30, few
        # Nor does the database look all pages up for each page, as SQLite would (`selectors.originals`).
        assert "rowid<" not in selectors.originals().explain()

    def test_the_oldest_gap_comes_first(self, news, desk):
        old = stories.story(news, published_at=timezone.now() - timedelta(days=400))
        stories.story(news)
        gaps = desk.get(reverse("translations:board")).context["gaps"]
        assert [gap.page.pk for gap in gaps[:2]] == [old.pk, old.pk]

    def test_only_for_translators(self, news):
        for number, user in enumerate([member(Role.MODERATOR), UserFactory()]):
            client = Client()
            client.force_login(user)
            for name in ("board", "queue", "measured", "orphans"):
                answer = client.get(reverse(f"translations:{name}"))
                assert answer.status_code == 302, (number, name)


class TestQueue:
    def test_the_database_sorts_as_the_rule(self, news):
        pages = [stories.story(news, published_at=timezone.now() - timedelta(days=days)) for days in (3, 1, 2)]
        russian = stories.locale("ru")
        services.piece_urgent(key=pages[0].translation_key, locale=russian, urgent=True)
        rows = list(selectors.in_order(selectors.pieces(russian)))
        assert rows == sorted(rows, key=lambda row: order(urgent=row.urgent, since=row.since, pk=row.pk))
        assert rows[0].pk == pages[0].pk

    def test_two_translators_do_not_get_the_same(self, news, editor):
        first, second = stories.story(news), stories.story(news)
        other, russian = member(Role.EDITOR), stories.locale("ru")
        rows = selectors.in_order(selectors.pieces(russian)).filter(state=State.MISSING)
        assert services.piece_next(rows=rows.all(), locale=russian, user=editor).pk == second.pk
        assert services.piece_next(rows=rows.all(), locale=russian, user=other).pk == first.pk
        assert services.piece_next(rows=rows.all(), locale=russian, user=member(Role.EDITOR)) is None
        assert not services.piece_take(key=first.translation_key, locale=russian, user=editor)
        services.piece_release(key=first.translation_key, locale=russian, user=other)
        assert services.piece_take(key=first.translation_key, locale=russian, user=editor)
        late = timezone.now() + timedelta(days=1)
        assert services.piece_take(key=first.translation_key, locale=russian, user=other, at=late)

    def test_one_click_to_the_editor_and_the_second_is_told(self, news, desk, editor):
        page, colleague = stories.story(news), Client()
        colleague.force_login(someone())
        take = reverse("translations:take", args=[page.pk, "ru"])
        answer = desk.post(take, follow=True)
        assert answer.status_code == 200
        assert "js-translation-editor" in answer.content.decode()
        there = colleague.post(take, follow=True).content.decode()
        assert str(editor) in there
        assert "js-translation-editor" not in there
        edit = reverse("wagtailadmin_pages:edit", args=[stories.twin(page, "ru").pk])
        assert str(editor) in colleague.get(edit).content.decode()
        assert "js-translation-editor" in colleague.post(take, {"over": "1"}, follow=True).content.decode()
        stories.fill(page, "ru")
        stories.publish(page, "ru")
        assert not Piece.objects.filter(translation_key=page.translation_key).exists()

    def test_filters(self, news, desk):
        other = stories.section("media", "Бейне")
        here, there = stories.story(news), stories.story(other)
        address = f"{reverse('translations:queue')}?language=en&section="
        listed = [
            [row.pk for row in desk.get(address + str(part.translation_key)).context["page"].object_list]
            for part in (news, other)
        ]
        assert listed == [[here.pk], [there.pk]]
        for odd in ("&section=no-such", "&kind=nothing", "&state=odd", "&p=99"):
            assert desk.get(address + odd).status_code == 200


class TestTogether:
    def ready(self, news):
        page = stories.story(news, live=False)
        for language in ("ru", "en"):
            stories.submit(page, language)
            stories.fill(page, language)
        return page

    def test_all_languages_at_once(self, news, desk):
        page = self.ready(news)
        assert "Барлық тілде жариялау" in desk.get(reverse("translations:story", args=[page.pk])).content.decode()
        desk.post(reverse("translations:publish", args=[page.pk]))
        assert set(states(page).values()) == {State.PUBLISHED}
        assert stories.twin(page, "ru").title == f"ru: {page.title}"
        assert "Барлық тілде жариялау<" not in desk.get(reverse("translations:story", args=[page.pk])).content.decode()

    def test_all_or_none(self, news, desk, monkeypatch):
        page = self.ready(news)
        real = Action.execute

        def fails_in_english(self, *args, **kwargs):
            if self.object.locale.language_code == "en":
                raise PermissionDenied
            return real(self, *args, **kwargs)

        monkeypatch.setattr(Action, "execute", fails_in_english)
        desk.post(reverse("translations:publish", args=[page.pk]))
        assert set(states(page).values()) == {State.DRAFT}

    def test_what_is_not_ready_stays(self, news, desk):
        page = stories.story(news, live=False)
        stories.submit(page, "ru")
        answer = desk.post(reverse("translations:publish", args=[page.pk]), follow=True)
        assert "Русский: Мәтін толық аударылмаған." in answer.content.decode()
        assert "English: Аудармасы әлі жоқ." in answer.content.decode()
        assert states(page)["kk"] is State.DRAFT

    def test_the_checks_are_asked_of_every_language_and_all_of_it_is_told_at_once(self, news, desk):
        page = stories.story(news, live=False, lead="Маған хабарласыңыз: 8 701 234 56 78.")
        for language in ("ru", "en"):
            stories.submit(page, language)
            stories.fill(page, language)
        address = reverse("translations:publish", args=[page.pk])
        answer = desk.post(address, follow=True)
        assert answer.redirect_chain[-1][0] == reverse("translations:story", args=[page.pk])
        assert answer.content.decode().count("8 …78") == len(languages.CODES)
        assert set(states(page).values()) == {State.DRAFT}
        # Asked once; whoever publishes once more means it.
        desk.post(address)
        assert set(states(page).values()) == {State.PUBLISHED}

    def test_an_iin_in_one_language_keeps_all_of_them_drafts(self, news, desk):
        page = self.ready(news)
        StringTranslation.objects.filter(locale=stories.locale("en"), translation_of__data=page.lead).update(
            data="IIN 900101300017"
        )
        for _time in range(2):
            desk.post(reverse("translations:publish", args=[page.pk]))
        assert set(states(page).values()) == {State.DRAFT}

    def test_who_may_not_publish_is_told(self, news):
        page = self.ready(news)
        group = Group.objects.create(name="Writers")
        group.permissions.set(Permission.objects.filter(codename__in=["access_admin", "submit_translation"]))
        change = Permission.objects.get(codename="change_page")
        GroupPagePermission.objects.create(group=group, page=Page.objects.get(depth=1), permission=change)
        writer, client = UserFactory(), Client()
        writer.groups.add(group)
        client.force_login(writer)
        place = client.get(reverse("translations:story", args=[page.pk]))
        assert place.status_code == 200
        assert reverse("translations:publish", args=[page.pk]) not in place.content.decode()
        assert client.post(reverse("translations:publish", args=[page.pk])).status_code == 302
        assert set(states(page).values()) == {State.DRAFT}

    def test_at_a_set_time(self, news, desk):
        page = self.ready(news)
        address = reverse("translations:publish", args=[page.pk])
        assert desk.post(address, {"at": "2020-01-01 10:00"}).status_code == 422
        hour = timezone.localtime(timezone.now() + timedelta(days=1)).replace(second=0, microsecond=0)
        desk.post(address, {"at": hour.strftime("%Y-%m-%d %H:%M")})
        pages = Page.objects.filter(translation_key=page.translation_key)
        assert {row.live for row in pages} == {False}
        assert {row.scheduled_revision.approved_go_live_at for row in pages} == {hour}

    def test_an_original_changed_after_translation_is_noticed(self, news, desk):
        """The draft of the original was rewritten by code behind the editor's back: no half-translated story."""
        page = self.ready(news)
        type(page).objects.filter(pk=page.pk).update(lead="Мүлде басқа.")
        stories.fresh(page).save_revision()
        desk.post(reverse("translations:publish", args=[page.pk]))
        assert set(states(page).values()) == {State.DRAFT}


def test_saving_a_draft_of_the_original_reaches_its_translators(news):
    page = stories.story(news, live=False, lead="Бір.")
    translation = stories.submit(page, "ru")
    page.lead = "Екі."
    page.save()
    services.draft_saved(page=page)
    texts = translation.source.stringsegment_set.values_list("string__data", flat=True)
    assert "Екі." in texts
    assert "Бір." not in texts


def test_front_pages_have_a_section_of_their_own(news):
    board = next(board for board in selectors.boards("kk") if board.code == "ru")
    assert [line.title for line in board.lines if line.section == selectors.FRONT] == [""]
    assert home("kk").pk in {row.pk for row in selectors.originals()}
