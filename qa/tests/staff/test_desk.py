"""The moderators' desk on its screens: the next question, colleagues, many at once, second looks, urgent ones."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.events import Event
from qa import permissions, services, wording
from qa.models import Bulk, Lease, Presence, Question, QuestionTerm
from qa.rules import states
from qa.rules.states import Role, Verb
from qa.services.desk import TAKE_OVER, lease_time
from qa.tests.factories import AgencyFactory, Office, TopicFactory, confirmed_contact, member
from qa.tests.staff.pages import do, events_of, listed, page, verb_page


def press_next(client: Client, filters: str | None = None) -> Any:
    return client.post(listed("next"), {} if filters is None else {"filters": filters})


def press(client: Client, question: Question, act: str) -> Any:
    return client.post(reverse("qa_staff:desk", args=[question.number, act]))


def holder(question: Question) -> Any:
    lease = Lease.objects.live(timezone.now()).filter(question=question).first()
    return lease.holder if lease else None


class TestNext:
    def test_one_button_opens_the_next_question_in_hand(self, office: Office, sign_in) -> None:
        question, client = office.submitted(), sign_in(office.moderator)
        assert press_next(client).url == page(question)
        assert "You have this question in hand" in client.get(page(question)).content.decode()
        assert press_next(sign_in(office.other_moderator)).url == listed("moderation")

    def test_the_filters_of_the_queue_hold_for_it_and_are_remembered(self, office: Office, sign_in) -> None:
        topic = TopicFactory()
        office.submitted()
        wanted, after = office.submitted(topic=topic), office.submitted(topic=topic)
        client = sign_in(office.moderator)
        html = client.get(f"{listed('moderation_results')}?topic={topic.pk}").content.decode()
        assert f'name="filters" value="topic={topic.pk}"' in html
        assert press_next(client, f"topic={topic.pk}&evil=1").url == page(wanted)
        assert press(client, wanted, "skip").url == page(after)
        assert press(client, after, "skip").url == f"{listed('moderation')}?topic={topic.pk}"

    @pytest.mark.parametrize("filters", ["topic=abc", "waiting=%00", "age=x&language=zz", "p=9", "x" * 2000])
    def test_what_is_no_filter_narrows_nothing(self, filters: str, office: Office, sign_in) -> None:
        question = office.submitted()
        assert press_next(sign_in(office.moderator), filters).url == page(question)

    def test_after_what_leaves_the_queue_the_next_one_comes(self, office: Office, sign_in) -> None:
        first, second = office.submitted(), office.submitted()
        client = sign_in(office.moderator)
        press_next(client)
        assert do(client, first, Verb.MARK_SPAM).url == page(second)
        assert holder(second) == office.moderator

    def test_unless_the_moderator_does_not_want_that(self, office: Office, sign_in) -> None:
        first, _second = office.submitted(), office.submitted()
        client = sign_in(office.moderator)
        press_next(client)
        back = client.post(reverse("qa_staff:switch", args=["go-on"]), {"on": "0", "back": page(first)})
        assert back.url == page(first)
        assert do(client, first, Verb.MARK_SPAM).url == listed("moderation")

    def test_who_opened_a_question_by_hand_goes_back_to_the_list(self, office: Office, sign_in) -> None:
        first, _second = office.submitted(), office.submitted()
        assert do(sign_in(office.moderator), first, Verb.MARK_SPAM).url == listed("moderation")

    def test_put_back_is_free_again(self, office: Office, sign_in) -> None:
        question, client = office.submitted(), sign_in(office.moderator)
        press_next(client)
        assert press(client, question, "put-back").url == listed("moderation")
        assert holder(question) is None

    def test_every_action_is_a_sign_of_life(self, office: Office, sign_in) -> None:
        question, client = office.submitted(), sign_in(office.moderator)
        press_next(client)
        soon = timezone.now() + lease_time() / 4
        Lease.objects.update(expires_at=soon)
        client.get(verb_page(question, Verb.ROUTE))
        assert Lease.objects.get().expires_at > soon

    @pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
    def test_a_switch_leads_to_own_pages_alone(self, back: str, office: Office, sign_in) -> None:
        client = sign_in(office.moderator)
        assert client.post(reverse("qa_staff:switch", args=["keys"]), {"on": "0", "back": back}).url == listed(
            "moderation"
        )


class TestColleagues:
    def test_both_pages_and_the_list_show_who_is_there(self, office: Office, sign_in) -> None:
        question = office.submitted()
        mine, theirs = sign_in(office.moderator), sign_in(office.other_moderator)
        theirs.get(page(question))
        name = office.other_moderator.username
        assert f"Also open for: {name}" in mine.get(page(question)).content.decode()
        assert name in mine.get(listed("moderation")).content.decode()
        here = reverse("qa_staff:here", args=[question.number])
        assert f"Also open for: {name}" in mine.post(here).content.decode()
        assert office.moderator.username in theirs.post(here).content.decode()

    def test_who_left_is_no_longer_shown(self, office: Office, sign_in) -> None:
        question = office.submitted()
        sign_in(office.other_moderator).get(page(question))
        Presence.objects.update(seen_at=timezone.now() - timedelta(minutes=2))
        assert "Also open for" not in sign_in(office.moderator).get(page(question)).content.decode()

    def test_a_sign_of_life_keeps_the_question_in_hand(self, office: Office, sign_in) -> None:
        question, client = office.submitted(), sign_in(office.moderator)
        press_next(client)
        soon = timezone.now() + lease_time() / 4
        Lease.objects.update(expires_at=soon)
        client.post(reverse("qa_staff:here", args=[question.number]))
        assert Lease.objects.get().expires_at > soon

    def test_a_verb_on_what_a_colleague_has_in_hand_asks_first_and_keeps_the_text(self, office, sign_in) -> None:
        question = office.submitted()
        services.lease_take_over(question=question, user=office.other_moderator)
        client = sign_in(office.moderator)
        assert "A colleague has this question in hand" in client.get(page(question)).content.decode()
        before = events_of(question)
        response = do(client, question, Verb.ASK, text="Ұзақ жазылған сұрау")
        html = response.content.decode()
        assert response.status_code == 409
        assert "Ұзақ жазылған сұрау" in html
        assert 'name="take_over" value="1"' in html
        assert events_of(question) == before
        assert do(client, question, Verb.ASK, text="Сұрау", take_over="1").status_code == 302
        assert events_of(question)[len(before) :] == [TAKE_OVER, Verb.ASK]

    def test_taking_over_by_its_button(self, office: Office, sign_in) -> None:
        question = office.submitted()
        services.lease_take_over(question=question, user=office.other_moderator)
        client = sign_in(office.moderator)
        assert press(client, question, "take").url == page(question)
        assert holder(question) == office.moderator
        assert "Taken over from a colleague" in client.get(page(question)).content.decode()

    def test_the_desk_is_the_moderators_own(self, office: Office, sign_in) -> None:
        question = office.routed()
        officer = sign_in(office.officer)
        for url in (listed("next"), reverse("qa_staff:desk", args=[question.number, "take"]), listed("bulk")):
            assert officer.post(url).status_code == 302
        assert officer.post(reverse("qa_staff:here", args=[question.number])).status_code == 200
        stranger = sign_in(member(Role.OFFICER, AgencyFactory()))
        assert stranger.post(reverse("qa_staff:here", args=[question.number])).status_code == 404
        assert "qa_staff:next" not in officer.get(page(question)).content.decode()
        assert officer.get(listed("urgent")).status_code == 302
        assert sign_in(office.moderator).get(listed("next")).status_code == 405

    def test_lists_cost_the_same_with_colleagues_everywhere(
        self, office: Office, sign_in, django_assert_max_num_queries
    ) -> None:
        client, costs = sign_in(office.moderator), []
        for count in (3, 30):
            for _ in range(count):
                question = office.submitted(text="Үйіміз өртеніп жатыр")
                services.lease_take_over(question=question, user=member(Role.MODERATOR))
                for _ in range(2):
                    services.presence_note(question=question, user=member(Role.MODERATOR))
            for name in ("moderation", "urgent"):
                client.get(listed(name))
                with django_assert_max_num_queries(26) as queries:
                    assert client.get(listed(name)).status_code == 200
                costs.append(len(queries))
        assert costs[:2] == costs[2:]


class TestSecondLook:
    @pytest.fixture
    def appealed(self, office: Office) -> Question:
        return services.question_appeal(question=office.rejected(), text="Мен балабақша туралы сұрадым.")

    def test_the_second_moderator_reads_both_sides(self, appealed, office: Office, sign_in) -> None:
        client = sign_in(office.other_moderator)
        assert press_next(client).url == page(appealed)
        html = client.get(page(appealed)).content.decode()
        panel = html[html.index('class="qa-panel qa-appeal"') :].partition("</section>")[0]
        for words in ("It cannot be understood what is asked.", "Түсініксіз.", "Мен балабақша туралы сұрадым."):
            assert words in panel

    def test_the_first_one_never_gets_it(self, appealed, office: Office, sign_in) -> None:
        client = sign_in(office.moderator)
        assert press_next(client).url == listed("moderation")
        press(client, appealed, "take")
        assert holder(appealed) is None
        assert "Another moderator decides on the second look." in client.get(page(appealed)).content.decode()

    def test_once_decided_it_is_no_second_look_any_more(self, appealed, office: Office, sign_in) -> None:
        services.question_route(question=appealed, actor=office.other_moderator, agency=office.agency)
        html = sign_in(office.other_moderator).get(page(appealed)).content.decode()
        assert "qa-appeal" not in html


class TestUrgent:
    def test_a_list_of_its_own_with_a_count_in_the_menu(self, office: Office, sign_in) -> None:
        marked = services.question_mark_urgent(question=office.routed(), actor=office.moderator)
        hinted, calm = office.submitted(text="Үйіміз өртеніп жатыр"), office.submitted()
        client = sign_in(office.moderator)
        response = client.get(listed("urgent"))
        assert list(response.context["object_list"]) == [marked, hinted]
        assert calm not in response.context["object_list"]
        home = client.get(reverse("wagtailadmin_home")).content.decode()
        assert "Urgent questions: 2" in home

    def test_a_hint_is_answered_by_a_person(self, office: Office, sign_in) -> None:
        question, client = office.submitted(text="Үйіміз өртеніп жатыр"), sign_in(office.moderator)
        html = client.get(page(question)).content.decode()
        assert "words found: өртеніп жат" in html
        assert "May be urgent" in client.get(listed("moderation")).content.decode()
        assert list(client.get(f"{listed('moderation')}?waiting=may_be_urgent").context["object_list"]) == [question]
        press(client, question, "not-urgent")
        assert "May be urgent" not in client.get(page(question)).content.decode()
        assert not client.get(listed("urgent")).context["object_list"]
        assert "Looked at: not urgent" in client.get(page(question)).content.decode()


class TestRedaction:
    TEXT = "Менің атым Айгүл, телефоным +7 701 123 45 67. Екпе қашан болады?"

    def sent(self, client: Client, question: Question, **more: Any) -> Any:
        seen = ["Айгүл", "+7 701 123 45 67"]
        return do(client, question, Verb.REDACT, **({"title": "Екпе", "text": self.TEXT, "seen": seen} | more))

    def test_what_is_ticked_is_blacked_out_by_one_button_and_nothing_is_saved_yet(self, office, sign_in) -> None:
        question, client = office.submitted(text=self.TEXT), sign_in(office.moderator)
        before = events_of(question)
        response = self.sent(client, question, marks=["+7 701 123 45 67"], black_out="1")
        text = response.context["form"]["text"].value()
        assert response.status_code == 200
        assert "+7 701" not in text
        assert "Айгүл" in text
        assert response.context["form"]["marks"].value() == ["+7 701 123 45 67"]
        assert events_of(question) == before

    def test_it_is_not_confirmed_while_something_ticked_still_stands_there(self, office, sign_in) -> None:
        question, client = office.submitted(text=self.TEXT), sign_in(office.moderator)
        response = self.sent(client, question, marks=["Айгүл", "+7 701 123 45 67"])
        assert response.status_code == 422
        assert "telephone number: +7 701 123 45 67" in str(response.context["form"].errors["text"])
        assert self.sent(client, question, marks=["Айгүл"], text="Екпе? +7 701 123 45 67").status_code == 302
        question.refresh_from_db()
        assert question.public_text == "Екпе? +7 701 123 45 67"

    def test_what_the_moderator_types_anew_must_be_decided_on_too(self, office, sign_in) -> None:
        question, client = office.submitted(), sign_in(office.moderator)
        response = do(client, question, Verb.REDACT, title="Екпе", text="Жазыңыз: a@example.org")
        assert response.status_code == 422
        assert response.context["form"]["marks"].value() == ["a@example.org"]
        fine = do(client, question, Verb.REDACT, title="Екпе", text="Жазыңыз: a@example.org", seen="a@example.org")
        assert fine.status_code == 302

    def test_nothing_is_decided_by_leaving_the_boxes_out(self, office, sign_in) -> None:
        question, client = office.submitted(text=self.TEXT), sign_in(office.moderator)
        assert do(client, question, Verb.REDACT, title="Екпе", text=self.TEXT).status_code == 422


class TestBulk:
    def preview(self, client: Client, verb: str, *questions: Question, **fields: Any) -> Any:
        given = {"verb": verb, "question": [question.number for question in questions], **fields}
        return client.post(listed("bulk"), given) if fields else client.get(listed("bulk"), given)

    def confirmed(self, client: Client, response: Any, **fields: Any) -> Any:
        """Presses the button of a preview."""
        html = response.content.decode()
        items = re.findall(r'name="item" value="([^"]+)"', html)
        token = re.findall(r'name="token" value="([^"]+)"', html)[0]
        verb = re.findall(r'name="verb" value="([^"]+)"', html)[0]
        return client.post(listed("bulk"), {"verb": verb, "step": "do", "token": token, "item": items, **fields})

    def test_the_whole_way_by_buttons(self, office: Office, sign_in) -> None:
        fine = office.submitted(contact=confirmed_contact())
        held = office.submitted()
        services.lease_take_over(question=held, user=office.other_moderator)
        client = sign_in(office.moderator)
        words = {"reason": "unclear", "text": "Нақтылап жазыңыз."}
        assert self.preview(client, "reject", fine, held, reason="", text="").status_code == 422
        response = self.preview(client, "reject", fine, held, **words)
        html = response.content.decode()
        assert "A colleague has it in hand." in html
        assert Question.objects.get(pk=fine.pk).state == states.SUBMITTED
        done = self.confirmed(client, response, **words)
        html = client.get(done.url).content.decode()
        assert "Undo" in html
        assert Question.objects.get(pk=fine.pk).state == states.REJECTED
        assert Question.objects.get(pk=held.pk).state == states.SUBMITTED
        undone = client.post(f"{done.url}undo/")
        assert "It is undone, and nobody was told." in client.get(undone.url).content.decode()
        assert Question.objects.get(pk=fine.pk).state == states.SUBMITTED

    @pytest.mark.parametrize(
        ("verb", "fields"), [("mark-spam", {}), ("mark-urgent", {}), ("route", {"agency": 0}), ("merge", {"into": 0})]
    )
    def test_every_verb_has_its_way(self, verb: str, fields: dict[str, Any], office: Office, sign_in) -> None:
        client, questions = sign_in(office.moderator), [office.submitted(), office.submitted()]
        if "agency" in fields:
            fields = {"agency": office.agency.pk}
        if "into" in fields:
            fields = {"into": office.submitted().number}
        assert self.preview(client, verb, *questions).status_code == 200
        done = self.confirmed(client, self.preview(client, verb, *questions, **fields), **fields)
        assert client.get(done.url).status_code == 200
        code = verb.replace("-", "_")
        assert Event.objects.filter(code=code, subject_id__in=[q.pk for q in questions]).count() == 2

    def test_the_same_button_twice_does_it_once(self, office: Office, sign_in) -> None:
        client, question = sign_in(office.moderator), office.submitted()
        response = self.preview(client, "mark-spam", question)
        assert self.confirmed(client, response).url == self.confirmed(client, response).url
        assert Bulk.objects.count() == 1
        assert events_of(question).count(Verb.MARK_SPAM) == 1

    def test_another_moderator_neither_sees_nor_undoes_it(self, office: Office, sign_in) -> None:
        client, question = sign_in(office.moderator), office.submitted()
        url = self.confirmed(client, self.preview(client, "mark-spam", question)).url
        other = sign_in(office.other_moderator)
        assert other.get(url).status_code == 404
        assert other.post(f"{url}undo/").status_code == 404
        assert Question.objects.get(pk=question.pk).state == states.SPAM

    @pytest.mark.parametrize(
        "broken", [{"token": "x"}, {"item": "2026-1:abc"}, {"verb": "approve"}, {"token": ""}, {"verb": ""}]
    )
    def test_what_no_preview_sends_is_not_found(self, broken: dict[str, str], office: Office, sign_in) -> None:
        given = {"verb": "mark-spam", "step": "do", "token": "00000000-0000-0000-0000-000000000001", "item": ""}
        assert sign_in(office.moderator).post(listed("bulk"), given | broken).status_code == 404

    def test_a_preview_costs_the_same_for_many(self, office: Office, sign_in, django_assert_max_num_queries) -> None:
        client, costs = sign_in(office.moderator), []
        for count in (2, 40):
            questions = [office.submitted() for _ in range(count)]
            with django_assert_max_num_queries(26) as queries:
                assert len(self.preview(client, "mark-spam", *questions).context["rows"]) == count
            costs.append(len(queries))
        assert costs[0] == costs[1]

    def test_without_a_question_there_is_nothing_to_do(self, office: Office, sign_in) -> None:
        assert sign_in(office.moderator).get(listed("bulk"), {"verb": "mark-spam"}).url == listed("moderation")


class TestSimilar:
    def test_an_open_question_is_found_in_another_language_and_without_kazakh_letters(self, office: Office) -> None:
        from qa.staff import similar

        question = office.submitted(text="Алматыдағы №25 емханада балаларға екпе қашан салынады?")
        typed = office.submitted(text="Алматыдагы №25 емханада балаларга екпе кашан салынады?")
        russian = office.submitted(text="Когда в Алматы откроется субсидия на автобус маршрута?", language="ru")
        mixed = office.submitted(text="Субсидия автобус маршрут Алматы қашан?")
        for known in (0, wording.catch_up()):
            assert known or similar.to(question) == [typed]
            assert mixed in similar.to(russian)

    def test_the_rows_follow_the_questions_and_are_made_once(self, office: Office) -> None:
        first = office.submitted()
        assert wording.catch_up() == 1
        second = office.submitted(text="!!!")
        assert (wording.catch_up(), wording.catch_up()) == (1, 0)
        assert set(QuestionTerm.objects.values_list("question", flat=True)) == {first.pk, second.pk}
        services.question_erase(question=first)
        assert wording.catch_up() == 0
        assert not QuestionTerm.objects.filter(question=first).exists()

    def test_an_answer_that_exists_is_offered_before_the_merge(self, office: Office, sign_in) -> None:
        answered, question = office.answered(), office.submitted()
        client = sign_in(office.moderator)
        html = client.get(f"{verb_page(question, Verb.MERGE)}?into={answered.number}").content.decode()
        assert "It is answered already" in html
        assert "<p>Бейсенбіде.</p>" in html
        nothing = client.get(f"{verb_page(question, Verb.MERGE)}?into=%00{question.number}")
        assert nothing.status_code == 200

    def test_looking_costs_the_same_among_many(self, office: Office, django_assert_max_num_queries) -> None:
        from qa.staff import similar

        question, costs = office.submitted(), []
        similar.to(question)  # reads the glossary, which then is in memory
        for count in (3, 40):
            for _ in range(count):
                office.submitted()
            wording.catch_up()
            with django_assert_max_num_queries(8) as queries:
                assert similar.to(question)
            costs.append(len(queries))
        assert costs[0] == costs[1]


class TestKeys:
    def test_they_are_on_in_three_languages_until_switched_off(self, office: Office, sign_in) -> None:
        titles = {"en": "Keyboard shortcuts", "kk": "Пернелер тіркесімі", "ru": "Сочетания клавиш"}
        for language, title in titles.items():
            html = sign_in(office.moderator, language).get(listed("moderation")).content.decode()
            assert 'data-qa-keys="on"' in html
            assert f'<h2 id="qa-keys-title">{title}</h2>' in html
        client = sign_in(office.moderator)
        client.post(reverse("qa_staff:switch", args=["keys"]), {"on": "0"})
        for url in (listed("moderation"), page(office.submitted())):
            assert 'data-qa-keys="off"' in client.get(url).content.decode()
        client.post(reverse("qa_staff:switch", args=["keys"]), {"on": "1"})
        assert 'data-qa-keys="on"' in client.get(listed("moderation")).content.decode()

    def test_each_key_of_a_verb_leads_to_it(self, office: Office, sign_in) -> None:
        question = office.submitted()
        html = sign_in(office.moderator).get(page(question)).content.decode()
        for key in "rexmui":
            assert f'data-key="{key}"' in html, key
        assert permissions.may(office.moderator, Verb.ROUTE, question)
