"""Asks and answers the demo's questions: by the same verbs, in the same order and by the same roles as in service."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils import timezone

from demo import accounts, source, translating
from directory.models import Agency, Region, Topic
from portal import html, languages
from portal.users import User
from qa import services
from qa.models import PublishedQuestion, Question, RoutingRule

Progress = Callable[[str], None]

# How far each stage of `waiting.toml` goes.
STAGES: Final = ("submitted", "routed", "in_progress", "in_approval")


class QuestionLoader:
    """Loads questions as if they had been asked before `now`."""

    def __init__(self, staff: dict[str, User], now: datetime) -> None:
        self.moderator = staff["moderator"]
        self.now = now
        self.topics = {topic.key: topic for topic in Topic.objects.all()}
        self.regions = {region.key: region for region in Region.objects.all()}
        self.agencies = {agency.key: agency for agency in Agency.objects.all()}

    def rules(self) -> None:
        """The routing rules, in order."""
        for order, row in enumerate(source.rows("rules"), start=1):
            RoutingRule.objects.create(
                order=order,
                topic=self.topics.get(row.get("topic", "")),
                region=self.regions.get(row.get("region", "")),
                agency=self.agencies[row["agency"]],
                **{f"keywords_{code}": row.get(f"keywords_{code}", []) for code in languages.CODES},
            )

    def moment(self, days_ago: int, hour: int, minute: int = 0) -> datetime:
        """So many days before now, at that hour; never in the future."""
        day = timezone.localtime(self.now) - timedelta(days=days_ago)
        return min(day.replace(hour=hour, minute=minute, second=0, microsecond=0), self.now - timedelta(minutes=5))

    def submit(self, token: str, data: dict[str, Any], text: str, at: datetime) -> Question:
        """Asks it and, where the content says so, marks it urgent."""
        question = services.question_submit(
            token=f"demo-{token}",
            text=text,
            language=data["language"],
            topic=self.topics[data["topic"]],
            region=self.regions[data["region"]],
            consent_publish=data.get("consent", True),
            consent_processing=True,
            at=at,
        ).question
        if data.get("urgent"):
            question = services.question_mark_urgent(
                question=question, actor=self.moderator, at=at + timedelta(minutes=3)
            )
        return question

    def answered(self, data: dict[str, Any]) -> Question:
        """One answered question: published in its language, then translated into the two others."""
        language, slug = data["language"], data["slug"]
        text = source.said(data["question"], language, slug)
        title = source.said(data["title"], language, slug)
        answer = source.said(data["answer"], language, slug)
        asked = self.moment(data["asked_days_ago"], 9, sum(map(ord, slug)) % 60)
        done = self.moment(data["asked_days_ago"] - data["answered_after_days"], 16, 30)
        officer, approver = accounts.of_agency(self.agencies[data["agency"]])
        question = self.submit(slug, data, text, asked)
        question = services.question_redact(
            question=question, actor=self.moderator, title=title, text=text, at=asked + timedelta(hours=1)
        )
        question = self.route(question, data["agency"], asked + timedelta(hours=2))
        question = services.question_accept(question=question, actor=officer, at=asked + timedelta(hours=5))
        self.draft(question, officer, answer, done - timedelta(hours=2))
        question = services.answer_approve(question=question, actor=approver, at=done)
        question = self.publish(question, done)
        self.translate(question, data)
        return question

    def route(self, question: Question, agency: str, at: datetime) -> Question:
        return services.question_route(question=question, actor=self.moderator, agency=self.agencies[agency], at=at)

    def draft(self, question: Question, officer: User, answer: str, at: datetime) -> None:
        services.answer_save_draft(question=question, actor=officer, text=answer, at=at)
        services.answer_submit(question=question, actor=officer, at=at + timedelta(minutes=10))

    def publish(self, question: Question, at: datetime) -> Question:
        """Approval publishes by itself what the asker agreed to and a moderator confirmed; else nothing is public."""
        question.refresh_from_db()
        if not PublishedQuestion.objects.public().filter(question=question).exists() and question.may_be_public:
            return services.question_publish(question=question, actor=self.moderator, at=at)
        return question

    def translate(self, question: Question, data: dict[str, Any]) -> None:
        row = PublishedQuestion.objects.filter(question=question, locale__language_code=question.language).first()
        if row is None:
            return
        for language in languages.CODES:
            if language != question.language:
                twin = PublishedQuestion(
                    locale=row.locale,
                    title=source.said(data["title"], language, data["slug"]),
                    question_text=source.said(data["question"], language, data["slug"]),
                    # Cleaned like the original, so that both are cut into the same pieces.
                    answer=str(html.clean(source.said(data["answer"], language, data["slug"]))),
                )
                translating.translate(row, twin, language)

    def waiting(self, n: int, data: dict[str, Any]) -> None:
        """One question on its way, as far as its stage."""
        asked = self.moment(data["asked_days_ago"], 11, 7 * n % 60)
        question = self.submit(f"waiting-{n}", data, data["text"], asked)
        stage = STAGES.index(data["stage"])
        if stage == 0:
            return
        question = self.route(question, data["agency"], asked + timedelta(hours=1))
        officer, _approver = accounts.of_agency(self.agencies[data["agency"]])
        if stage > 1:
            question = services.question_accept(question=question, actor=officer, at=asked + timedelta(hours=3))
        if stage > 2:
            self.draft(question, officer, data["answer"], asked + timedelta(days=2))


def load(staff: dict[str, User], now: datetime, progress: Progress) -> tuple[int, dict[str, Question]]:
    """Loads routing rules, answered and waiting questions; returns how many, and the answered ones by their slug."""
    loader = QuestionLoader(staff, now)
    loader.rules()
    answered = {}
    for data in source.questions():
        progress(f"question: {data['slug']}")
        answered[data["slug"]] = loader.answered(data)
    waiting = source.rows("waiting")
    for n, data in enumerate(waiting):
        loader.waiting(n, data)
    return len(answered) + len(waiting), answered
