"""Fills the portal with an archive of questions of every state, age and language: `archive.py --questions 41000`.

For measuring alone. The rows are written in bulk past the services (41,000 questions in a minute or two instead of an
hour), with the same states, events and public rows as the verbs would leave. A second call with a larger number adds
what is missing. Everything follows from one seed. With every 41,000 questions go 250,000 events; 300 agencies, 200
officers, as many approvers as agencies need, and 30 moderators stand beside any number.
"""

import argparse
import csv
import itertools
import os
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
TEXTS = ROOT.parent / "shared" / "data" / "questions.tsv"
AGENCIES, OFFICERS, APPROVERS, MODERATORS = 300, 200, 100, 30
EVENTS_PER_QUESTION = 6.1
DAYS = 3 * 365  # how far back the archive goes
BATCH = 2000

# Of a hundred questions: where they stand. Three in ten are open, as after a busy month.
STANDING = {
    "submitted": 8, "returned": 1, "routed": 6, "in_progress": 10, "in_approval": 3, "needs_info": 2,
    "answered": 12, "resolved": 44, "rejected": 5, "duplicate": 4, "withdrawn": 2, "no_reply": 2, "spam": 1,
}  # fmt: skip
# The verbs that led there, each with the role it is done in.
MODERATED = [("submit", "citizen"), ("redact", "moderator"), ("route", "moderator")]
DRAFTED = [*MODERATED, ("accept", "officer"), ("save_draft", "officer")]
APPROVED = [*DRAFTED, ("submit_answer", "officer"), ("approve", "approver"), ("publish", "automation")]
PATHS: dict[str, list[tuple[str, str]]] = {
    "submitted": MODERATED[:1],
    "returned": [*MODERATED, ("return", "officer")],
    "routed": MODERATED,
    "in_progress": DRAFTED,
    "in_approval": [*DRAFTED, ("submit_answer", "officer")],
    "needs_info": [*MODERATED, ("accept", "officer"), ("ask", "officer")],
    "answered": APPROVED,
    "resolved": [*APPROVED, ("resolve", "automation")],
    "rejected": [MODERATED[0], ("reject", "moderator")],
    "duplicate": [MODERATED[0], ("merge", "moderator")],
    "withdrawn": [*MODERATED, ("withdraw", "citizen")],
    "no_reply": [*MODERATED, ("accept", "officer"), ("ask", "officer"), ("lapse", "automation")],
    "spam": [MODERATED[0], ("mark_spam", "moderator")],
}
CLOSED = {"resolved", "rejected", "duplicate", "withdrawn", "no_reply", "spam"}
HAS_LEAD = {"routed", "in_progress", "in_approval", "needs_info", "answered", "resolved", "no_reply"}
HAS_VERSION = {"in_progress": "draft", "in_approval": "in_approval", "answered": "published", "resolved": "published"}
ANSWERED = {"answered", "resolved"}
WORDS = {
    "kk": "сұрақ жауап мектеп жол құжат өтініш қала аудан емхана көмек төлем мерзім үй су жылу мұғалім дәрігер",
    "ru": "вопрос ответ школа дорога документ заявление город район поликлиника помощь выплата срок дом вода тепло",
    "en": "question answer school road document application city district clinic help payment term house water heating",
}


@dataclass
class People:
    """Who works here, and at which agencies."""

    agencies: list[Any] = field(default_factory=list)
    officers: list[Any] = field(default_factory=list)
    approvers: list[Any] = field(default_factory=list)
    moderators: list[Any] = field(default_factory=list)

    def officer_of(self, place: int) -> Any:
        return self.officers[place % len(self.officers)]

    def approver_of(self, place: int) -> Any:
        return self.approvers[place % len(self.approvers)]


def people() -> People:
    """Makes the agencies and everyone who works in them, unless they are there."""
    from directory.models import Agency
    from portal.users import User
    from qa.models import Membership
    from qa.rules.states import Role

    names = [f"archive-{n:03}" for n in range(AGENCIES)]
    Agency.objects.bulk_create(
        [
            Agency(key=key, name_kk=f"Мекеме {key}", name_ru=f"Ведомство {key}", name_en=f"Agency {key}")
            for key in names
        ],
        ignore_conflicts=True,
    )
    agencies = list(Agency.objects.filter(key__in=names).order_by("key"))
    groups = [(Role.OFFICER, OFFICERS), (Role.APPROVER, APPROVERS), (Role.MODERATOR, MODERATORS)]
    made: dict[str, list[Any]] = {}
    for role, count in groups:
        names = [f"archive.{role}.{n:03}" for n in range(count)]
        User.objects.bulk_create(
            [User(username=name, email=f"{name}@example.org", password="!") for name in names], ignore_conflicts=True
        )
        made[role] = list(User.objects.filter(username__in=names).order_by("username"))
    staff = People(agencies, made[Role.OFFICER], made[Role.APPROVER], made[Role.MODERATOR])
    memberships = [Membership(user=user, role=Role.MODERATOR) for user in staff.moderators]
    for place, agency in enumerate(agencies):
        memberships.append(Membership(user=staff.officer_of(place), role=Role.OFFICER, agency=agency))
        memberships.append(Membership(user=staff.approver_of(place), role=Role.APPROVER, agency=agency))
    Membership.objects.bulk_create(memberships, ignore_conflicts=True)
    enter_admin([*staff.officers, *staff.approvers, *staff.moderators])
    return staff


def enter_admin(users: list[Any]) -> None:
    """Lets them into the admin, in Kazakh."""
    from django.contrib.auth.models import Group
    from wagtail.users.models import UserProfile

    from qa.roles import STAFF

    group = Group.objects.get_or_create(name=STAFF)[0]
    group.user_set.add(*users)
    UserProfile.objects.bulk_create(
        [UserProfile(user=user, preferred_language="kk") for user in users], ignore_conflicts=True
    )


def texts(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Endless (language, text): real questions with some words added, or made ones where the file is not there."""
    known: dict[str, list[str]] = {code: [] for code in WORDS}
    if TEXTS.exists():
        with TEXTS.open(encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["lang"] in known:
                    known[row["lang"]].append(row["question"])
    while True:
        language = chance.choices(["kk", "ru", "en"], [5, 4, 1])[0]
        words = WORDS[language].split()
        first = chance.choice(known[language]) if known[language] else " ".join(chance.choices(words, k=9))
        yield language, f"{first} {' '.join(chance.choices(words, k=chance.randint(5, 60)))}?"


class Archive:
    """Writes questions `start`… of the archive, a batch at a time."""

    def __init__(self, staff: People, seed: int) -> None:
        from wagtail.models import Locale

        from directory.models import Region, Topic

        self.staff = staff
        self.chance = random.Random(seed)
        self.texts = texts(self.chance)
        self.topics: list[Any] = list(Topic.objects.order_by("pk")) or [None]
        self.regions: list[Any] = list(Region.objects.order_by("pk")) or [None]
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        # A few agencies get most of the questions: the busiest one a tenth of them.
        self.weights = [1 / (place + 3) for place in range(AGENCIES)]
        self.due_dates: dict[date, date] = {}
        self.now = _now()

    def write(self, first: int, count: int) -> None:
        """One batch: questions, then all that hangs on them."""
        from qa.models import Question

        plans = [self.plan(first + n) for n in range(count)]
        Question.objects.bulk_create([plan["question"] for plan in plans])
        self.point_duplicates(plans)
        self.write_parts(plans)
        self.write_answers(plans)
        self.write_history(plans)

    def plan(self, place: int) -> dict[str, Any]:
        """One question and what its life led to."""
        from intake import codes
        from portal import crypto
        from qa.models import Question

        chance = self.chance
        standing = chance.choices(list(STANDING), list(STANDING.values()))[0]
        language, text = next(self.texts)
        closed, answered = standing in CLOSED, standing in ANSWERED
        age = timedelta(days=chance.uniform(0.1, DAYS if closed or answered else 30))
        asked = self.now - age
        day = asked.date()
        worked = chance.randint(1, 15)
        ended = min(asked + timedelta(days=worked * 1.4), self.now)
        consent = chance.random() < 0.7
        code = codes.new()
        question = Question(
            number=f"{day.year}-{500_000 + place}", token=f"archive-{place}", text=text, language=language,
            code_fingerprint=codes.fingerprint(code), code_sealed=crypto.seal(code),
            topic=chance.choice(self.topics), region=chance.choice(self.regions),
            status="closed" if closed else standing,
            close_reason=standing if closed and standing != "duplicate" else "",
            resume_status="in_progress" if standing in {"needs_info", "no_reply"} else "",
            status_since=ended, closed_at=ended if closed else None, answered_at=ended if answered else None,
            urgent=chance.random() < 0.02, quarantined=chance.random() < 0.03 and standing == "submitted",
            consent_processing=True, consent_publish=consent,
            visibility="public" if answered and consent else "private",
            asked_at=asked, clock_from=day, due_on=self.due(day), working_days=worked if answered else None,
        )  # fmt: skip
        if standing not in {"submitted", "rejected", "duplicate", "spam"}:
            question.public_title, question.public_text = text[:90], text
            question.public_confirmed_at = asked + timedelta(hours=1)
        if standing == "duplicate":  # the constraint wants its original: `point_duplicates` closes it
            question.status, question.closed_at = "submitted", None
        where = chance.choices(range(AGENCIES), self.weights)[0]
        return {"question": question, "standing": standing, "agency": where, "ended": ended}

    def due(self, day: date) -> date:
        from portal.calendar import production_calendar

        if day not in self.due_dates:
            self.due_dates[day] = production_calendar().add(day, 15)
        return self.due_dates[day]

    def point_duplicates(self, plans: list[dict[str, Any]]) -> None:
        from qa.models import Question

        originals = [plan["question"] for plan in plans if plan["standing"] in ANSWERED]
        duplicates = [plan for plan in plans if plan["standing"] == "duplicate"]
        for plan, original in zip(duplicates, itertools.cycle(originals or [None])):
            if original is None:
                continue
            question = plan["question"]
            question.status, question.close_reason, question.closed_at = "closed", "duplicate", plan["ended"]
            question.duplicate_of = original
        fields = ["status", "close_reason", "closed_at", "duplicate_of"]
        Question.objects.bulk_update([plan["question"] for plan in duplicates], fields, batch_size=500)

    def write_parts(self, plans: list[dict[str, Any]]) -> None:
        """Assignments and pauses."""
        from qa.models import Assignment, Pause

        rows, pauses = [], []
        for plan in plans:
            question, standing, where = plan["question"], plan["standing"], plan["agency"]
            if standing in HAS_LEAD:
                accepted = standing != "routed"
                rows.append(
                    Assignment(
                        question=question, agency=self.staff.agencies[where], role="lead", due_on=question.due_on,
                        state="accepted" if accepted else "open", created_at=question.asked_at,
                        officer=self.staff.officer_of(where) if accepted else None,
                    )
                )  # fmt: skip
            elif standing in {"returned", "withdrawn"}:
                state = "returned" if standing == "returned" else "recalled"
                rows.append(
                    Assignment(
                        question=question, agency=self.staff.agencies[where], role="lead", due_on=question.due_on,
                        state=state, created_at=question.asked_at, ended_at=plan["ended"],
                    )
                )  # fmt: skip
            if standing in {"needs_info", "no_reply"}:
                pauses.append(Pause(question=question, since=plan["ended"].date()))
        Assignment.objects.bulk_create(rows)
        Pause.objects.bulk_create(pauses)

    def write_answers(self, plans: list[dict[str, Any]]) -> None:
        """Versions, and the rows that the public reads: one in ten translated into the other languages."""
        from qa.models import AnswerVersion, PublishedQuestion

        versions: list[Any] = []
        published: list[Any] = []
        for plan in plans:
            question, state = plan["question"], HAS_VERSION.get(plan["standing"])
            if state is None:
                continue
            officer, approver = self.staff.officer_of(plan["agency"]), self.staff.approver_of(plan["agency"])
            answer = f"<p>{next(self.texts)[1]}</p><p>{next(self.texts)[1]}</p>"
            versions.append(
                AnswerVersion(
                    question=question, number=1, state=state, text=answer, public_text=answer, author=officer,
                    last_editor=officer, approved_by=approver if state == "published" else None,
                    published_at=plan["ended"] if state == "published" else None,
                )
            )  # fmt: skip
            if question.visibility == "public":
                published += self.public_rows(plan, answer)
        AnswerVersion.objects.bulk_create(versions)
        PublishedQuestion.objects.bulk_create(published)

    def public_rows(self, plan: dict[str, Any], answer: str) -> Iterator[Any]:
        from uuid import uuid4

        from qa.models import PublishedQuestion

        question, key = plan["question"], uuid4()
        codes = [question.language] if self.chance.random() < 0.9 else list(self.locales)
        for code in codes:
            yield PublishedQuestion(
                translation_key=key, locale=self.locales[code], question=question, number=question.number,
                title=question.public_title, question_text=question.public_text, answer=answer, topic=question.topic,
                region=question.region, agency=self.staff.agencies[plan["agency"]], asked_at=question.asked_at,
                answered_at=question.answered_at, working_days=question.working_days, live=True,
                first_published_at=question.answered_at, last_published_at=question.answered_at,
            )  # fmt: skip

    def write_history(self, plans: list[dict[str, Any]]) -> None:
        """The events that led there, and the messages that some of them came with."""
        from portal.events import Event
        from qa.models import Message

        events, messages, missing = [], [], 0.0
        for plan in plans:
            question, path = plan["question"], list(PATHS[plan["standing"]])
            missing += EVENTS_PER_QUESTION - len(path)
            while missing >= 1 and ("save_draft", "officer") in path and len(path) < 14:
                path.insert(path.index(("save_draft", "officer")), ("save_draft", "officer"))
                missing -= 1
            between = (plan["ended"] - question.asked_at) / max(1, len(path) - 1)
            for step, (verb, role) in enumerate(path):
                at = question.asked_at + between * step
                actor = self.actor(role, plan["agency"])
                data = {"agency": self.staff.agencies[plan["agency"]].key} if verb == "route" else {}
                event = Event(
                    subject_kind="question", subject_id=question.pk, code=verb, role=role, actor=actor, at=at, data=data
                )
                events.append(event)
                kind = {"ask": "ask", "return": "return", "reject": "rejection"}.get(verb)
                if kind:
                    messages.append(
                        Message(question=question, kind=kind, author=actor, role=role, text=next(self.texts)[1], at=at)
                    )
        Event.objects.bulk_create(events, batch_size=5000)
        Message.objects.bulk_create(messages)

    def actor(self, role: str, where: int) -> Any:
        if role == "moderator":
            return self.staff.moderators[where % MODERATORS]
        if role == "officer":
            return self.staff.officer_of(where)
        return self.staff.approver_of(where) if role == "approver" else None


def _now() -> datetime:
    from django.utils import timezone

    return timezone.localtime()


def fill(total: int) -> None:
    """Brings the archive to `total` questions, and the search index with it."""
    from django.db import connection, transaction

    from qa.models import Question
    from search.engines import engine
    from search.following import rebuild

    started = time.perf_counter()
    staff = people()
    present = Question.objects.filter(token__startswith="archive-").count()
    archive = Archive(staff, seed=present)
    for first in range(present, total, BATCH):
        with transaction.atomic():
            archive.write(first, min(BATCH, total - first))
    with connection.cursor() as cursor:  # as the database does by itself in quiet hours
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    written = time.perf_counter() - started
    documents = rebuild(engine())
    print(
        f"{total:,} questions written in {written:.0f} s, {documents:,} documents indexed in "
        f"{time.perf_counter() - started - written:.0f} s",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=41_000)
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django

    django.setup()
    fill(options.questions)


if __name__ == "__main__":
    main()
