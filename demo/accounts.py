"""The demo portal's staff: one account for each role, so that a visitor can try them all."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import CommandError
from wagtail.users.models import UserProfile

from directory.models import Agency
from portal.users import User
from qa.models import Membership
from qa.roles import GROUPS
from qa.rules.states import Role

# Known to everyone who reads this file: `load` refuses to make the accounts outside a laptop.
PASSWORD: Final = "jauap-demo-2026"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Account:
    """One account: who it is, the role it holds and, for an agency's staff, the agency's key."""

    username: str
    what: str
    role: Role
    agency: str = ""
    language: str = "kk"


ACCOUNTS: Final = (
    Account("editor", "editor: pages, fact-checks, claims to check", Role.EDITOR),
    Account("editor.second", "second editor: approves the fact-checks of the first", Role.EDITOR, language="ru"),
    Account("moderator", "moderator: the queue of new questions", Role.MODERATOR),
    Account("officer.health", "officer, Ministry of Health", Role.OFFICER, "health"),
    Account("approver.health", "approver, Ministry of Health", Role.APPROVER, "health"),
    Account("manager.health", "manager of the Ministry of Health: people, units, absences", Role.MANAGER, "health"),
    Account("officer.emergencies", "officer, Ministry of Emergency Situations", Role.OFFICER, "emergencies", "ru"),
    Account("approver.emergencies", "approver, Ministry of Emergency Situations", Role.APPROVER, "emergencies", "ru"),
    Account("coordinator", "coordinator: all agencies", Role.COORDINATOR, language="ru"),
    Account("dpo", "data protection officer: the log, storage and erasure", Role.DPO),
)


def present() -> bool:
    """Whether the demo accounts are in this portal."""
    return bool(get_user_model().objects.filter(username="moderator").exists())


def load() -> dict[str, User]:
    """Makes the accounts with their roles; returns them by username. Raises CommandError in production."""
    if not settings.LOCAL:
        raise CommandError("The demo accounts have a known password. They are made with JAUAP_MODE=local only.")
    agencies = {agency.key: agency for agency in Agency.objects.all()}
    made = {}
    for account in ACCOUNTS:
        user = User.objects.create_user(account.username, f"{account.username}@example.org", PASSWORD)
        user.groups.set(Group.objects.filter(name__in=GROUPS[account.role]))
        Membership.objects.create(user=user, role=account.role, agency=agencies.get(account.agency))
        UserProfile.objects.create(user=user, preferred_language=account.language)
        made[account.username] = user
    return made


def of_agency(agency: Agency) -> tuple[User, User]:
    """The officer and the approver of an agency. Where the demo has no account for them, people who cannot sign in."""
    return (_member(agency, Role.OFFICER), _member(agency, Role.APPROVER))


def _member(agency: Agency, role: Role) -> User:
    known = User.objects.filter(memberships__agency=agency, memberships__role=role).first()
    if known:
        return known
    user = User(username=f"{role}.{agency.key}", is_active=True)
    user.set_unusable_password()
    user.save()
    Membership.objects.create(user=user, role=role, agency=agency)
    return user
