"""What comes before a question: one's own case, answers while typing, and what is recorded of them."""

import pytest
from django.test import Client

from intake.models import Deflection, Draft
from qa.models import Question
from qa.tests.factories import TopicFactory
from qa.tests.public.asking import TEXT, Asker
from qa.tests.public.test_ask import HIT

pytestmark = pytest.mark.django_db

REFERENCE = "question:kk:1"


class TestOwnCase:
    def test_those_it_is_about_are_told_the_difference_once_and_may_go_on(self, client, language, similar, settings):
        settings.EOTINISH_URL = "https://appeals.example"
        asker = Asker(client, language)
        assert asker.start(own_case="yes").url == asker.at("own-case")
        page = client.get(asker.at("own-case"))
        assert 'href="https://appeals.example"' in page.text
        assert client.post(asker.at("own-case")).url == asker.at("similar")
        assert client.post(asker.at(), {"text": TEXT, "own_case": "yes"}).url == asker.at("similar")
        asker.similar()
        asker.contact()
        assert asker.send().url == asker.at("done")
        assert Question.objects.get().text == TEXT

    @pytest.mark.parametrize("answer", ["no", ""])
    def test_others_go_straight_on(self, asker, similar, answer):
        assert asker.start(own_case=answer).url == asker.at("similar")

    @pytest.mark.parametrize("answer", ["maybe", "\x00", "yes' --", "а" * 9000])
    def test_nonsense_is_told_and_the_text_kept(self, client, language, answer):
        page = Asker(client, language).start(own_case=answer)
        assert page.status_code == 422
        assert page.context["form"].errors["own_case"]
        assert TEXT in page.text

    def test_the_answer_is_kept_on_the_way_back(self, asker, client, similar):
        asker.start(own_case="yes")
        assert client.get(asker.at()).context["form"]["own_case"].value() == "yes"


class TestWhileTyping:
    def ask(self, client, text=TEXT, **fields):
        return client.post("/kk/questions/ask/similar/", {"text": text, **fields})

    def test_showings_to_one_writer_are_one_row(self, client, similar):
        similar.append(HIT)
        mark = self.ask(client).context["mark"]
        assert self.ask(client, shown=mark, topic="flood").context["mark"] == mark
        row = Deflection.objects.get()
        assert (row.stage, row.shown, row.topic, row.outcome) == ("typing", [REFERENCE], "flood", "shown")

    def test_nothing_found_is_nothing_recorded(self, client, similar):
        assert self.ask(client).context["mark"] == ""
        assert not Deflection.objects.exists()

    def test_the_row_goes_on_with_the_form(self, asker, client, similar):
        similar.append(HIT)
        asker.start(shown=self.ask(client).context["mark"])
        asker.similar()
        client.post(asker.at("similar"), {"further": "1"})
        row = Deflection.objects.get()
        assert (row.stage, row.outcome, row.draft) == ("typing", "went_on", Draft.objects.get())

    def test_an_answer_beside_the_text_suffices(self, client, similar):
        similar.append(HIT)
        mark = self.ask(client).context["mark"]
        response = client.post("/kk/questions/ask/", {"enough": REFERENCE, "shown": mark})
        assert response.url == "/kk/questions/ask/enough/"
        row = Deflection.objects.get()
        assert (row.outcome, row.helped) == ("sufficed", REFERENCE)
        assert not Draft.objects.exists()

    def test_on_the_way_back_it_erases_what_was_begun(self, asker, client, similar):
        similar.append(HIT)
        asker.start()
        asker.similar()
        assert client.post(asker.at(), {"enough": REFERENCE}).url == "/kk/questions/ask/enough/"
        assert not Draft.objects.exists()
        assert Deflection.objects.get().helped == REFERENCE

    @pytest.mark.parametrize("mark", ["", "x", "\x00", "1:abc", "a" * 5000, "жж"])
    def test_a_mark_that_is_not_ours_touches_nothing(self, client, asker, similar, mark):
        other = Deflection.objects.create(kind="question", language="kk", shown=[REFERENCE])
        similar.append(HIT)
        assert self.ask(client, shown=mark).status_code == 200
        client.post("/kk/questions/ask/", {"enough": REFERENCE, "shown": mark})
        asker.start(shown=mark)
        other.refresh_from_db()
        assert (other.outcome, other.draft) == ("shown", None)

    @pytest.mark.parametrize("topic", ["\x00", "a" * 200, "тақырып", "x y", "'"])
    def test_a_topic_that_is_none_is_not_kept(self, client, similar, topic):
        similar.append(HIT)
        assert self.ask(client, topic=topic).status_code == 200
        assert Deflection.objects.get().topic == ""

    def test_a_mark_of_one_form_is_not_taken_by_a_second(self, client, similar):
        similar.append(HIT)
        mark = self.ask(client).context["mark"]
        first, second = Asker(client), Asker(Client())
        first.start(shown=mark)
        second.start(shown=mark)
        assert Deflection.objects.get().draft == Draft.objects.get(token=first.token)


class TestStep:
    def test_each_answer_can_be_named(self, asker, client, similar):
        similar.append(HIT)
        asker.start(topic=TopicFactory(key="flood").key)
        page = asker.similar()
        assert f'name="enough" value="{REFERENCE}"' in page.text
        client.post(asker.at("similar"), {"enough": REFERENCE})
        row = Deflection.objects.get()
        assert (row.stage, row.topic, row.outcome, row.helped) == ("step", "flood", "sufficed", REFERENCE)

    @pytest.mark.parametrize("named", ["question:999", "\x00", "<script>", "1"])
    def test_only_what_stood_there_is_believed(self, asker, client, similar, named):
        similar.append(HIT)
        asker.start()
        asker.similar()
        client.post(asker.at("similar"), {"enough": named})
        row = Deflection.objects.get()
        assert (row.outcome, row.helped) == ("sufficed", "")
