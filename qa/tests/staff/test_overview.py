"""The coordinator's desk tells the truth, every figure leads to its list, and it costs the same at any size."""

import re
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from qa import services
from qa.models import Question
from qa.overview import overview, weekly
from qa.staff import charts
from qa.staff.overview import percent, period
from qa.tests.archive import fill
from qa.tests.factories import Office, TopicFactory

URL = "/admin/questions/overview/"


def late(question: Question, days: int = 3) -> Question:
    """The same question, its date past."""
    Question.objects.filter(pk=question.pk).update(due_on=timezone.localdate() - timedelta(days=days))
    question.refresh_from_db()
    return question


def of(office: Office) -> Any:
    return dict(overview(30).agencies)[office.agency]


class TestFigures:
    def test_count_what_came_what_is_open_and_what_was_answered(self, office: Office) -> None:
        office.submitted()
        office.answered()
        office.resolved()
        late(office.in_progress())
        office.rejected()
        total = overview(30).total
        assert (total.asked, total.open, total.overdue, total.answered) == (5, 2, 1, 2)

    def test_an_open_overdue_question_lowers_the_share(self, office: Office) -> None:
        office.answered()
        assert of(office).kept == 1.0
        late(office.in_progress())
        assert of(office).kept == 0.5

    def test_waiting_for_the_asker_is_not_the_agencys_delay(self, office: Office) -> None:
        question = office.in_progress()
        services.question_ask(question=question, actor=office.officer, text="Қай қалада?")
        late(question)
        standing = of(office)
        assert (standing.open, standing.waiting, standing.overdue) == (1, 1, 0)

    def test_an_answer_after_its_date_is_late(self, office: Office) -> None:
        late(office.answered())
        standing = of(office)
        assert (standing.answered, standing.late, standing.kept) == (1, 1, 0.0)

    @pytest.mark.parametrize(("hour", "late"), [(0, 0), (18, 0), (23, 0), (24, 1), (29, 1)])
    def test_a_day_ends_at_midnight_here_and_not_in_greenwich(self, office: Office, hour: int, late: int) -> None:
        due = timezone.localdate() - timedelta(days=3)
        midnight = timezone.make_aware(datetime.combine(due, datetime.min.time()))
        answered = midnight + timedelta(hours=hour, minutes=30)
        Question.objects.filter(pk=office.answered().pk).update(due_on=due, answered_at=answered)
        found = overview(7)
        assert found.total.late == late
        assert [day.answered for day in found.days] == [0, 0, 0, 1 - late, late, 0, 0]

    def test_a_return_counts_for_who_returned_and_not_for_who_answers(self, office: Office) -> None:
        question = office.returned()
        services.question_route(question=question, actor=office.moderator, agency=office.other_agency)
        agencies = dict(overview(30).agencies)
        assert (agencies[office.agency].returned, agencies[office.other_agency].returned) == (1, 0)
        assert (agencies[office.agency].open, agencies[office.other_agency].open) == (0, 1)

    def test_what_is_before_the_period_counts_only_while_it_is_open(self, office: Office) -> None:
        for question in (office.answered(), office.submitted()):
            long_ago = timezone.now() - timedelta(days=40)
            answered = long_ago if question.answered_at else None
            Question.objects.filter(pk=question.pk).update(asked_at=long_ago, answered_at=answered)
        total = overview(30).total
        assert (total.asked, total.answered, total.open) == (0, 0, 1)

    def test_what_hurts_comes_first(self, office: Office) -> None:
        office.answered()
        question = services.question_route(
            question=office.confirmed(), actor=office.moderator, agency=office.other_agency
        )
        late(question)
        assert [agency for agency, _ in overview(30).agencies] == [office.other_agency, office.agency]

    def test_the_backlog_is_counted_back_from_today(self, office: Office) -> None:
        office.submitted()
        answered = office.answered()
        now = timezone.now()
        Question.objects.filter(pk=answered.pk).update(
            asked_at=now - timedelta(days=3), answered_at=now - timedelta(days=1)
        )
        assert [day.backlog for day in overview(7).days] == [0, 0, 0, 1, 1, 0, 1]
        assert [day.asked for day in overview(7).days] == [0, 0, 0, 1, 0, 0, 1]
        assert [day.answered for day in overview(7).days] == [0, 0, 0, 0, 0, 1, 0]

    def test_weeks_hold_all_days(self, office: Office) -> None:
        fill(60, days=100)
        days = overview(365).days
        weeks = weekly(days)
        assert sum(week.asked for week in weeks) == sum(day.asked for day in days) == 60
        assert weeks[-1].backlog == days[-1].backlog

    def test_a_topic_rises_from_five_questions_on(self, office: Office) -> None:
        small, large = TopicFactory(), TopicFactory()
        for _ in range(4):
            office.submitted(topic=small)
        for _ in range(5):
            office.submitted(topic=large)
        assert [(item.topic, item.now, item.before) for item in overview(30).rising] == [(large, 5, 0)]


class TestThePage:
    def test_every_figure_has_as_many_rows_in_its_list(self, office: Office, sign_in) -> None:
        fill(150, days=60)
        office.returned()
        late(office.in_progress())
        client = sign_in(office.coordinator)
        page = client.get(URL)
        checked = 0
        for figure in page.context["figures"]:
            if figure.value.isdecimal() and not figure.note:
                rows = client.get(figure.url).context["paginator"].count
                assert rows == int(figure.value), f"{figure.label}: {rows} rows, not {figure.value}"
                checked += 1
        assert checked == 6
        for lines in ("agencies", "regions"):
            for line in page.context[lines][:3]:
                assert len(line.urls) == (0 if line.name == "no region" else 4)
                for name, url in line.urls.items():
                    assert client.get(url).context["paginator"].count == getattr(line.standing, name), (name, line)

    @pytest.mark.parametrize("language", ["kk", "ru", "en"])
    def test_speaks_every_language_and_draws_with_numbers(self, office: Office, sign_in, language: str) -> None:
        fill(40, days=20)
        page = sign_in(office.coordinator, language).get(f"{URL}?days=30").text
        numbers = re.findall(r' (?:x|y|width|height|x1|x2|y1|y2)="([^"]*)"', page)
        assert len(numbers) > 100
        assert not [value for value in numbers if not re.fullmatch(r"-?\d+(\.\d+)?%?", value)]

    def test_an_empty_portal_has_a_page_too(self, office: Office, sign_in) -> None:
        page = sign_in(office.coordinator).get(URL)
        assert "No topic rises." in page.text
        assert "No agency has had a question" in page.text

    def test_all_agencies_are_a_click_away(self, office: Office, sign_in) -> None:
        fill(400, agencies=40, days=30)
        client = sign_in(office.coordinator)
        page = client.get(URL)
        assert len(page.context["agencies"]) == 30
        link = unescape(re.search(r'href="(\?days=30&amp;all=1)"', page.text)[1])
        assert len(client.get(URL + link).context["agencies"]) == 30 + page.context["hidden"]

    def test_costs_the_same_at_any_size(self, office: Office, sign_in) -> None:
        client = sign_in(office.coordinator)
        fill(30, agencies=3)
        client.get(f"{URL}?days=365&all=1")
        counts = []
        for more in (0, 600):
            if more:
                fill(more, agencies=20)
            with CaptureQueriesContext(connection) as queries:
                client.get(f"{URL}?days=365&all=1")
            counts.append(len(queries))
        assert counts == [22, 22]

    def test_is_the_coordinators_alone(self, office: Office, sign_in) -> None:
        for user in (office.moderator, office.officer, office.manager):
            assert sign_in(user).get(URL).status_code == 302


def test_a_share_is_never_whole_while_something_is_missing() -> None:
    assert [percent(share) for share in (None, 0.0, 0.994, 0.999, 1.0)] == ["—", "0 %", "99 %", "99 %", "100 %"]


@pytest.mark.parametrize(("value", "days"), [("7", 7), ("365", 365), ("8", 30), ("", 30), ("x", 30), ("-7", 30)])
def test_only_periods_on_offer(value: str, days: int) -> None:
    assert period(value) == days


class TestCharts:
    def test_columns_stand_on_zero_and_keep_their_proportions(self) -> None:
        chart = charts.columns("t", [("a", 10), ("b", 5), ("c", 0)])
        assert [round(column.y + column.height, 1) for column in chart.columns] == [chart.base] * 3
        first, second, third = (column.height for column in chart.columns)
        assert first == pytest.approx(2 * second)
        assert third == 0

    def test_of_many_the_highest_and_the_last_are_named(self) -> None:
        chart = charts.columns("t", [(n, 50 - abs(n - 20)) for n in range(60)])
        assert [column.value for column in chart.columns if column.shows_value] == [50, 11]
        assert 3 <= sum(column.shows_label for column in chart.columns) <= 5
        assert chart.columns[-1].shows_label

    def test_nothing_is_drawn_flat(self) -> None:
        assert [column.height for column in charts.columns("t", [("a", 0)]).columns] == [0]
        assert charts.columns("t", []).columns == []
        assert charts.bars([("a", 0, False, "")])[0].percent == 0
