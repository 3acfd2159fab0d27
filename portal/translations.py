"""What the language versions of a page share (dates, topics, captions) is kept the same in all of them.

wagtail-localize copies such fields when a translation is updated; an editor who changes a topic and publishes expects
it to hold in all languages at once.
"""

from typing import Any

from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import Translation

from portal.pages import BasePage


def original_of(page: BasePage) -> BasePage:
    """The page of which `page` is a translation by wagtail-localize; itself when it is none."""
    translation = (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
        )
        .select_related("source")
        .first()
    )
    if translation is None or translation.source.locale_id == page.locale_id:
        return page
    original = Page.objects.filter(translation_key=page.translation_key, locale_id=translation.source.locale_id).first()
    return original.specific if original else page


@transaction.atomic
def share(page: BasePage) -> None:
    """Gives what `page`'s original shares to its translations: to all of them, or to `page` alone if it is one of them.

    Live rows and the newest drafts are both changed, so that the next publication does not bring the old values back.
    """
    original = original_of(page)
    if original.pk == page.pk:
        targets = list(page.get_translations().specific())
    elif original.live:
        targets = [page]
    else:
        return
    for target in targets:
        if type(target) is type(original):
            _give(original, target)


def _give(original: BasePage, target: BasePage) -> None:
    model = type(original)
    values: dict[str, Any] = {}
    for name in original.shared_fields:
        field = model._meta.get_field(name)
        values[field.attname] = getattr(original, field.attname)
    if target.live and original.published_at:
        values["first_published_at"] = original.published_at
    model.objects.filter(pk=target.pk).update(**values)
    for name in original.shared_children:
        _give_children(original, target, name)
    _mend_draft(target)


def _give_children(original: BasePage, target: BasePage, name: str) -> None:
    relation = type(original)._meta.get_field(name)
    child, parent = relation.related_model, relation.field.attname
    rows = list(child.objects.filter(**{parent: original.pk}))
    child.objects.filter(**{parent: target.pk}).delete()
    for row in rows:
        row.pk = None
        row._state.adding = True
        setattr(row, parent, target.pk)
    child.objects.bulk_create(rows)


def _mend_draft(target: BasePage) -> None:
    revision = target.latest_revision
    if revision is None:
        return
    fresh = type(target).objects.get(pk=target.pk).serializable_data()
    revision.content.update({name: fresh[name] for name in (*target.shared_fields, *target.shared_children)})
    revision.save(update_fields=["content"])
