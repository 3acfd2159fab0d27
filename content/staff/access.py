"""Who sees what is missing and what is late: whoever writes or publishes pages."""

from typing import Any

from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

WORK = {"add", "change", "publish"}


def may_see(user: Any) -> bool:
    return bool(page_permission_policy.user_has_any_permission(user, WORK))


def worked_on(user: Any) -> PageQuerySet:
    """The pages that someone may write or publish."""
    pages: PageQuerySet = page_permission_policy.instances_user_has_any_permission_for(user, WORK)
    return pages if pages is not None else Page.objects.none()
