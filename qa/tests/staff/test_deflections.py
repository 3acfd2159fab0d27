"""The report on similar answers: counted right, open to those who need it, safe as CSV."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from intake.models import Deflection
from qa import deflected
from qa.models import PublishedQuestion
from qa.rules.states import Role
from qa.tests.factories import TopicFactory, member
from qa.tests.staff.pages import listed

pytestmark = pytest.mark.django_db

PAGE = listed("deflections")
Outcome = Deflection.Outcome


def shown(outcome=Outcome.SHOWN, things=("question:1",), days=0, **fields):
    """One showing, so many days ago."""
    fields = {"kind": "question", "language": "kk", "topic": "flood", **fields}
    at = timezone.now() - timedelta(days=days)
    return Deflection.objects.create(outcome=outcome, shown=list(things), at=at, **fields)


@pytest.fixture
def flood():
    return TopicFactory(key="flood", name_kk="Тасқын", name_ru="Паводок", name_en="Flood", order=1)


@pytest.fixture
def coordinator(office, sign_in):
    return sign_in(office.coordinator)


def rows_of(response):
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    text = response.getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_lines_by_topic_and_language(flood):
    today = timezone.localdate()
    shown(Outcome.SUFFICED)
    shown(Outcome.SUFFICED)
    shown(Outcome.WENT_ON)
    shown()
    shown(Outcome.WENT_ON, things=())
    shown(Outcome.SUFFICED, language="ru")
    shown(Outcome.WENT_ON, topic="")
    shown(Outcome.WENT_ON, topic="gone")
    shown(kind="report")
    shown(days=40)
    with translation.override("en"):
        lines = deflected.lines(today - timedelta(days=29), today)
    assert lines == [
        deflected.Line("Flood", "kk", shown=4, nothing=1, sufficed=2, went_on=1),
        deflected.Line("Flood", "ru", shown=1, nothing=0, sufficed=1, went_on=0),
        deflected.Line("", "kk", shown=2, nothing=0, sufficed=0, went_on=2),
    ]
    assert (lines[0].left, lines[0].percent) == (1, 67)
    assert deflected.Line("x", "kk", 1, 0, 0, 0).percent is None


def test_what_helped_most_with_its_title_and_without_what_is_gone(office):
    office.answered()
    row = PublishedQuestion.objects.get()
    for _ in range(2):
        shown(Outcome.SUFFICED, helped=f"question:{row.pk}")
    shown(Outcome.SUFFICED, helped="question:99999")
    shown(Outcome.SUFFICED, helped="")
    shown(Outcome.WENT_ON, helped="question:1")
    today = timezone.localdate()
    first, second = deflected.helped_most(today, today)
    assert (first.times, first.title, first.url) == (2, row.title, row.get_absolute_url())
    assert (second.reference, second.title) == ("question:99999", "")


def test_the_page_costs_the_same_at_any_length(coordinator, flood, django_assert_max_num_queries):
    def costs():
        with django_assert_max_num_queries(100) as seen:
            assert coordinator.get(PAGE).status_code == 200
        return len(seen)

    shown(Outcome.SUFFICED, helped="question:1")
    coordinator.get(PAGE)
    one = costs()
    for n in range(30):
        shown(Outcome.SUFFICED, helped=f"question:{n}", topic=TopicFactory().key)
    assert costs() == one


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_page_in_three_languages_full_and_empty(office, sign_in, flood, language):
    client = sign_in(office.coordinator, language)
    assert flood.name_in(language) not in client.get(PAGE).text
    shown(Outcome.SUFFICED)
    assert flood.name_in(language) in client.get(PAGE).text


def test_csv(coordinator, flood):
    flood.name_en = "=cmd|' /C calc'!A0"
    flood.save()
    shown(Outcome.SUFFICED)
    shown(Outcome.WENT_ON)
    heads, row = rows_of(coordinator.get(PAGE, {"export": "topics"}))
    assert row == ["'=cmd|' /C calc'!A0", "kk", "2", "1", "1", "0", "50", "0"]
    assert len(heads) == len(row)
    shown(Outcome.SUFFICED, helped="question:77")
    assert rows_of(coordinator.get(PAGE, {"export": "answers"}))[1][2] == "question:77"


@pytest.mark.parametrize(
    "days",
    [
        {"since": "жоқ", "until": "2026-01-01"},
        {"since": "2026-02-01", "until": "2026-01-01"},
        {"since": "\x00", "until": ""},
        {"since": "0000-00-00", "until": "9999-12-31"},
        {"since": "0001-01-01", "until": "9999-12-31"},
        {"since": "", "until": ""},
    ],
)
def test_days_that_are_none(coordinator, days):
    assert coordinator.get(PAGE, days).status_code == 422


def test_who_reads_it(office, sign_in):
    assert sign_in(member(Role.EDITOR)).get(PAGE).status_code == 200
    for someone in (office.moderator, office.officer, office.approver, office.manager):
        assert sign_in(someone).get(PAGE).status_code in {302, 403}
