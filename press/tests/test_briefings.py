"""A briefing while it runs: its verbs, its main points, its archive, reminders."""

import shutil
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from portal import memory
from portal.models import User
from portal.tests.trees import get, graph, home, translated
from press.models import Conversion, MainPoint
from press.rules.briefings import State
from press.services import briefings
from press.tests.factories import BriefingFactory, PressSectionFactory

pytestmark = pytest.mark.django_db
PLAYLIST = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:2\n#EXT-X-PLAYLIST-TYPE:EVENT\n#EXTINF:2.0,\nindex0.m4s\n"


@pytest.fixture
def section():
    return PressSectionFactory(parent=home())


@pytest.fixture
def officer():
    return User.objects.create_superuser("officer", "officer@example.kz", "-")


@pytest.fixture
def desk(client, officer) -> Client:
    client.force_login(officer)
    return client


@pytest.fixture
def stream():
    """A playlist as an encoder writes it, and how to say when it was written last."""
    place = settings.MEDIA_ROOT / "live" / "test" / "index.m3u8"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(PLAYLIST)
    yield place
    shutil.rmtree(place.parent)


def both(section, **fields):
    """A briefing in Kazakh and in Russian."""
    home("ru")
    page = BriefingFactory(parent=section, **fields)
    page.save_revision().publish()
    copy = translated(page, "ru", title="Брифинг по-русски")
    copy.save_revision()
    return page, copy


def fresh(page):
    memory.clear()
    return type(page).objects.get(pk=page.pk)


class TestVerbs:
    def test_a_late_start_is_told_at_once_in_every_language(self, section, officer):
        page, copy = both(section, starts_at=timezone.now() - timedelta(minutes=2))
        assert briefings.briefing_delay(page=copy, actor=officer, minutes=20)  # from whichever version
        assert {fresh(page).state, fresh(copy).state} == {State.LATE}
        html = get(copy.url).text
        new = timezone.localtime(fresh(page).delayed_until)
        assert f"{new:%H:%M}" in html
        assert "Брифинг начнётся позже" in html
        # and publishing an old draft does not bring the old hour back
        fresh(copy).get_latest_revision().publish()
        assert fresh(copy).delayed_until == fresh(page).delayed_until

    def test_begin_and_end(self, section, officer):
        page, copy = both(section)
        assert not briefings.briefing_end(page=page, actor=officer)
        assert briefings.briefing_begin(page=page, actor=officer)
        assert not briefings.briefing_begin(page=page, actor=officer)
        assert fresh(copy).state is State.LIVE
        assert "live-strip" in get("/kk/news/").text
        assert not briefings.briefing_cancel(page=page, actor=officer)
        assert briefings.briefing_end(page=page, actor=officer)
        assert {fresh(page).state, fresh(copy).state} == {State.ENDED}
        assert "live-strip" not in get("/kk/news/").text
        assert not briefings.briefing_begin(page=page, actor=officer)

    def test_cancelled(self, section, officer):
        page, _copy = both(section)
        assert briefings.briefing_cancel(page=page, actor=officer)
        assert "Бұл брифинг өткізілмейді." in get(page.url).text
        assert not briefings.briefing_begin(page=page, actor=officer)

    def test_a_mistake_is_taken_back(self, section, officer, stream):
        page, copy = both(section, live_now=True, stream="live/test/index.m3u8")
        assert not briefings.briefing_resume(page=page, actor=officer)
        assert briefings.briefing_end(page=page, actor=officer)
        assert fresh(copy).state is State.ARCHIVE
        assert briefings.briefing_resume(page=page, actor=officer)
        assert {fresh(page).state, fresh(copy).state} == {State.LIVE}
        stream.write_text(f"{PLAYLIST}#EXTINF:2.0,\nindex1.m4s\n")  # the encoder went on meanwhile
        assert briefings.briefing_end(page=page, actor=officer)
        assert "index1.m4s" in stream.with_name("archive.m3u8").read_text()
        assert fresh(copy).recording_id == fresh(page).recording_id
        type(page).objects.filter(pk=page.pk).update(ended_at=timezone.now() - timedelta(hours=3))
        assert not briefings.briefing_resume(page=page, actor=officer)
        other = BriefingFactory(parent=section)
        assert briefings.briefing_cancel(page=other, actor=officer)
        assert briefings.briefing_resume(page=other, actor=officer)
        assert fresh(other).state is State.UPCOMING

    def test_a_form_opened_before_the_beginning_does_not_undo_it(self, section, desk, officer):
        page = BriefingFactory(parent=section)
        page.save_revision().publish()
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        form = desk.get(url).context["form"]
        data = nested_form_data(
            {name: form[name].value() or "" for name in form.fields if name not in ("speakers", "body", "chapters")}
            | {
                "speakers": streamfield([]), "body": streamfield([]), "chapters": streamfield([]),
                "agenda": rich_text("<p>Жаңа</p>"), "transcript": rich_text(""), "captions": inline_formset([]),
                "page_topics": inline_formset([]), "page_regions": inline_formset([]), "comments": inline_formset([]),
                "action-publish": "1",
            }
        )  # fmt: skip
        briefings.briefing_begin(page=page, actor=officer)
        assert desk.post(url, data).status_code == 302
        assert "Жаңа" in fresh(page).agenda
        assert fresh(page).state is State.LIVE

    def test_only_who_may_publish_the_page(self, section):
        page = BriefingFactory(parent=section)
        stranger = User.objects.create_user("stranger", "s@example.kz", "-")
        for verb in (briefings.briefing_begin, briefings.briefing_end, briefings.briefing_cancel):
            with pytest.raises(PermissionDenied):
                verb(page=page, actor=stranger)
        with pytest.raises(PermissionDenied):
            briefings.point_add(page=page, actor=stranger, texts={"kk": "Сөз"})


class TestArchive:
    def test_the_end_puts_what_was_broadcast_into_the_archive_of_all_languages(self, section, officer, stream):
        page, copy = both(section, live_now=True, stream="live/test/index.m3u8")
        assert briefings.briefing_end(page=page, actor=officer)
        page, copy = fresh(page), fresh(copy)
        assert (page.state, page.recording_id) == (State.ARCHIVE, copy.recording_id)
        html = get(copy.url).text
        assert 'src="/media/live/test/archive.m3u8"' in html
        assert "index.m3u8" not in html
        closed = stream.with_name("archive.m3u8").read_text()
        assert closed.endswith("#EXT-X-ENDLIST\n")
        assert briefings.briefing_archive(page=page) is None  # a second time nothing happens
        items = {item["@type"]: item for item in graph(html)}
        assert items["VideoObject"]["publication"]["@type"] == "BroadcastEvent"
        assert items["VideoObject"]["contentUrl"].endswith("/media/live/test/archive.m3u8")
        if shutil.which("ffmpeg"):
            assert Conversion.objects.get().source == "live/test/archive.m3u8"
        fresh(copy).get_latest_revision().publish()
        assert fresh(copy).recording_id == page.recording_id

    def test_what_nobody_declared_ended_is_found_by_the_job(self, section, stream):
        page = BriefingFactory(parent=section, over=True, stream="live/test/index.m3u8")
        BriefingFactory(parent=section, live_now=True, stream="live/test/index.m3u8")
        BriefingFactory(parent=section, over=True, stream="live/nothing/index.m3u8")
        assert briefings.archive_ended() == 1
        assert briefings.archive_ended() == 0
        assert fresh(page).state is State.ARCHIVE

    def test_a_recording_chosen_by_an_editor_stays(self, section, officer, stream):
        from portal.tests import bodies

        chosen = bodies.recording()
        page = BriefingFactory(parent=section, live_now=True, stream="live/test/index.m3u8", recording=chosen)
        briefings.briefing_end(page=page, actor=officer)
        assert fresh(page).recording_id == chosen.pk

    @pytest.mark.parametrize(
        "place", ["../secret.m3u8", "/etc/a.m3u8", "live/../a.m3u8", "https://a.kz/a.m3u8", "a.m3u8"]
    )
    def test_a_stream_lies_in_a_folder_of_its_own_below_the_media(self, place, section):
        from django.core.exceptions import ValidationError

        page = BriefingFactory(parent=section)
        page.stream = place
        with pytest.raises(ValidationError):
            page.full_clean()


class TestNow:
    def url(self, page, language="kk"):
        return f"/{language}/feed/briefings/{page.pk}/now/"

    def test_points_reach_readers_of_each_language(self, section, officer, client):
        page, copy = both(section, live_now=True)
        assert (
            briefings.point_add(page=page, actor=officer, texts={"kk": "Бірінші <b>", "ru": "Первое", "en": "x"}) == 2
        )
        assert "Бірінші &lt;b&gt;" in client.get(self.url(page)).text
        assert "Первое" in client.get(self.url(copy, "ru")).text
        assert "Бірінші" not in client.get(self.url(copy, "ru")).text
        assert "Бірінші &lt;b&gt;" in get(page.url).text  # without JavaScript

    def test_who_has_it_is_told_that_nothing_changed_and_no_query_is_made(
        self, section, officer, client, django_assert_num_queries
    ):
        page = BriefingFactory(parent=section, live_now=True)
        first = client.get(self.url(page))
        assert not first.cookies
        assert not first.has_header("Vary") or "Cookie" not in first["Vary"]
        with django_assert_num_queries(0):
            again = client.get(self.url(page), headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        briefings.point_add(page=page, actor=officer, texts={"kk": "Жаңа"})
        assert client.get(self.url(page), headers={"if-none-match": first["ETag"]}).status_code == 200

    def test_mended_and_taken_away(self, section, officer, client):
        page = BriefingFactory(parent=section, live_now=True)
        briefings.point_add(page=page, actor=officer, texts={"kk": "Қате"})
        point = MainPoint.objects.get()
        assert briefings.point_change(point=point, actor=officer, text="Дұрыс")
        assert "Дұрыс" in client.get(self.url(page)).text
        assert briefings.point_change(point=MainPoint.objects.get(), actor=officer, text=" ")
        assert "Дұрыс" not in client.get(self.url(page)).text

    def test_a_stream_that_died_has_a_kind_notice(self, section, client, stream):
        import os

        page = BriefingFactory(parent=section, live_now=True, stream="live/test/index.m3u8")
        assert "үзіліп қалды" not in client.get(self.url(page)).text
        long_ago = (timezone.now() - timedelta(minutes=1)).timestamp()
        os.utime(stream, (long_ago, long_ago))
        memory.clear()
        assert "үзіліп қалды" in client.get(self.url(page)).text
        assert "<video" in get(page.url).text

    def test_a_growing_playlist_is_kept_by_no_cache(self, client, stream):
        answer = client.get("/media/live/test/index.m3u8")
        assert answer["Cache-Control"] == "no-cache"
        assert answer["Content-Type"] == "application/vnd.apple.mpegurl"

    def test_before_the_encoder_sends_there_is_no_player_and_then_the_page_says_that_there_is(self, section, client):
        page = BriefingFactory(parent=section, live_now=True, stream="live/later/index.m3u8")
        html = get(page.url).text
        assert "<video" not in html
        assert 'data-state="live-waiting"' in html
        place = settings.MEDIA_ROOT / page.stream
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(PLAYLIST)
        memory.clear()
        assert 'data-state="live"' in client.get(self.url(page)).text
        assert "<video" in get(page.url).text
        shutil.rmtree(place.parent)

    def test_begun_by_hand_long_before_the_plan_it_is_live_on_every_page(self, section, officer):
        page = BriefingFactory(parent=section, starts_at=timezone.now() + timedelta(days=5))
        assert briefings.briefing_begin(page=page, actor=officer)
        assert "live-strip" in get("/kk/news/").text

    def test_private_drafts_and_strangers(self, section, client):
        page = BriefingFactory(parent=section, live_now=True)
        assert client.get(self.url(page, "ru")).status_code == 404
        assert client.get(self.url(page).replace(str(page.pk), "999999")).status_code == 404
        page.unpublish()
        assert client.get(self.url(page)).status_code == 404

    def test_only_what_may_change_is_asked_for(self, section):
        assert 'data-now="' in get(BriefingFactory(parent=section, live_now=True).url).text
        soon = BriefingFactory(parent=section, starts_at=timezone.now() + timedelta(minutes=30))
        assert 'data-now="' in get(soon.url).text
        for page in (BriefingFactory(parent=section), BriefingFactory(parent=section, over=True)):
            assert 'data-now="' not in get(page.url).text

    def test_no_shared_cache_holds_a_live_page_for_long(self, section):
        assert "s-maxage=3" in get(BriefingFactory(parent=section, live_now=True).url)["Cache-Control"]


class TestReminders:
    def test_a_calendar_that_others_read(self, section, client, officer):
        page, copy = both(section)
        before = Calendar.from_ical(client.get(f"/ru/feed/briefings/{copy.pk}.ics").content).walk("VEVENT")[0]
        assert before["SUMMARY"] == "Брифинг по-русски"
        assert before.decoded("DTSTART") == page.starts_at.replace(microsecond=0)
        briefings.briefing_delay(page=page, actor=officer, minutes=30)
        late = Calendar.from_ical(client.get(f"/ru/feed/briefings/{copy.pk}.ics").content).walk("VEVENT")[0]
        assert late["UID"] == before["UID"]
        assert late["SEQUENCE"] > before["SEQUENCE"]
        assert late.decoded("DTSTART") - before.decoded("DTSTART") > timedelta(minutes=28)
        briefings.briefing_cancel(page=page, actor=officer)
        gone = Calendar.from_ical(client.get("/kk/feed/briefings.ics").content).walk("VEVENT")[0]
        assert (gone["STATUS"], gone["SEQUENCE"] > late["SEQUENCE"]) == ("CANCELLED", True)
        assert gone["UID"] == before["UID"]

    def test_all_of_them_and_none(self, section, client):
        assert not Calendar.from_ical(client.get("/kk/feed/briefings.ics").content).walk("VEVENT")
        BriefingFactory(parent=section)
        BriefingFactory(parent=section, starts_at=timezone.now() - timedelta(days=90))
        assert len(Calendar.from_ical(client.get("/kk/feed/briefings.ics").content).walk("VEVENT")) == 1

    def test_feed(self, section, client):
        import feedparser

        BriefingFactory(parent=section, title="Су тасқыны")
        feed = feedparser.parse(client.get("/kk/feed/briefings/").content)
        assert not feed.bozo
        assert [entry.title for entry in feed.entries] == ["Су тасқыны"]
        assert "Алдағы" in feed.entries[0].summary


class TestDesk:
    def test_the_screen_from_the_announcement_to_the_end(self, section, desk, stream):
        page, copy = both(section, stream="live/test/index.m3u8")
        assert page.title in desk.get(reverse("press_staff:briefings")).text
        screen = reverse("press_staff:running", args=[page.pk])
        assert "Эфирге шықты" in desk.get(screen).text
        desk.post(reverse("press_staff:verb", args=[page.pk, "delay"]), {"minutes": "10"})
        desk.post(reverse("press_staff:verb", args=[page.pk, "begin"]))
        assert fresh(page).state is State.LIVE
        assert desk.post(screen, {"kk": "", "ru": " "}).status_code == 422
        desk.post(screen, {"kk": "Негізгі ой", "ru": "Главное"})
        assert "Негізгі ой" in get(page.url).text
        point = MainPoint.objects.get(page=copy)
        desk.post(reverse("press_staff:point", args=[page.pk, point.pk]), {"remove": "1"})
        assert not copy.points.exists()
        desk.post(reverse("press_staff:verb", args=[page.pk, "end"]))
        assert fresh(page).state is State.ARCHIVE

    @pytest.mark.parametrize("minutes", ["", "-5", "abc", "99999999999"])
    def test_nonsense(self, minutes, section, desk):
        page = BriefingFactory(parent=section)
        desk.post(reverse("press_staff:verb", args=[page.pk, "delay"]), {"minutes": minutes})
        desk.post(reverse("press_staff:verb", args=[page.pk, "explode"]))
        assert fresh(page).state is State.UPCOMING
        assert fresh(page).delayed_until is None

    def test_the_doors(self, section, client):
        page = BriefingFactory(parent=section, title="Су тасқыны")
        screens = [
            reverse("press_staff:briefings"), reverse("press_staff:running", args=[page.pk]),
            reverse("press_staff:recordings"),
        ]  # fmt: skip
        assert {client.get(screen).status_code for screen in screens} == {302}  # to the sign-in
        from django.contrib.auth.models import Group

        editor = User.objects.create_user("reader", "r@example.kz", "-")
        editor.groups.add(Group.objects.get(name="Editors"))
        client.force_login(editor)
        answers = [client.get(screen) for screen in screens]
        assert page.title not in answers[0].text  # whoever may not publish it does not run it
        assert answers[1].status_code in {302, 403}
        verb = client.post(reverse("press_staff:verb", args=[page.pk, "cancel"]))
        assert verb.status_code in {302, 403}
        assert not fresh(page).cancelled
