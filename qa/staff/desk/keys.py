"""The keys of the desk. They fire outside of fields only, by their place on the keyboard in any layout, and the
account's own switch for keyboard shortcuts turns them off."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from wagtail.users.models import UserProfile

LIST: Final = (
    ("j", _("next row")),
    ("k", _("previous row")),
    ("o", _("open the question of the row")),
    ("c", _("choose the row, or no longer")),
)
DESK: Final = (
    ("n", _("next question")),
    ("s", _("skip: another question first")),
    ("p", _("put back into the queue")),
    ("t", _("take in hand, or take over")),
    ("q", _("back to the queue")),
)
VERBS: Final = (
    ("r", _("send to an agency")),
    ("e", _("public text")),
    ("a", _("hide what is ticked")),
    ("x", _("reject")),
    ("m", _("merge")),
    ("u", _("mark as urgent")),
    ("i", _("ask for clarification")),
)
GROUPS: Final = ((_("In a list"), LIST), (_("At the desk"), DESK), (_("With a question"), VERBS))
OF_VERBS: Final = {"route": "r", "redact": "e", "reject": "x", "merge": "m", "mark_urgent": "u", "ask": "i"}


def are_on(user: Any) -> bool:
    """Whether this person wants shortcuts: Wagtail's own setting of their account."""
    profile = getattr(user, "wagtail_userprofile", None)
    return bool(profile is None or profile.keyboard_shortcuts)


def switch(user: Any, on: bool) -> None:
    profile = UserProfile.get_for_user(user)
    profile.keyboard_shortcuts = on
    profile.save(update_fields=["keyboard_shortcuts"])
