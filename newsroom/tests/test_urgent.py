"""The urgent banner: on every page and in the reader's language, one at a time, gone by itself, with a log."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone, translation

from content.tests.factories import GuidanceFactory, SectionFactory
from newsroom import urgent
from newsroom.models import UrgentBanner
from newsroom.rules.banner import Banner, shown, standing, wrong_times
from newsroom.services import banner as services
from newsroom.tests.people import signed_in
from portal import errors, memory
from portal.events import Event
from portal.tests.trees import get, home, translated

NOW = timezone.now()
HOUR = timedelta(hours=1)
TEXTS = {"kk": "Өзен арнасынан асты.", "ru": "Река вышла из берегов."}


def made(pk: int = 1, begins: timedelta = -HOUR, ends: timedelta = HOUR, **addresses: str) -> Banner:
    return Banner(pk, NOW + begins, NOW + ends, TEXTS, addresses)


class TestRules:
    def test_it_begins_and_ends_by_itself(self) -> None:
        banner = made(begins=timedelta(0), ends=HOUR)
        moments = [-timedelta(seconds=1), timedelta(0), HOUR - timedelta(seconds=1), HOUR]
        assert [standing([banner], NOW + moment) is banner for moment in moments] == [False, True, True, False]

    def test_the_last_one_wins(self) -> None:
        assert standing([made(2), made(1)], NOW).pk == 2  # type: ignore[union-attr]

    def test_without_a_text_of_their_own_readers_get_the_kazakh_one(self) -> None:
        banner = made(kk="/kk/a/", ru="/ru/a/")
        assert (shown(banner, "ru").text, shown(banner, "ru").url) == (TEXTS["ru"], "/ru/a/")
        assert (shown(banner, "en").text, shown(banner, "en").language) == (TEXTS["kk"], "kk")
        assert shown(banner, "en").url == "/kk/a/"
        assert shown(made(), "kk").url == ""

    @pytest.mark.parametrize(
        ("begins", "ends", "wrong"),
        [(0, 1, ""), (2, 1, "order"), (-3, -1, "past"), (0, 24 * 7, ""), (0, 24 * 8, "long"), (24 * 30, 24 * 31, "")],
    )
    def test_times(self, begins: int, ends: int, wrong: str) -> None:
        assert wrong_times(NOW + HOUR * begins, NOW + HOUR * ends, NOW) == wrong


def put_up(actor: Any, **values: Any) -> UrgentBanner:
    return services.banner_put_up(**{"actor": actor, "texts": TEXTS, "ends_at": timezone.now() + HOUR, **values})


class TestServices:
    def test_one_at_a_time_and_each_step_in_the_log(self, chief: Any) -> None:
        first = put_up(chief)
        later = put_up(chief, begins_at=NOW + 5 * HOUR, ends_at=NOW + 6 * HOUR)
        second = put_up(chief, texts={"kk": "Басқа"})
        assert list(UrgentBanner.objects.ahead()) == [second, later]
        assert services.banner_take_down(actor=chief, banner=second)
        assert not services.banner_take_down(actor=chief, banner=second)
        told = Event.objects.filter(subject_kind="urgent_banner").values_list("subject_id", "code")
        assert list(told) == [
            (first.pk, "urgent_put_up"), (later.pk, "urgent_put_up"), (first.pk, "urgent_replaced"),
            (second.pk, "urgent_put_up"), (second.pk, "urgent_taken_down"),
        ]  # fmt: skip
        assert {event.actor_id for event in Event.objects.audit().filter(subject_kind="urgent_banner")} == {chief.pk}

    def test_nobody_without_the_permission(self, writer: Any, chief: Any) -> None:
        banner = put_up(chief)
        with pytest.raises(PermissionDenied):
            put_up(writer)
        with pytest.raises(PermissionDenied):
            services.banner_take_down(actor=writer, banner=banner)
        assert signed_in(writer).get("/admin/newsroom/urgent/").status_code == 302

    def test_what_was_not_looked_at_is_not_replaced(self, chief: Any) -> None:
        up = put_up(chief)
        with pytest.raises(services.ChangedMeanwhile):
            put_up(chief, seen=frozenset())
        put_up(chief, seen=frozenset({up.pk}))


class TestPages:
    def test_every_kind_of_answer_has_it(self, chief: Any, client: Client) -> None:
        home("ru"), home("en")
        section = SectionFactory(parent=home())
        page = GuidanceFactory(parent=section, slug="flood")
        translated(page, "ru")
        put_up(chief, page=page)
        for path in (
            "/kk/",
            "/kk/guidance/flood/",
            "/kk/questions/",
            "/kk/no-such-page/",
            "/kk/search/",
            "/kk/display/",
        ):
            html = client.get(path).content.decode()
            assert html.count('class="urgent"') == 1, path
            assert f'{TEXTS["kk"]}</span> <a href="/kk/guidance/flood/"' in html, path
        assert 'href="/ru/guidance/flood/"' in get("/ru/").text
        english = get("/en/").text
        assert f'<span lang="kk">{TEXTS["kk"]}</span>' in english
        assert "there is no translation yet" in english
        page.unpublish()
        assert "/kk/guidance/flood" not in get("/kk/feed/urgent/").text

    def test_it_is_escaped(self, chief: Any) -> None:
        home()
        put_up(chief, texts={"kk": "<script>alert(1)</script>"})
        assert "<script>alert" not in get("/kk/").text

    def test_a_page_costs_no_query_more_while_it_is_remembered(
        self, chief: Any, client: Client, django_assert_num_queries: Any
    ) -> None:
        home()
        put_up(chief)
        client.get("/kk/feed/urgent/")
        with django_assert_num_queries(0):
            assert client.get("/kk/feed/urgent/").status_code == 200

    def test_the_fragment_is_empty_and_not_sent_twice(self, client: Client, chief: Any) -> None:
        home()
        empty = client.get("/kk/feed/urgent/")
        assert (empty.content, empty["Cache-Control"]) == (b"", "public, max-age=0, s-maxage=1")
        assert client.get("/kk/feed/urgent/", headers={"If-None-Match": empty["ETag"]}).status_code == 304
        put_up(chief)
        assert client.get("/kk/feed/urgent/", headers={"If-None-Match": empty["ETag"]}).status_code == 200
        assert not client.cookies

    def test_when_something_broke_the_last_one_is_shown_without_asking(
        self, chief: Any, rf: Any, django_assert_num_queries: Any, monkeypatch: Any
    ) -> None:
        monkeypatch.setattr(urgent, "_last", None)
        home()
        with django_assert_num_queries(0):
            assert 'class="urgent"' not in errors.server_error(rf.get("/ru/")).text
        put_up(chief)
        urgent.banners()
        with django_assert_num_queries(0):
            assert TEXTS["ru"] in errors.server_error(rf.get("/ru/")).text
            assert TEXTS["kk"] in errors.bad_request(rf.get("/kk/"), ValueError()).text
        monkeypatch.setattr(timezone, "now", lambda: NOW + urgent.LAST + HOUR)
        assert TEXTS["ru"] not in errors.server_error(rf.get("/ru/")).text

    def test_from_the_button_to_the_reader_is_less_than_five_seconds(self) -> None:
        from portal.serving import SHARED

        assert urgent.KEPT + SHARED < 5  # the next page, behind a shared cache, without JavaScript
        assert urgent.KEPT < memory.SECONDS


class TestScreen:
    ADDRESS = "/admin/newsroom/urgent/"

    def data(self, **values: str) -> dict[str, str]:
        end = timezone.localtime(timezone.now() + 2 * HOUR)
        return {"text_kk": " Өзен \n асты ", "text_ru": "", "text_en": "", "page": "", "begins_at": "",
                "ends_at": f"{end:%Y-%m-%d %H:%M}", **values}  # fmt: skip

    def test_written_looked_at_put_up_taken_down(self, desk: Client) -> None:
        home()
        assert "No banner is up" in desk.get(self.ADDRESS).text
        looked = desk.post(self.ADDRESS, self.data(look="1")).text
        assert looked.count('class="urgent"') == 3
        assert not UrgentBanner.objects.exists()
        assert desk.post(self.ADDRESS, self.data(back="1")).context["form"].data["text_kk"] == " Өзен \n асты "
        assert desk.post(self.ADDRESS, self.data(go="1")).status_code == 302
        banner = UrgentBanner.objects.get()
        assert banner.text_kk == "Өзен асты"
        assert "Өзен асты" in get("/kk/").text
        page = desk.get(self.ADDRESS).text
        assert "Up now, over every page" in page
        assert desk.post(self.ADDRESS, {"down": str(banner.pk)}).status_code == 302
        assert "Өзен асты" not in get("/kk/").text
        assert "Taken down by" in desk.get(self.ADDRESS).text

    def test_two_editors(self, desk: Client, chief: Any) -> None:
        up = put_up(chief)
        answer = desk.post(self.ADDRESS, self.data(go="1"))
        assert answer.status_code == 409
        assert f'name="seen" value="{up.pk}"' in answer.text
        assert desk.post(self.ADDRESS, self.data(go="1", seen=str(up.pk))).status_code == 302

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"text_kk": "  "}, "text_kk"),
            ({"text_kk": "а" * 301}, "text_kk"),
            ({"ends_at": "2020-01-01 10:00"}, "ends_at"),
            ({"ends_at": "2999-01-01 10:00"}, "ends_at"),
            ({"ends_at": ""}, "ends_at"),
            ({"page": "999999"}, "page"),
        ],
    )
    def test_what_cannot_be_put_up(self, desk: Client, values: dict[str, str], field: str) -> None:
        answer = desk.post(self.ADDRESS, self.data(look="1", **values))
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [field]

    def test_a_draft_is_nowhere_to_lead_to(self, desk: Client) -> None:
        page = GuidanceFactory(parent=home(), live=False)
        answer = desk.post(self.ADDRESS, self.data(look="1", page=str(page.pk)))
        assert "page" in answer.context["form"].errors

    def test_no_such_banner(self, desk: Client) -> None:
        for pk in ("1", "x", "9" * 40):
            assert desk.post(self.ADDRESS, {"down": pk}).status_code == 404

    def test_in_three_languages(self, desk: Client, chief: Any) -> None:
        put_up(chief)
        for code in ("kk", "ru"):
            chief.wagtail_userprofile.preferred_language = code
            chief.wagtail_userprofile.save()
            with translation.override(code):
                assert desk.get(self.ADDRESS).status_code == 200
