"""From what is missing to where it is mended."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse
from wagtail.models import Page

from content.completeness import TELLS
from content.models import OrganizationPage, SectionPage
from content.rules.completeness import Note, Requirement, Row, State
from portal import languages
from portal.tree import tree


class Links:
    """The addresses for a report's rows; what they need is looked up once for all of them."""

    def __init__(self, rows: Iterable[Row], user: Any) -> None:
        self.may_submit = user.has_perm("wagtail_localize.submit_translation")
        originals = {note.page for row in rows for note in row.notes if note.state is State.UNTRANSLATED}
        keys = dict(Page.objects.filter(pk__in=originals).values_list("pk", "translation_key"))
        self.keys: dict[int, UUID] = keys
        drafts = Page.objects.filter(translation_key__in=keys.values(), live=False)
        self.drafts = {
            (key, tree().language_of(locale)): pk
            for pk, key, locale in drafts.values_list("pk", "translation_key", "locale_id")
        }
        self._parents: dict[Requirement, str] = {}

    def mend(self, note: Note, row: Row) -> str:
        """Where `note` is mended: the page's editor, its translation, or the form for a new page."""
        if note.page is None:
            return self.add(row.requirement)
        if note.state is State.UNTRANSLATED:
            draft = self.drafts.get((self.keys[note.page], row.language)) if note.page in self.keys else None
            if draft is not None:
                return reverse("wagtailadmin_pages:edit", args=[draft])
            if self.may_submit:
                return reverse("wagtail_localize:submit_page_translation", args=[note.page])
        return reverse("wagtailadmin_pages:edit", args=[note.page])

    def add(self, requirement: Requirement) -> str:
        """The form for a new page that tells of `requirement`, in the first language that the portal has; where it
        has no place yet, the place where one is made."""
        if requirement not in self._parents:
            self._parents[requirement] = _add(TELLS[requirement])
        return self._parents[requirement]


def _add(model: Any) -> str:
    homes = tree().homes
    home = next((homes[code] for code in languages.CODES if code in homes), None)
    if home is None:
        return reverse("wagtailadmin_explore_root")
    below = Page.objects.filter(path__startswith=home.path)
    if model.parent_page_types == ["content.OrganizationPage"]:
        parent = below.type(OrganizationPage).order_by("path").first()
        if parent is None:
            return _add(OrganizationPage)
    else:
        parent = _beside(below) or (home if "home.HomePage" in model.parent_page_types else None)
    if parent is None:
        return reverse("wagtailadmin_explore", args=[home.pk])
    return reverse("wagtailadmin_pages:add", args=["content", model._meta.model_name, parent.pk])


def _beside(below: Any) -> Page | None:
    """The section in which the body's own pages lie, else the first section there is."""
    body = below.type(tuple(set(TELLS.values()))).order_by("depth", "path").first()
    parent = body.get_parent() if body else None
    if parent is not None and parent.specific_class is SectionPage:
        return parent
    first: Page | None = below.type(SectionPage).order_by("depth", "path").first()
    return first
