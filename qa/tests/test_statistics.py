"""Figures that tell the truth: what is open and overdue counts, the asker's waiting does not."""

import csv
import io
from collections import Counter
from datetime import date, timedelta
from statistics import median as known_median

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from portal import memory
from qa import charts, services
from qa.models import Question
from qa.rules.reasons import ReturnReason
from qa.rules.statistics import Figures, Month, buckets, median, months_before
from qa.statistics import count, report


def figures(*, answered=0, in_time=0, overdue=0, days=()):
    return Figures((Month(date(2026, 1, 1), 0, answered, in_time),), Counter(days), overdue=overdue)


class TestRules:
    @given(st.lists(st.integers(0, 60)))
    def test_the_median_is_the_known_one(self, values):
        assert median(Counter(values)) == (known_median(values) if values else None)

    @given(st.lists(st.integers(0, 60)))
    def test_buckets_lose_nothing(self, values):
        assert sum(buckets(Counter(values))) == len(values)

    def test_buckets(self):
        assert buckets(Counter([0, 5, 6, 10, 11, 15, 16, 99])) == (2, 2, 2, 2)

    def test_open_overdue_questions_are_in_the_denominator(self):
        assert figures(answered=9, in_time=9, overdue=0).share_in_time == 100
        assert figures(answered=9, in_time=9, overdue=1).share_in_time == 90
        assert figures(overdue=3).share_in_time == 0
        assert figures().share_in_time is None

    def test_shares_are_never_rounded_up(self):
        assert figures(answered=1000, in_time=999).share_in_time == 99

    def test_months(self):
        assert list(months_before(date(2026, 2, 28), 3)) == [date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]
        assert len(list(months_before(date(2026, 12, 31)))) == 12


class TestChart:
    def test_bars_begin_at_nought_and_are_in_proportion(self):
        months = [Month(date(2026, 1, 1), 9, 10, 10), Month(date(2026, 2, 1), 9, 5, 4), Month(date(2026, 3, 1))]
        first, second, third = charts.answers_by_month(months).bars
        assert (first.end, second.end, third.end) == ("80.00%", "40.00%", "0.00%")
        assert (second.in_time_width, second.late_start, second.late_width) == ("32.00%", "32.00%", "8.00%")

    def test_nothing_answered(self):
        assert charts.answers_by_month([Month(date(2026, 1, 1), 3)]).empty


@pytest.mark.django_db
class TestCounting:
    def of(self, office):
        memory.clear()
        return report().of(office.agency.pk)

    def test_each_stands_where_it_belongs(self, office):
        office.submitted()
        office.answered()
        office.in_progress()
        services.question_return(
            question=office.routed(), actor=office.officer, reason=ReturnReason.NOT_OURS, text="Біздікі емес.",
            suggested=office.other_agency,
        )  # fmt: skip
        own = self.of(office)
        assert (own.received, own.answered, own.in_time, own.open, own.overdue) == (3, 1, 1, 1, 0)
        assert (own.returned, own.forwarded) == (1, 1)
        assert own.days == Counter({0: 1})
        everything = report().everything
        assert (everything.received, everything.answered, everything.open) == (4, 1, 3)
        assert everything.returned == 1

    def test_overdue_is_counted_and_lowers_the_share(self, office):
        office.answered()
        late = office.in_progress()
        assert self.of(office).share_in_time == 100
        Question.objects.filter(pk=late.pk).update(due_on=timezone.localdate() - timedelta(days=1))
        own = self.of(office)
        assert (own.overdue, own.share_in_time) == (1, 50)
        assert report().everything.overdue == 1

    def test_while_the_asker_is_asked_it_is_not_overdue(self, office):
        question = office.in_progress()
        services.question_ask(question=question, actor=office.officer, text="Қай қалада?")
        Question.objects.filter(pk=question.pk).update(due_on=timezone.localdate() - timedelta(days=1))
        own = self.of(office)
        assert (own.open, own.paused, own.overdue) == (1, 1, 0)

    def test_answered_late(self, office):
        question = office.answered()
        Question.objects.filter(pk=question.pk).update(due_on=timezone.localdate() - timedelta(days=1), working_days=16)
        own = self.of(office)
        assert (own.answered, own.in_time, own.late, own.share_in_time) == (1, 0, 1, 0)
        assert own.buckets == (0, 0, 0, 1)

    def test_the_last_day_is_in_time_until_midnight_in_kazakhstan(self, office):
        question = office.answered()
        day = timezone.localdate()
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        for at, in_time in ((midnight + timedelta(hours=23, minutes=59), 1), (midnight + timedelta(hours=24), 0)):
            Question.objects.filter(pk=question.pk).update(due_on=day, answered_at=at)
            found = count(midnight + timedelta(days=1, hours=1)).of(office.agency.pk)
            assert (found.answered, found.in_time) == (1, in_time)

    def test_reopened_is_open_until_it_is_answered_again(self, office):
        question = office.answered()
        services.question_reopen(question=question, text="Толық емес")
        own = self.of(office)
        assert (own.answered, own.open) == (0, 1)

    def test_months_are_those_of_kazakhstan(self, office):
        question = office.answered()
        now = timezone.now()
        starts = [month.first for month in count(now).everything.months]
        midnight = timezone.make_aware(timezone.datetime(starts[5].year, starts[5].month, 1))
        Question.objects.filter(pk=question.pk).update(answered_at=midnight, due_on=starts[5])
        assert [m.answered for m in count(now).everything.months].index(1) == 5
        Question.objects.filter(pk=question.pk).update(answered_at=midnight - timedelta(seconds=1))
        assert [m.answered for m in count(now).of(office.agency.pk).months].index(1) == 4

    def test_older_than_a_year_is_left_out(self, office):
        question = office.answered()
        Question.objects.filter(pk=question.pk).update(answered_at=timezone.now() - timedelta(days=400))
        assert self.of(office).answered == 0

    def test_six_queries(self, office, django_assert_num_queries):
        for _ in range(3):
            office.answered()
        with django_assert_num_queries(6):
            count(timezone.now())


@pytest.mark.django_db
class TestPages:
    @pytest.mark.parametrize("language", ["kk", "ru", "en"])
    def test_figures_chart_table_and_method(self, client, office, language):
        office.answered()
        memory.clear()
        for address in ("", f"{office.agency.key}/"):
            page = client.get(f"/{language}/questions/statistics/{address}")
            assert page.status_code == 200
            assert page.text.count("<rect") == 1
            assert '<svg role="img"' in page.text
            assert page.text.count("<tbody>") >= 2
            assert "100\u00a0%" in page.text
            assert not page.cookies
            assert "hreflang" in page.text

    def test_overdue_leads_to_the_public_ones(self, client, office):
        question = services.question_publish(question=office.in_progress(), actor=office.moderator)
        past = timezone.localdate() - timedelta(days=1)
        Question.objects.filter(pk=question.pk).update(due_on=past)
        question.published.update(due_on=past)
        memory.clear()
        page = client.get(f"/kk/questions/statistics/{office.agency.key}/")
        link = f"/kk/questions/agency/{office.agency.key}/?state=overdue"
        assert f'href="{link}"' in page.text
        assert [item["url"] for item in client.get(link).context["items"]] == [f"/kk/questions/{question.number}/"]

    def test_nothing_yet_and_nobody(self, client, office):
        assert "empty-state" in client.get("/kk/questions/statistics/").text
        assert "empty-state" in client.get(f"/kk/questions/statistics/{office.agency.key}/").text
        assert client.get("/kk/questions/statistics/nobody/").status_code == 404

    def test_the_front_page_leads_here(self, client, office):
        office.answered()
        memory.clear()
        assert 'href="/kk/questions/statistics/"' in client.get("/kk/").text

    def test_csv_says_the_same(self, client, office):
        office.answered()
        memory.clear()
        rows = list(csv.DictReader(io.StringIO(client.get("/api/v1/statistics.csv").content.decode("utf-8-sig"))))
        assert [row["agency"] for row in rows] == ["", office.agency.key]
        assert [row["answered"] for row in rows] == ["1", "1"]
        assert rows[1]["name_kk"] == office.agency.name_kk
        months = client.get("/api/v1/statistics-by-month.csv").content.decode("utf-8-sig")
        assert len(list(csv.DictReader(io.StringIO(months)))) == 24
