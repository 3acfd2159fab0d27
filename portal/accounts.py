"""What happens to staff accounts: it is written into the log, and a change of rights ends the person's sessions."""

from typing import Any, Final

from axes.helpers import get_client_ip_address
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.db.models import F
from django.db.models.signals import m2m_changed
from wagtail.log_actions import get_active_log_context
from wagtail.users.models import UserProfile

from portal import crypto, events, languages, outbox
from portal.events import Event
from portal.users import User

KIND: Final = "account"  # how events name a member of staff
MAILS: Final = ("second_factor_reset",)
UNKNOWN: Final = 0  # the subject of a failed sign-in under a name that nobody has


def record(user: Any, code: str, *, actor: Any, **data: Any) -> Event:
    """One line of the log about an account."""
    return events.record(KIND, user.pk if user else UNKNOWN, code, role=events.STAFF, actor=actor, **data)


def end_sessions(user: User) -> None:
    """Whoever is signed in as `user` must sign in again."""
    User.objects.filter(pk=user.pk).update(access_stamp=F("access_stamp") + 1)
    user.refresh_from_db(fields=["access_stamp"])


@transaction.atomic
def rights_changed(user: User, **data: Any) -> None:
    """What someone may do has changed: the log says how and by whom, and they sign in again."""
    actor = get_active_log_context().user
    record(user, "rights_changed", actor=actor if actor and actor.pk else None, **data)
    end_sessions(user)


def tell(event: Event, user: User, template: str) -> None:
    """A mail to a member of staff in the language of their admin."""
    outbox.tell(event, recipient=f"user:{user.pk}", language=language_of(user.pk), template=template)


def language_of(pk: int) -> str:
    """The language that a member of staff reads the admin in."""
    chosen = UserProfile.objects.filter(user=pk).values_list("preferred_language", flat=True).first() or ""
    return chosen[:2] if chosen[:2] in languages.CODES else languages.CODES[0]


def connect() -> None:
    """Connects the log to what Django tells of accounts; called once, when the app is ready."""
    user_logged_in.connect(_signed_in, dispatch_uid="portal.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="portal.signed_out")
    user_login_failed.connect(_failed, dispatch_uid="portal.sign_in_failed")
    m2m_changed.connect(_groups_changed, sender=User.groups.through, dispatch_uid="portal.groups_changed")
    m2m_changed.connect(_groups_changed, sender=User.user_permissions.through, dispatch_uid="portal.permissions")


def _from(request: Any) -> str:
    """Where a request came from, as a mark that says the same for the same address and nothing else."""
    address = get_client_ip_address(request) if request is not None else None
    return crypto.fingerprint("sign-in", address)[:12] if address else ""


def _signed_in(sender: Any, user: User, request: Any = None, **kwargs: Any) -> None:
    record(user, "signed_in", actor=user, place=_from(request))


def _signed_out(sender: Any, user: User | None, request: Any = None, **kwargs: Any) -> None:
    if user is not None:
        record(user, "signed_out", actor=user, place=_from(request))


def _failed(sender: Any, credentials: dict[str, Any], request: Any = None, **kwargs: Any) -> None:
    # The name that was typed is not kept: it may be a password typed into the wrong field.
    user = User.objects.filter(username=credentials.get("username") or "").first()
    record(user, "sign_in_failed", actor=None, place=_from(request))


def _groups_changed(sender: Any, instance: Any, action: str, reverse: bool, pk_set: Any, **kwargs: Any) -> None:
    changed = action in {"post_add", "post_remove"} and pk_set
    if not changed and action != "pre_clear":
        return
    users = list(User.objects.filter(pk__in=pk_set or [])) if reverse else [instance]
    what = "groups" if sender is User.groups.through else "permissions"
    for user in users:
        rights_changed(user, change=f"{what}_{action.partition('_')[2]}", keys=sorted(pk_set or []))
