"""Questions in every state, made by the services themselves, so that no test meets a question that could not be."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import factory
from django.utils import timezone

from directory.models import Agency, Region, Topic
from intake.contacts import contact_add, contact_confirm
from portal.users import User
from qa import services
from qa.models import Membership, Question, Reminder, RoutingRule
from qa.rules import states
from qa.rules.reasons import RejectReason, ReturnReason
from qa.rules.states import Role, State


class Named(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    key = factory.Sequence(lambda n: f"key-{n}")
    name_kk = factory.LazyAttribute(lambda row: f"{row.key} қаз")
    name_ru = factory.LazyAttribute(lambda row: f"{row.key} рус")
    name_en = factory.LazyAttribute(lambda row: f"{row.key} eng")


class TopicFactory(Named):
    class Meta:
        model = Topic


class RegionFactory(Named):
    class Meta:
        model = Region


class AgencyFactory(Named):
    class Meta:
        model = Agency


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"user-{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")


class RoutingRuleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoutingRule

    agency = factory.SubFactory(AgencyFactory)


def member(role: Role, agency: Agency | None = None, user: User | None = None) -> User:
    """Someone with one more role."""
    user = user or UserFactory()
    Membership.objects.create(user=user, role=role, agency=agency)
    return user


def confirmed_contact(email: str = "asker@example.org", language: str = "kk") -> Any:
    """An address whose owner has confirmed it."""
    contact = contact_add(email, language)
    contact_confirm(contact)
    contact.refresh_from_db()
    return contact


class Office:
    """One agency with its people, and a moderator and a coordinator: enough staff for one question's whole life."""

    def __init__(self) -> None:
        self.agency = AgencyFactory()
        self.other_agency = AgencyFactory()
        self.moderator = member(Role.MODERATOR)
        self.other_moderator = member(Role.MODERATOR)
        self.coordinator = member(Role.COORDINATOR)
        self.officer = member(Role.OFFICER, self.agency)
        self.approver = member(Role.APPROVER, self.agency)
        self.manager = member(Role.MANAGER, self.agency)
        self.helper = member(Role.OFFICER, self.other_agency)

    def submitted(self, text: str = "Емханада екпе қашан болады?", **more: Any) -> Question:
        values = {"language": "kk", "consent_publish": True, "consent_processing": True} | more
        return services.question_submit(token=uuid4().hex, text=text, **values).question

    def confirmed(self, **more: Any) -> Question:
        """Submitted, with the title and the text that everyone may read."""
        return services.question_redact(
            question=self.submitted(**more), actor=self.moderator, title="Екпе", text="Екпе қашан болады?"
        )

    def routed(self, **more: Any) -> Question:
        return services.question_route(
            question=self.confirmed(**more), actor=self.moderator, agency=self.agency, co_executors=[self.other_agency]
        )

    def in_progress(self, **more: Any) -> Question:
        return services.question_accept(question=self.routed(**more), actor=self.officer)

    def drafted(self, **more: Any) -> Question:
        question = self.in_progress(**more)
        services.answer_save_draft(question=question, actor=self.officer, text="<p>Бейсенбіде.</p>")
        question.refresh_from_db()
        return question

    def in_approval(self, **more: Any) -> Question:
        return services.answer_submit(question=self.drafted(**more), actor=self.officer)

    def answered(self, **more: Any) -> Question:
        return services.answer_approve(question=self.in_approval(**more), actor=self.approver)

    def needs_info(self, **more: Any) -> Question:
        return services.question_ask(question=self.submitted(**more), actor=self.moderator, text="Қай қалада?")

    def returned(self, **more: Any) -> Question:
        return services.question_return(
            question=self.routed(**more), actor=self.officer, reason=ReturnReason.NOT_OURS, text="Біздікі емес."
        )

    def resolved(self, **more: Any) -> Question:
        return services.question_resolve(question=self.answered(**more), useful=True)

    def rejected(self, **more: Any) -> Question:
        return services.question_reject(
            question=self.submitted(**more), actor=self.moderator, reason=RejectReason.UNCLEAR, text="Түсініксіз."
        )

    def duplicate(self, **more: Any) -> Question:
        return services.question_merge(question=self.submitted(**more), into=self.submitted(), actor=self.moderator)

    def withdrawn(self, **more: Any) -> Question:
        return services.question_withdraw(question=self.submitted(**more))

    def no_reply(self, **more: Any) -> Question:
        asked_at = more.pop("at", timezone.now() - timedelta(days=40))
        question = services.question_ask(
            question=self.submitted(at=asked_at, **more), actor=self.moderator, text="Қай қалада?", at=asked_at
        )
        reminded(question, asked_at + timedelta(days=10))
        return services.question_lapse(question=question, at=asked_at + timedelta(days=30))

    def spam(self, **more: Any) -> Question:
        return services.question_mark_spam(question=self.submitted(**more), actor=self.moderator)

    def split(self, **more: Any) -> Question:
        question = self.submitted(**more)
        services.question_split(
            question=question, actor=self.moderator, parts=[services.Part("Бірінші?"), services.Part("Екінші?")]
        )
        question.refresh_from_db()
        return question

    def at(self, state: State) -> Question:
        """A question in any state there is."""
        name = state.reason or state.status
        return getattr(self, str(name))()


def reminded(question: Question, at: datetime) -> None:
    """Both reminders to reply were given."""
    pause = question.pauses.get(until__isnull=True)
    for kind in (Reminder.Kind.REPLY_FIRST, Reminder.Kind.REPLY_LAST):
        Reminder.objects.create(question=question, kind=kind, for_date=pause.since, at=at)


ALL_STATES = sorted(states.ALL, key=str)
