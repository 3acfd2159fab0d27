"""Canned texts: each looked after by their own, offered where they fit, inserted without losing what was typed."""

import re
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from qa.models import CannedText, Question
from qa.rules.reasons import CannedKind
from qa.rules.states import Role, Verb
from qa.tests.factories import Office, TopicFactory, member
from qa.tests.staff.pages import do, editor, page, verb_page


def text(title: str = "Кіріспе", kind: CannedKind = CannedKind.ANSWER, **more: Any) -> CannedText:
    words = {"text_kk": "Сәлеметсіз бе!\nРақмет."} | more
    return CannedText.objects.create(title=title, kind=kind, **words)


def offered(html: str) -> list[str]:
    """The labels of the select."""
    found = re.search(r'<select id="qa-canned-text".*?</select>', html, re.DOTALL)
    return re.findall(r'<option value="\d+"[^>]*>([^<]*)<', found.group(0)) if found else []


def at(name: str, *args: Any) -> str:
    return reverse(f"qa_canned:{name}", args=args)


class TestOffered:
    def test_ones_own_and_everyones_of_the_right_kind(self, office: Office, sign_in: Any) -> None:
        text("Ортақ")
        text("Өзіміздікі", agency=office.agency)
        text("Бөтен", agency=office.other_agency)
        text("Себеп", kind=CannedKind.RETURN)
        text("Ескі", active=False)
        html = sign_in(office.officer).get(page(office.in_progress())).content.decode()
        assert offered(html) == ["Ортақ", "Өзіміздікі"]

    @pytest.mark.parametrize(
        ("verb", "state", "who", "kind"),
        [
            (Verb.REJECT, "submitted", "moderator", CannedKind.REJECTION),
            (Verb.ASK, "submitted", "moderator", CannedKind.CLARIFICATION),
            (Verb.RETURN, "routed", "officer", CannedKind.RETURN),
            (Verb.EXTEND, "in_progress", "approver", CannedKind.EXTENSION),
            (Verb.CORRECT, "answered", "officer", CannedKind.ANSWER),
        ],
    )
    def test_each_form_has_its_own(self, verb, state, who, kind, office: Office, sign_in: Any) -> None:
        for one in CannedKind:
            text(one.value, kind=one)
        html = sign_in(getattr(office, who)).get(verb_page(getattr(office, state)(), verb)).content.decode()
        assert offered(html) == [kind.value]

    def test_a_form_without_any_shows_no_empty_select(self, office: Office, sign_in: Any) -> None:
        assert "qa-canned-text" not in sign_in(office.officer).get(page(office.in_progress())).content.decode()

    def test_in_the_language_of_the_question_else_labelled(self, office: Office, sign_in: Any) -> None:
        text("Екеуі", text_ru="Здравствуйте!")
        text("Тек қазақша")
        html = sign_in(office.officer).get(page(office.in_progress(language="ru"))).content.decode()
        assert offered(html) == ["Екеуі", "Тек қазақша (Қазақша)"]
        assert 'data-text="Здравствуйте!"' in html

    def test_those_on_the_topic_come_first(self, office: Office, sign_in: Any) -> None:
        mine, other = TopicFactory(), TopicFactory()
        text("а басқа", topic=other)
        text("б кез келген")
        text("в осы", topic=mine)
        html = sign_in(office.officer).get(page(office.in_progress(topic=mine))).content.decode()
        assert offered(html) == ["в осы", "б кез келген", "а басқа"]
        assert html.index("On this topic") < html.index("For every topic") < html.index("On other topics")


class TestInserted:
    """As a browser without scripts does it: a button that has the server fill the field."""

    def insert(self, client: Any, question: Question, verb: Verb, row: CannedText | str, **fields: Any) -> Any:
        key = row if isinstance(row, str) else row.pk
        return do(client, question, verb, **({"insert": "text", "canned": key} | fields))

    def test_into_the_answer_after_what_was_written(self, office: Office, sign_in: Any) -> None:
        question, row = office.in_progress(), text(text_kk="Сәлем <b>\n\nРақмет")
        response = self.insert(
            sign_in(office.officer),
            question,
            Verb.SAVE_DRAFT,
            row,
            text=editor("Бар мәтін"),
            public_text=editor("Ашық"),
        )
        form = response.context["form"]
        assert response.status_code == 200
        assert re.sub(r' data-block-key="[^"]*"', "", form["text"].value()) == (
            "<p>Бар мәтін</p><p>Сәлем &lt;b&gt;</p><p>Рақмет</p>"
        )
        assert "Ашық" in form["public_text"].value()
        assert not question.versions.exists()

    def test_into_the_text_for_everyone(self, office: Office, sign_in: Any) -> None:
        question, row = office.in_progress(), text()
        form = self.insert(
            sign_in(office.officer), question, Verb.SAVE_DRAFT, row, insert="public_text", text=editor("Бар")
        ).context["form"]
        assert "Рақмет." in form["public_text"].value()
        assert "Рақмет." not in form["text"].value()

    def test_into_a_reason_with_what_was_chosen(self, office: Office, sign_in: Any) -> None:
        row = text(kind=CannedKind.REJECTION)
        question = office.submitted()
        form = self.insert(sign_in(office.moderator), question, Verb.REJECT, row, text="Бар", reason="unclear").context[
            "form"
        ]
        assert form["text"].value() == "Бар\n\nСәлеметсіз бе!\nРақмет."
        assert form["reason"].value() == "unclear"

    def test_what_was_seen_stays_what_was_seen(self, office: Office, sign_in: Any) -> None:
        question, row = office.in_progress(), text()
        response = self.insert(sign_in(office.officer), question, Verb.SAVE_DRAFT, row, text="", version=1)
        assert response.context["form"]["version"].value() == "1"

    @pytest.mark.parametrize("field", ["text", "reason", "version", "no-such"])
    def test_anothers_text_or_another_field_is_not_filled(self, field: str, office: Office, sign_in: Any) -> None:
        question = office.in_progress()
        row = text(agency=office.other_agency) if field == "text" else text()
        response = self.insert(
            sign_in(office.officer), question, Verb.SAVE_DRAFT, row, insert=field, text=editor("Бар")
        )
        assert "Рақмет." not in str(response.context["form"].initial)

    @pytest.mark.parametrize("key", ["", "x", "-1", "99999999999999999999"])
    def test_without_a_choice_nothing_is_lost(self, key: str, office: Office, sign_in: Any) -> None:
        question = office.in_progress()
        response = self.insert(sign_in(office.officer), question, Verb.SAVE_DRAFT, key, text=editor("Бар мәтін"))
        assert response.status_code == 200
        assert "Бар мәтін" in response.context["form"]["text"].value()


class TestLookedAfter:
    FIELDS = {"title": "Жаңа", "kind": "answer", "text_kk": "Мәтін", "text_ru": "", "text_en": "", "active": "on"}

    def test_each_list_holds_ones_own(self, office: Office, sign_in: Any) -> None:
        text("Ортақ мәтін")
        text("Біздің мәтін", agency=office.agency)
        text("Бөтен мәтін", agency=office.other_agency)
        for user, seen in (
            (office.moderator, {"Ортақ мәтін"}),
            (office.coordinator, {"Ортақ мәтін"}),
            (office.manager, {"Біздің мәтін"}),
        ):
            response = sign_in(user).get(at("index"))
            assert {row.title for row in response.context["object_list"]} == seen

    def test_another_agencys_is_not_there(self, office: Office, sign_in: Any) -> None:
        row = text(agency=office.other_agency)
        client = sign_in(office.manager)
        for name in ("edit", "delete", "history", "usage"):
            assert client.get(at(name, row.pk)).status_code == 404, name
        assert client.post(at("edit", row.pk), self.FIELDS).status_code == 404
        assert client.post(at("delete", row.pk)).status_code == 404
        assert CannedText.objects.filter(pk=row.pk, title="Кіріспе").exists()

    def test_a_manager_writes_for_their_agency_alone(self, office: Office, sign_in: Any) -> None:
        client = sign_in(office.manager)
        assert client.post(at("add"), self.FIELDS | {"agency": office.agency.pk}).status_code == 302
        assert CannedText.objects.get().agency == office.agency
        for agency in (office.other_agency.pk, ""):
            assert "agency" in client.post(at("add"), self.FIELDS | {"agency": agency}).context["form"].errors
        assert CannedText.objects.count() == 1

    def test_a_moderator_writes_for_everyone(self, office: Office, sign_in: Any) -> None:
        client = sign_in(office.moderator)
        assert client.post(at("add"), self.FIELDS | {"agency": ""}).status_code == 302
        row = CannedText.objects.get()
        assert row.agency is None
        client.post(at("edit", row.pk), self.FIELDS | {"agency": "", "title": "Басқа"})
        row.refresh_from_db()
        assert row.title == "Басқа"

    def test_an_agency_rejects_nothing_and_an_empty_text_is_told(self, office: Office, sign_in: Any) -> None:
        client = sign_in(office.manager)
        given = self.FIELDS | {"agency": office.agency.pk}
        assert "kind" in client.post(at("add"), given | {"kind": "rejection"}).context["form"].errors
        assert client.post(at("add"), given | {"text_kk": ""}).context["form"].non_field_errors()
        assert not CannedText.objects.exists()
        with pytest.raises(IntegrityError), transaction.atomic():
            CannedText.objects.create(title="a", kind="answer")

    def test_others_get_to_no_list(self, office: Office, sign_in: Any) -> None:
        for user in (office.officer, office.approver, member(Role.EDITOR)):
            assert sign_in(user).get(at("index")).status_code == 302


def test_they_cost_the_same_at_any_number(office: Office, sign_in: Any, django_assert_max_num_queries: Any) -> None:
    question, client = office.in_progress(), sign_in(office.officer)
    costs = []
    for count in (2, 30):
        for n in range(count):
            text(f"{count}.{n}", topic=TopicFactory())
        client.get(page(question))
        with django_assert_max_num_queries(56) as queries:
            client.get(page(question))
        costs.append(len(queries))
    assert costs[0] == costs[1]
