"""The log in words: what staff did to accounts and to what is private."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.events import Event
from qa import labels
from qa.models import Transfer

WHAT: Final[dict[str, Promise]] = {
    "signed_in": pgettext_lazy("log", "Gave the right password"),
    "signed_out": pgettext_lazy("log", "Signed out"),
    "sign_in_failed": pgettext_lazy("log", "Wrong password"),
    "second_factor_set": pgettext_lazy("log", "Second step set up"),
    "second_factor_passed": pgettext_lazy("log", "Second step passed"),
    "second_factor_failed": pgettext_lazy("log", "Wrong code"),
    "second_factor_reset": pgettext_lazy("log", "Second step reset"),
    "recovery_code_used": pgettext_lazy("log", "Recovery code used"),
    "recovery_codes_renewed": pgettext_lazy("log", "New recovery codes made"),
    "rights_changed": pgettext_lazy("log", "Rights changed"),
    "contact_seen": pgettext_lazy("log", "Read an asker's e-mail address"),
    "attachment_opened": pgettext_lazy("log", "Opened a file attached by the asker"),
    "transfer_begun": pgettext_lazy("log", "Began an export or import"),
    "transfer_confirmed": pgettext_lazy("log", "Let an import go on"),
    "transfer_cancelled": pgettext_lazy("log", "Cancelled an export or import"),
    "transfer_downloaded": pgettext_lazy("log", "Took the file of an export"),
    "log_saved": pgettext_lazy("log", "Saved the log as a file"),
}
CHANGE: Final[dict[str, Promise]] = {
    "role_given": _("role given"),
    "role_changed": _("role changed"),
    "role_taken": _("role taken away"),
    "groups_add": _("added to a group"),
    "groups_remove": _("removed from a group"),
    "groups_clear": _("removed from all groups"),
    "permissions_add": _("permission given"),
    "permissions_remove": _("permission taken away"),
    "permissions_clear": _("all permissions taken away"),
    "account": _("account changed"),
}
_FLAGS: Final[dict[str, Promise]] = {
    "is_active": _("in use"),
    "is_staff": _("staff"),
    "is_superuser": _("administrator"),
}
_NUMBERS: Final[dict[str, Promise]] = {"rows": _("rows"), "place": pgettext_lazy("log", "network mark")}


def what(event: Event) -> Any:
    """What happened."""
    return WHAT.get(event.code, event.code)


def whose(event: Event, accounts: Mapping[int, str]) -> str:
    """Whose account or question it was about; `accounts` names accounts by their keys."""
    if event.subject_kind == "account":
        return accounts.get(event.subject_id, "—")
    return str(event.data.get("question") or event.data.get("report") or "—")


def why(event: Event) -> str:
    """The reason, the change and the capacity, as far as the event has them."""
    data = event.data
    words: list[Any] = []
    if data.get("reason"):
        words.append(labels.LOOK_REASON.get(data["reason"], data["reason"]))
    if data.get("change"):
        words.append(CHANGE.get(data["change"], data["change"]))
    for name in ("held", "capacity"):
        if data.get(name):
            words.append(labels.ROLE.get(data[name], data[name]))
    if event.subject_kind == "transfer":
        words.append(Transfer.Kind(data["transfer"]).label)
    if data.get("agency"):
        words.append(data["agency"])
    words += [f"{word}: {_yes(data[name])}" for name, word in _FLAGS.items() if name in data]
    words += [f"{word}: {data[name]}" for name, word in _NUMBERS.items() if data.get(name)]
    return "; ".join(str(word) for word in words)


def _yes(value: bool) -> Promise:
    return _("yes") if value else _("no")
