"""Nobody publishes a rebuttal alone: Wagtail's workflow with a task that whoever wrote the text cannot approve.

The rule stands in the page's permissions, so that it holds for every way of publishing that Wagtail has.
"""

from typing import Any, Final

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import (
    AbstractGroupApprovalTask,
    Page,
    PagePermissionTester,
    TaskState,
    Workflow,
    WorkflowState,
    WorkflowTask,
)

from portal.translations import original_of

APPROVERS: Final = "Moderators"  # Wagtail's own group of those who publish pages


def authors(page: Page) -> set[int]:
    """The keys of all who wrote what is not published yet."""
    unpublished = page.revisions.filter(pk__gt=page.live_revision_id or 0)
    return set(unpublished.exclude(user=None).values_list("user", flat=True))


def is_translation(page: Any) -> bool:
    """Whether the page only says in another language what two people published in its own."""
    original: Any = original_of(page)
    return bool(original.pk != page.pk and original.live)


def approved_by(page: Page, user: Any) -> bool:
    """Whether `user` approved the newest text of `page`, of which they wrote nothing."""
    state = WorkflowState.objects.for_instance(page).order_by("-pk").first()
    if state is None or state.status != WorkflowState.STATUS_APPROVED or user.pk in authors(page):
        return False
    approval = TaskState.objects.filter(
        workflow_state=state, status=TaskState.STATUS_APPROVED, finished_by=user
    ).order_by("-finished_at")
    last = approval.first()
    newest = page.get_latest_revision()
    return bool(last and newest and newest.created_at <= last.finished_at)


class RebuttalPermissions(PagePermissionTester):
    """Wagtail's permissions, but for publishing: that takes the approval of someone who wrote none of it."""

    def can_publish(self) -> bool:
        if not super().can_publish():
            return False
        return is_translation(self.page) or approved_by(self.page, self.user)


class SectionPermissions(PagePermissionTester):
    """A fact-check cannot be published in the moment in which it is made."""

    def can_publish_subpage(self) -> bool:
        return False


class SecondPersonTask(AbstractGroupApprovalTask):
    """Approval by a member of the groups who wrote nothing of what is to be published."""

    class Meta:
        verbose_name = gettext_lazy("approval by a second person")
        verbose_name_plural = gettext_lazy("approvals by a second person")

    def get_actions(self, obj: Page, user: Any) -> list[tuple[str, Any, bool]]:
        """Wagtail's, without approving for the authors."""
        actions = super().get_actions(obj, user)
        if user.pk in authors(obj):
            return [action for action in actions if action[0] != "approve"]
        return list(actions)

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Does the action. Raises PermissionDenied for an approval by an author."""
        if action_name == "approve" and user.pk in authors(task_state.workflow_state.content_object):
            raise PermissionDenied(_("Whoever wrote a part of the text cannot approve it."))
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        return super().get_task_states_user_can_moderate(user, **kwargs).exclude(revision__user=user)

    @classmethod
    def get_description(cls) -> Any:
        return gettext_lazy("A member of the groups approves who wrote nothing of the text")


def workflow() -> Workflow | None:
    """The active workflow of fact-checks."""
    tasks = SecondPersonTask.objects.filter(active=True)
    return Workflow.objects.filter(active=True, workflow_tasks__task__in=tasks).order_by("pk").first()


def sync_workflow(sender: Any, **kwargs: Any) -> None:
    """Makes the workflow where there is none; runs after every migration, changes nothing that staff renamed."""
    there = connections[kwargs.get("using", "default")].introspection.table_names()
    if SecondPersonTask._meta.db_table not in there or SecondPersonTask.objects.exists():
        return
    with translation.override("kk"):
        task = SecondPersonTask.objects.create(name=_("A second person approves"), active=True)
        made = Workflow.objects.create(name=_("Fact-checks"), active=True)
    task.groups.add(Group.objects.get_or_create(name=APPROVERS)[0])
    WorkflowTask.objects.create(workflow=made, task=task, sort_order=1)
