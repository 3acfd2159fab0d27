"""Groups that open the door of Wagtail's admin. What is seen and done there is decided by memberships alone."""

from typing import Any, Final

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.documents import get_document_model
from wagtail.models import Collection, GroupCollectionPermission

from qa.rules.states import Role

STAFF: Final = "Question staff"
TRANSLATORS: Final = "Question translators"
# Wagtail makes these two itself: they write and publish pages.
PAGES: Final = ("Editors", "Moderators")

GROUPS: Final[dict[Role, tuple[str, ...]]] = {
    Role.MODERATOR: (STAFF,),
    Role.COORDINATOR: (STAFF,),
    Role.OFFICER: (STAFF,),
    Role.APPROVER: (STAFF,),
    Role.MANAGER: (STAFF,),
    Role.DPO: (STAFF,),
    Role.EDITOR: (STAFF, TRANSLATORS, *PAGES),
}
_ENTER: Final = Q(codename="access_admin")
_TRANSLATE: Final = Q(
    codename__in=[
        "view_publishedquestion",
        "change_publishedquestion",
        "publish_publishedquestion",
        "submit_translation",
    ]
)
PERMISSIONS: Final = {STAFF: _ENTER, TRANSLATORS: _ENTER | _TRANSLATE}


def sync_roles(**kwargs: Any) -> None:
    """Makes the groups and gives them their permissions; does nothing twice. Runs after every migration."""
    for name, wanted in PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(Permission.objects.filter(wanted))
    _let_choose_documents()


def _let_choose_documents() -> None:
    """Answers link to the portal's documents: who writes them may choose any, and change none."""
    root = Collection.get_first_root_node()
    choose = Permission.objects.filter(
        codename="choose_document", content_type__app_label=get_document_model()._meta.app_label
    ).first()
    if root is not None and choose is not None:
        GroupCollectionPermission.objects.get_or_create(
            group=Group.objects.get(name=STAFF), collection=root, permission=choose
        )
