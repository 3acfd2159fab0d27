"""What the screens hold: conflicts lose nothing, lists cost the same at any length, files and texts are safe."""

import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from intake.models import Attachment
from qa import services
from qa.models import Question
from qa.rules.states import Role, Verb
from qa.tests.factories import AgencyFactory, Office, RegionFactory, TopicFactory, member
from qa.tests.staff.pages import do, editor, events_of, listed, page, verb_page

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)> қашан?"


def shown(response: Any) -> list[Question]:
    """The questions of a list, in its order."""
    return list(response.context["object_list"])


class TestConflicts:
    def test_a_stale_draft_stands_beside_the_other_and_can_be_sent_again(self, office: Office, sign_in) -> None:
        question = office.in_progress()
        seen = question.version
        colleague = member(Role.OFFICER, office.agency)
        services.answer_save_draft(question=question, actor=colleague, text="<p>Әріптестің мәтіні</p>")
        before = events_of(question)
        client = sign_in(office.officer)
        response = do(client, question, Verb.SAVE_DRAFT, version=seen, text=editor("Менің мәтінім"))
        html = response.content.decode()
        assert response.status_code == 409
        assert "Someone else changed this question" in html
        assert "Әріптестің мәтіні" in html
        assert "Менің мәтінім" in response.context["form"]["text"].value()
        assert events_of(question) == before
        version = response.context["form"]["version"].value()
        assert do(client, question, Verb.SAVE_DRAFT, version=version, text=editor("Екеуі де")).status_code == 302
        assert "Екеуі де" in question.versions.get().text

    def test_a_stale_public_text_shows_what_the_other_moderator_confirmed(self, office: Office, sign_in) -> None:
        question = office.submitted()
        seen = question.version
        services.question_redact(question=question, actor=office.other_moderator, title="Басқа", text="Басқаның мәтіні")
        response = do(sign_in(office.moderator), question, Verb.REDACT, version=seen, title="Өз", text="Өз мәтінім")
        html = response.content.decode()
        assert response.status_code == 409
        assert "Басқаның мәтіні" in html
        assert "Өз мәтінім" in html
        assert Question.objects.get(pk=question.pk).public_title == "Басқа"

    def test_a_changed_answer_must_be_read_anew_before_it_is_approved(self, office: Office, sign_in) -> None:
        question = office.in_approval()
        seen = question.version
        services.answer_take_back(question=question, actor=office.officer)
        services.answer_save_draft(question=question, actor=office.officer, text="<p>Жаңа мәтін</p>")
        services.answer_submit(question=question, actor=office.officer)
        response = do(sign_in(office.approver), question, Verb.APPROVE, version=seen, read="on")
        assert response.status_code == 409
        assert "Жаңа мәтін" in response.content.decode()
        assert not response.context["form"]["read"].value()

    def test_text_for_a_verb_that_is_over_is_kept_to_be_copied(self, office: Office, sign_in) -> None:
        question = office.submitted()
        services.question_mark_spam(question=question, actor=office.other_moderator)
        response = do(sign_in(office.moderator), question, Verb.ASK, text="Ұзақ жазылған сұрау")
        assert response.status_code == 409
        assert "Ұзақ жазылған сұрау" in response.content.decode()
        assert not response.context["possible"]

    def test_a_refusal_of_the_service_keeps_the_text(self, office: Office, sign_in) -> None:
        question = office.in_progress()
        response = do(
            sign_in(office.approver), question, Verb.EXTEND, working_days=250, reason="visit", text="Себебі ұзақ"
        )
        html = response.content.decode()
        assert response.status_code == 409
        assert "cannot be extended by so many days" in html
        assert "Себебі ұзақ" in html


class TestQueries:
    """The number of queries of every list is the same for 10 rows and for 200; so is that of a long question."""

    MOST = {"moderation": 22, "agency": 24, "approval": 24, "all": 26}

    @pytest.fixture
    def made(self, office: Office):
        def make(count: int) -> None:
            topics, regions = [TopicFactory() for _ in range(3)], [RegionFactory() for _ in range(3)]
            for n in range(count):
                more = {"topic": topics[n % 3], "region": regions[n % 3], "consent_publish": False}
                question = office.submitted(**more)
                if n % 2:
                    question = services.question_route(question=question, actor=office.moderator, agency=office.agency)
                    question = services.question_accept(question=question, actor=office.officer)
                    services.answer_save_draft(question=question, actor=office.officer, text="<p>Жауап</p>")
                    services.answer_submit(question=question, actor=office.officer)

        return make

    def test_lists_cost_the_same_at_10_and_60(self, office: Office, made, sign_in, django_assert_max_num_queries):
        readers = {"moderation": office.moderator, "agency": office.officer, "approval": office.approver}
        readers["all"] = office.coordinator
        clients = {name: sign_in(user) for name, user in readers.items()}
        costs: dict[str, list[int]] = {name: [] for name in readers}
        for count in (10, 50):
            made(count)
            for name, client in clients.items():
                client.get(listed(name))  # the process is warm
                with django_assert_max_num_queries(self.MOST[name]) as queries:
                    assert client.get(listed(name)).status_code == 200
                costs[name].append(len(queries))
        assert all(few == many for few, many in costs.values()), costs

    def test_a_question_costs_the_same_with_a_long_history(
        self, office: Office, sign_in, django_assert_max_num_queries
    ) -> None:
        question, client = office.in_progress(), sign_in(office.officer)
        costs = []
        for count in (1, 30):
            for n in range(count):
                services.answer_save_draft(question=question, actor=office.officer, text=f"<p>Нобай {n}</p>")
                services.question_add_information(question=question, text=f"Толықтыру {n}")
            client.get(page(question))
            with django_assert_max_num_queries(50) as queries:
                assert client.get(page(question)).status_code == 200
            costs.append(len(queries))
        assert costs[0] == costs[1]

    def test_the_first_page_counts_without_reading_rows(
        self, office: Office, made, sign_in, django_assert_max_num_queries
    ) -> None:
        made(10)
        client = sign_in(office.moderator)
        client.get(reverse("wagtailadmin_home"))
        with django_assert_max_num_queries(40):
            html = client.get(reverse("wagtailadmin_home")).content.decode()
        assert "Questions that wait" in html


class TestLists:
    def test_the_moderators_queue_is_urgent_first_then_oldest_then_suspected_spam(self, office: Office, sign_in):
        spam, first, second = office.submitted(quarantined=True), office.submitted(), office.submitted()
        urgent = services.question_mark_urgent(question=office.submitted(), actor=office.moderator)
        response = sign_in(office.moderator).get(listed("moderation"))
        html = response.content.decode()
        assert shown(response) == [urgent, first, second, spam]
        assert "Urgent" in html
        assert "Looks like spam" in html

    def test_a_moderator_does_not_meet_their_own_rejection_again(self, office: Office, sign_in) -> None:
        question = services.question_appeal(question=office.rejected(), text="Қайта қараңыз.")
        assert question.number not in sign_in(office.moderator).get(listed("moderation")).content.decode()
        html = sign_in(office.other_moderator).get(listed("moderation")).content.decode()
        assert question.number in html
        assert "Second look asked for" in html

    def test_filters_narrow_the_list(self, office: Office, sign_in) -> None:
        topic = TopicFactory()
        wanted, other = office.submitted(topic=topic, language="ru"), office.submitted()
        client = sign_in(office.moderator)
        for query in (f"topic={topic.pk}", "language=ru"):
            for url in (listed("moderation"), listed("moderation_results")):
                assert shown(client.get(f"{url}?{query}")) == [wanted]
                assert set(shown(client.get(url))) == {wanted, other}
        assert client.get(listed("moderation") + "?topic=abc&age=x&waiting=%00&p=-3").status_code == 200

    def test_the_coordinator_reads_the_figures_and_finds_by_agency_and_number(self, office: Office, sign_in) -> None:
        question, other = office.routed(), office.submitted()
        client = sign_in(office.coordinator)
        assert "Answered this year" in client.get(listed("all")).content.decode()
        assert shown(client.get(f"{listed('all')}?agency={office.agency.pk}")) == [question]
        assert shown(client.get(f"{listed('all')}?q={other.number}")) == [other]


class TestTexts:
    def test_a_citizens_text_is_escaped_everywhere(self, office: Office, sign_in) -> None:
        question = office.submitted(text=SCRIPT)
        client = sign_in(office.moderator)
        urls = [listed("moderation"), page(question), verb_page(question, Verb.REDACT), verb_page(question, Verb.SPLIT)]
        other = office.submitted(text=f"{SCRIPT} тағы")
        urls.append(verb_page(other, Verb.MERGE))
        for url in urls:
            html = client.get(url).content.decode()
            assert "<script>alert(1)" not in html, url
            assert "onerror=alert(2)>" not in html, url
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in client.get(page(question)).content.decode()

    def test_the_text_carries_its_language_and_direction(self, office: Office, sign_in) -> None:
        html = sign_in(office.moderator).get(page(office.submitted(language="ru"))).content.decode()
        assert re.search(r'class="qa-words" lang="ru" dir="auto"', html)

    def test_personal_data_is_marked_and_listed_and_nothing_is_blacked_out_unseen(
        self, office: Office, sign_in
    ) -> None:
        question = office.submitted(text="Менің атым Айгүл, телефоным +7 701 123 45 67. Екпе қашан болады?")
        client = sign_in(office.moderator)
        response = client.get(verb_page(question, Verb.REDACT))
        html = response.content.decode()
        assert '<mark title="telephone number">+7 701 123 45 67</mark>' in html
        assert response.context["form"].initial["text"] == question.text  # nothing is blacked out unseen
        assert response.context["form"].initial["marks"] == ["Айгүл", "+7 701 123 45 67"]
        assert "+7 701" not in response.context["form"].initial["title"]

    def test_similar_questions_stand_ready_to_be_merged_into(self, office: Office, sign_in) -> None:
        other = office.submitted(text="Балаларға екпе қай емханада салынады?")
        question = office.submitted(text="Емханада балаларға екпе қашан салынады?")
        client = sign_in(office.moderator)
        compare = f"{verb_page(question, Verb.MERGE)}?into={other.number}"
        for url in (page(question), verb_page(question, Verb.MERGE)):
            assert f'href="{compare}"' in client.get(url).content.decode()
        html = client.get(compare).content.decode()
        assert html.count(other.text) == 1
        assert f'name="into" value="{other.number}"' in html
        do(client, question, Verb.MERGE, into=other.number)
        question.refresh_from_db()
        assert question.duplicate_of == other

    @pytest.mark.parametrize("language", ["kk", "ru", "en"])
    def test_screens_are_in_the_readers_language(self, language, office: Office, sign_in) -> None:
        html = sign_in(office.moderator, language).get(page(office.submitted())).content.decode()
        assert f'lang="{language}"' in html[:400]


class TestFiles:
    @pytest.fixture
    def attached(self, office: Office, settings, tmp_path):
        question = office.routed()
        file = Attachment(owner=question.reference, name="анықтама.pdf", kind="pdf", size=4)
        file.file.save("x.pdf", ContentFile(b"%PDF"))
        return question, reverse("qa_staff:attachment", args=[question.number, file.pk])

    def test_a_file_is_a_download_that_no_browser_shows(self, office: Office, attached, sign_in) -> None:
        for user in (office.moderator, office.officer, office.helper, office.coordinator):
            response = sign_in(user).get(attached[1])
            assert response.status_code == 200
            assert response["Content-Disposition"].startswith("attachment")
            assert response["X-Content-Type-Options"] == "nosniff"
            assert b"".join(response.streaming_content) == b"%PDF"

    def test_others_do_not_get_it(self, office: Office, attached, sign_in, client) -> None:
        _question, url = attached
        assert sign_in(member(Role.OFFICER, AgencyFactory())).get(url).status_code == 404
        assert sign_in(member(Role.EDITOR)).get(url).status_code == 302
        assert client.get(url).status_code == 302
        other = office.routed()
        pk = url.rstrip("/").rpartition("/")[2]
        wrong = reverse("qa_staff:attachment", args=[other.number, pk])
        assert sign_in(office.moderator).get(wrong).status_code == 404


def test_the_approver_reads_the_answer_as_it_will_look(office: Office, sign_in) -> None:
    html = sign_in(office.approver).get(page(office.in_approval())).content.decode()
    assert html.count("<p>Бейсенбіде.</p>") >= 2
    assert "&lt;p&gt;" not in html
