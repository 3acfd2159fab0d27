"""What keeps lists quick at 41,000 questions: keys before rows, counts without rows, indexes in the order of lists."""

from statistics import median
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Locale

from qa.models import PublishedQuestion, Question
from qa.published import best_versions
from qa.rules.statistics import median as middle
from qa.services.intake import next_number
from qa.staff import queues
from qa.staff.paging import NarrowPaginator
from qa.tests.factories import Office


@given(st.dictionaries(st.integers(0, 60), st.integers(1, 7)))
def test_the_median_of_counts_is_that_of_the_values(times: dict[int, int]) -> None:
    values = [value for value, count in times.items() for _ in range(count)]
    assert middle(times) == (median(values) if values else None)


class TestPages:
    def pages(self, office: Office, size: int) -> NarrowPaginator:
        for place in range(7):
            office.submitted(text=f"Сұрақ {place}")
        Question.objects.filter(text__endswith="5").update(urgent=True)
        return NarrowPaginator(queues.moderation(office.moderator), size)

    def test_all_pages_together_are_the_list_in_its_order(self, office: Office) -> None:
        paginator = self.pages(office, 3)
        rows = [row for number in paginator.page_range for row in paginator.page(number)]
        assert rows == list(queues.moderation(office.moderator))
        assert rows[0].text == "Сұрақ 5"

    def test_a_page_reads_its_own_rows_alone_and_what_is_shown_with_them(self, office: Office) -> None:
        page = self.pages(office, 3).page(2)
        with CaptureQueriesContext(connection) as captured:
            assert [str(row.topic or row.region or "") for row in page] == ["", "", ""]
        assert len(captured) == 0, "the page was read when it was made"

    def test_an_empty_list_has_one_empty_page(self, office: Office) -> None:
        assert list(NarrowPaginator(queues.moderation(office.moderator), 3).page(1)) == []


class TestPublicCount:
    """The count of the public list does not look for the best version of each question, and is the same."""

    @pytest.fixture
    def mixed(self, office: Office) -> Office:
        for place, codes in enumerate((["ru"], ["ru", "en"], [], ["en"])):
            asked = office.answered(language="kk", text=f"Сұрақ {place}")
            row = PublishedQuestion.objects.get(question=asked)
            for code in codes:
                copy = row.copy_for_translation(Locale.objects.get(language_code=code))
                copy.title, copy.live = f"{code} {place}", code != "en"
                copy.save()
        return office

    @pytest.mark.parametrize("language", ["kk", "ru", "en"])
    @pytest.mark.parametrize("state", ["", "answered", "waiting", "overdue"])
    def test_it_counts_what_is_listed(self, mixed: Office, language: str, state: str) -> None:
        for agency in ("", mixed.agency.key, mixed.other_agency.key):
            found = best_versions(language, agency=agency, state=state)
            assert found.count() == len(list(found))
        assert best_versions(language).count() == 4


def test_numbers_follow_each_other_within_a_year(db: None) -> None:
    given = [next_number(year) for year in (2026, 2026, 2027, 2026)]
    assert given == ["2026-00001", "2026-00002", "2027-00001", "2026-00003"]


@pytest.mark.postgresql
class TestIndexes:
    """PostgreSQL could read each list off an index made for it (an empty table it reads as a whole, if it may)."""

    def plan(self, queryset: Any) -> str:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
            sql, params = queryset.query.sql_with_params()
            cursor.execute(f"EXPLAIN {sql}", params)
            return "\n".join(row[0] for row in cursor.fetchall())

    def test_the_moderators_list(self, office: Office) -> None:
        keys = queues.moderation(office.moderator).values_list("pk", flat=True)[:50]
        plan = self.plan(keys)
        assert "Index Only Scan using question_to_moderate" in plan
        assert "Sort" not in plan

    def test_the_newest_in_a_language(self, db: None) -> None:
        rows = PublishedQuestion.objects.public().in_language("kk").order_by("-answered_at", "-pk")[:30]
        plan = self.plan(rows)
        assert "Index Scan using published_newest" in plan
        assert "Sort" not in plan

    def test_a_word_in_any_question(self, db: None) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("EXPLAIN SELECT id FROM qa_question WHERE UPPER(text::text) LIKE UPPER('%мектеп%')")
            assert "question_words" in str(cursor.fetchall())
