"""An archive of published questions, made in bulk: what lists and downloads must be as quick with as with a few."""

from datetime import UTC, date, datetime, timedelta

from wagtail.models import Locale

from qa.models import PublishedQuestion, Question
from qa.rules.states import Visibility

START = datetime(2026, 1, 5, 6, 0, tzinfo=UTC)


def archive(count: int, *, languages: tuple[str, ...] = ("kk",), answer: str = "<p>Жауап.</p>", **facts) -> list[str]:
    """`count` answered public questions in each of `languages`; `facts` are topic, region, agency. Returns numbers."""
    first = Question.objects.count()
    numbers = [f"2025-{first + n:05}" for n in range(count)]
    at = {number: START + timedelta(minutes=n) for n, number in enumerate(numbers)}
    Question.objects.bulk_create(
        Question(
            number=number, token=number, text="", language="kk", consent_processing=True, consent_publish=True,
            visibility=Visibility.PUBLIC, public_confirmed_at=at[number], status="answered", asked_at=at[number],
            answered_at=at[number], working_days=3, clock_from=date(2026, 1, 5), due_on=date(2026, 2, 1),
        )
        for number in numbers
    )  # fmt: skip
    questions = {row.number: row for row in Question.objects.filter(number__gte=numbers[0], number__lte=numbers[-1])}
    for code in languages:
        locale = Locale.objects.get_or_create(language_code=code)[0]
        PublishedQuestion.objects.bulk_create(
            (
                PublishedQuestion(
                    question=questions[number], number=number, locale=locale, title=f"Сұрақ {number} {code}",
                    question_text="Қашан?", answer=answer, asked_at=at[number], answered_at=at[number],
                    answer_dates=[at[number].isoformat()], working_days=3, first_published_at=at[number],
                    last_published_at=at[number], changed_at=at[number], **facts,
                )
                for number in numbers
            ),
            batch_size=500,
        )  # fmt: skip
    return numbers
