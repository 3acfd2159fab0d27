"""What is counted of searches: by the page, by the word that a result was chosen, in portions, and not for ever."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal import memory, retention
from search import tallying
from search.engines import engine
from search.engines.base import Position
from search.models import BestBet, ChoiceTally, SearchTally
from search.tallying import MOST, MOST_OF_ONE, SECONDS, Tally, flush_if_due, tally
from search.tests.fakes import document

pytestmark = pytest.mark.django_db
HERE = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture(autouse=True)
def _nothing_counted():
    tally.clear()
    yield
    tally.clear()


@pytest.fixture
def index(index_path, source):
    documents = [document(f"kk{n}", "Салық төлеу") for n in range(12)]
    source.store = {doc.id: doc for doc in documents}
    engine().rebuild(documents, Position())
    return source


def search(client=None, language="kk", **query):
    return (client or Client()).get(f"/{language}/search/", query)


def choose(text="салық", kind="note", id_="kk1", language="kk", **headers):
    data = {"text": text, "kind": kind, "id": id_}
    return Client(enforce_csrf_checks=True).post(f"/{language}/search/chosen/", data, headers={**HERE, **headers})


def counted():
    tally.flush()
    return {
        (row.language, row.text): (row.searches, row.empty, row.chosen, row.occasions)
        for row in SearchTally.objects.all()
    }


class TestPage:
    def test_a_search_is_counted_and_costs_no_write(self, index):
        search(q="салық")
        with CaptureQueriesContext(connection) as seen:
            search(q="Салық!")
        assert not [query for query in seen.captured_queries if "INSERT" in query["sql"] or "UPDATE" in query["sql"]]
        search(q="жоқнәрсе")
        assert counted() == {("kk", "салық"): (2, 0, 0, 1), ("kk", "жоқнәрсе"): (1, 1, 0, 1)}

    @pytest.mark.parametrize(
        "query",
        [
            {"q": "салық", "page": "2"},
            {"q": "салық", "kind": "note"},
            {"q": "салық", "typed": "1"},
            {"q": "салық", "order": "newest"},
            {"q": ""},
            {},
            {"q": "880101300123"},
            {"q": "asker@example.org"},
            {"q": "с" * 300},
        ],
    )
    def test_what_is_no_new_search_or_must_not_be_kept_is_not_counted(self, index, query):
        search(**query)
        assert counted() == {}

    def test_what_nobody_reads_is_not_counted(self, index):
        Client().head("/kk/search/", {"q": "салық"})
        Client().get("/kk/search/", {"q": "салық"}, headers={"Sec-Purpose": "prefetch;prerender"})
        assert counted() == {}

    def test_a_broken_index_says_nothing_of_the_words(self, index_path, source, caplog):
        search(q="салық")
        assert counted() == {}

    def test_a_recommendation_is_a_result(self, index):
        BestBet.objects.create(language="kk", phrases="егов", address="https://egov.kz", title="eGov")
        text = search(q="егов").content.decode()
        assert 'data-kind="best-bet"' in text
        assert counted() == {("kk", "егов"): (1, 0, 0, 1)}

    def test_the_page_is_as_it_was_for_everyone(self, index):
        response = search(q="салық")
        assert not response.cookies
        assert "ookie" not in response.get("Vary", "")
        assert response.content == search(q="салық").content


class TestChosen:
    def test_is_counted_with_the_text(self, index):
        response = choose()
        assert response.status_code == 204
        assert not response.content
        assert not response.cookies
        choose()
        choose(id_="kk2")
        assert counted() == {("kk", "салық"): (0, 0, 3, 0)}
        rows = ChoiceTally.objects.order_by("object_id").values_list("text", "kind", "object_id", "times")
        assert list(rows) == [("салық", "note", "kk1", 2), ("салық", "note", "kk2", 1)]

    @pytest.mark.parametrize(
        "sent",
        [
            {"kind": "unknown"},
            {"kind": ""},
            {"id_": "nothing"},  # no such thing
            {"id_": ""},
            {"id_": "kk1' OR 1=1"},
            {"id_": "9" * 400},
            {"id_": "\x00"},
            {"kind": "best-bet", "id_": "999"},
            {"kind": "best-bet", "id_": "x"},
            {"text": ""},
            {"text": "880101300123"},
            {"text": "x" * 3000},
        ],
    )
    def test_what_no_page_sends_is_not_counted(self, index, sent):
        assert choose(**sent).status_code == 204
        assert counted() == {}
        assert not ChoiceTally.objects.exists()

    @pytest.mark.parametrize(
        "headers",
        [
            {"Origin": ""},
            {"Origin": "null"},
            {"Origin": "https://elsewhere.example"},
            {"Origin": "http://testserver.elsewhere.example"},
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
        ],
    )
    def test_what_another_site_sends_is_not_counted(self, index, headers):
        assert choose(**headers).status_code == 204
        assert counted() == {}

    def test_only_as_a_post(self):
        assert Client().get("/kk/search/chosen/").status_code == 405

    def test_a_machine_does_not_count_for_long(self, index):
        for _ in range(MOST_OF_ONE + 50):
            tally.chosen("kk", "салық", "note", "kk1")
        assert counted() == {("kk", "салық"): (0, 0, MOST_OF_ONE, 0)}

    def test_what_is_hidden_by_now_is_not_counted(self, index):
        choose()
        index.hidden = {"kk1"}
        assert counted() == {}

    def test_the_page_has_what_the_script_sends(self, index):
        text = search(q='салық "төлеу"').content.decode()
        assert 'data-chosen="/kk/search/chosen/" data-text="салық &quot;төлеу&quot;"' in text
        assert 'data-kind="note" data-id="kk' in text
        assert "search/js/chosen.js" in text


class TestPortions:
    def test_portions_add_up(self):
        for _ in range(3):
            tally.searched("kk", "салық", empty=False)
            tally.searched("kk", "салық", empty=True)
            tally.flush()
        assert counted() == {("kk", "салық"): (6, 3, 0, 3)}

    def test_is_written_behind_an_answer_when_it_is_time(self, monkeypatch):
        tally.searched("kk", "салық", empty=False)
        Client().get("/healthz")
        assert not SearchTally.objects.exists()
        monkeypatch.setattr(memory, "clock", lambda: SECONDS + 1)
        Client().get("/healthz")
        assert SearchTally.objects.get().searches == 1

    def test_many_texts_are_written_sooner(self):
        for n in range(tallying.PORTION):
            tally.searched("kk", f"сөз сөйлем {chr(1072 + n % 32)}{chr(1072 + n // 32)}", empty=False)
        assert tally.is_due()
        flush_if_due()
        assert SearchTally.objects.count() == tallying.PORTION
        assert not tally.is_due()

    def test_memory_is_bounded(self):
        mine = Tally()
        for n in range(MOST + 100):
            mine.searched("kk", "".join(chr(1072 + int(digit)) for digit in f"{n:05}"), empty=False)
        assert len(mine._searches) == MOST
        mine.searched("kk", "ааааа", empty=False)  # one that is there
        assert mine._searches[timezone.localdate(), "kk", "ааааа"] == 2

    def test_a_database_that_refuses_costs_the_portion_and_nothing_else(self, monkeypatch, caplog):
        def refuse(*args):
            raise RuntimeError("the disk is full")

        monkeypatch.setattr(tallying, "_add", refuse)
        tally.searched("kk", "салық", empty=False)
        monkeypatch.setattr(memory, "clock", lambda: SECONDS + 1)
        assert Client().get("/healthz").status_code == 200
        assert "counts of searches were lost" in caplog.text
        assert not tally.is_due()


class TestErasing:
    def tallied(self, days, occasions=1, text="салық"):
        day = timezone.localdate() - timedelta(days=days)
        SearchTally.objects.create(day=day, language="kk", text=text, searches=occasions, occasions=occasions)
        ChoiceTally.objects.create(day=day, language="kk", text=text, kind="note", object_id="1", times=1)

    def left(self):
        return sorted(SearchTally.objects.values_list("text", flat=True))

    def test_what_hardly_anyone_searched_goes_soon(self):
        self.tallied(20, 2, "сирек")
        self.tallied(20, 2, "жиі")
        self.tallied(1, 1, "жиі")
        self.tallied(10, 1, "жаңа")
        retention.run()
        assert self.left() == ["жаңа", "жиі", "жиі"]
        assert not ChoiceTally.objects.filter(text="сирек").exists()

    def test_everything_goes_after_its_time(self):
        self.tallied(401, 9)
        self.tallied(300, 9, "жиі")
        assert {due.rule.key: due.count for due in retention.due()}["searches"] == 1
        retention.run()
        assert self.left() == ["жиі"]
        assert ChoiceTally.objects.count() == 1

    def test_running_it_twice_erases_nothing_twice(self):
        self.tallied(20)
        assert retention.run(datetime.now(timezone.get_current_timezone()))["rare_searches"] == 1
        assert "rare_searches" not in retention.run()
