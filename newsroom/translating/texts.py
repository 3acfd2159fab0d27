"""The pieces of text of a story as wagtail-localize cut it: what lacks, what changed, what a machine wrote."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)

from newsroom.models import Standing
from newsroom.rules import translating as rules
from qa.rules.differences import Piece as Words
from qa.rules.differences import compare

Text = list[list[int]]  # [[context, order, string], …] in reading order: keys of wagtail-localize


def text_of(source: TranslationSource) -> Text:
    """The text as it was last read from the original."""
    rows = source.stringsegment_set.order_by("order", "pk")
    return [list(row) for row in rows.values_list("context_id", "order", "string_id")]


def fingerprint(source: TranslationSource) -> tuple[set[Any], ...]:
    """All that a translation is made of: texts in their order, templates, pictures and addresses."""
    return (
        {tuple(row) for row in text_of(source)},
        set(source.templatesegment_set.values_list("context_id", "template_id")),
        set(source.overridablesegment_set.values_list("context_id", "data_json")),
        set(source.relatedobjectsegment_set.values_list("context_id", "object_id")),
    )


def translated(translation: Translation) -> Any:
    """Translations of a segment (outer reference) that can be shown."""
    return StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=translation.target_locale_id,
        has_error=False,
    )


def lacking(translation: Translation) -> int:
    """How many pieces of the text have no translation. None lacks where a person keeps the page by hand."""
    if not translation.enabled:
        return 0
    segments = StringSegment.objects.filter(source_id=translation.source_id)
    return segments.filter(~Exists(translated(translation))).count()


def machine_made(translation: Translation, standing: Standing | None) -> bool:
    """Whether the text holds what a machine wrote and no person has confirmed or rewritten since."""
    written = translated(translation).filter(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
    if standing is not None and standing.confirmed_at:
        written = written.filter(updated_at__gt=standing.confirmed_at)
    return StringSegment.objects.filter(Exists(written), source_id=translation.source_id).exists()


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of the original that changed since the translation was made, with the words that went and came."""

    place: str
    old: str
    new: str
    words: list[Words]
    translation: str  # what the translation says for `old`; "" where it says nothing


def what_changed(translation: Translation, standing: Standing | None) -> list[Change]:
    """What the original says otherwise than when the translation was made, in reading order."""
    made_from: Text = standing.made_from if standing is not None else []
    found = _differences(translation, made_from)
    contexts = TranslationContext.objects.in_bulk({int(change.place) for change in found})
    names = _names(translation.source)
    known = _translations(translation, set(contexts))
    return [
        Change(
            _label(names, contexts[int(change.place)]),
            change.old,
            change.new,
            compare(change.old, change.new),
            known.get((int(change.place), change.old), ""),
        )
        for change in found
    ]


def _differences(translation: Translation, made_from: Text) -> list[rules.Changed]:
    now = text_of(translation.source)
    if not made_from:
        # Never public before: what has no translation yet is what is new.
        segments = StringSegment.objects.filter(source_id=translation.source_id).filter(Exists(translated(translation)))
        made_from = [list(row) for row in segments.values_list("context_id", "order", "string_id")]
    texts = dict(String.objects.filter(pk__in={row[2] for row in [*now, *made_from]}).values_list("pk", "data"))
    before, after = [
        [(str(context), texts[string]) for context, _order, string in rows if string in texts]
        for rows in (made_from, now)
    ]
    return rules.changed(before, after)


def _translations(translation: Translation, contexts: set[int]) -> dict[tuple[int, str], str]:
    rows = StringTranslation.objects.filter(
        context_id__in=contexts, locale_id=translation.target_locale_id, has_error=False
    )
    found = rows.values_list("context_id", "translation_of__data", "data")
    return {(context, old): text for context, old, text in found}


def _names(source: TranslationSource) -> dict[str, str]:
    model: Any = source.specific_content_type.model_class()
    return {field.name: str(field.verbose_name) for field in model._meta.get_fields() if hasattr(field, "verbose_name")}


def _label(names: dict[str, str], context: TranslationContext) -> str:
    name = context.path.partition(".")[0]
    label = names.get(name, name)
    return label[:1].upper() + label[1:]


def carry_over(translation: Translation, standing: Standing, user: Any) -> int:
    """Gives the changed pieces of the original the translations that their old wording had; how many."""
    now = {(context, string) for context, _order, string in text_of(translation.source)}
    texts = {
        (context, data): string
        for context, string, data in StringSegment.objects.filter(source_id=translation.source_id).values_list(
            "context_id", "string_id", "string__data"
        )
    }
    contexts = {context for context, _string in now}
    known = _translations(translation, contexts)
    carried = 0
    for change in _differences(translation, standing.made_from):
        context = int(change.place)
        old, string = known.get((context, change.old)), texts.get((context, change.new))
        if not old or string is None:
            continue
        StringTranslation.objects.update_or_create(
            translation_of_id=string,
            context_id=context,
            locale_id=translation.target_locale_id,
            defaults={
                "data": old,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "tool_name": "",
                "last_translated_by": user,
                "has_error": False,
                "field_error": "",
            },
        )
        carried += 1
    return carried


def translations_of(key: Any) -> Any:
    """The translations of a story that wagtail-localize knows."""
    return (
        Translation.objects.filter(Q(source__object_id=key))
        .select_related("source__locale", "source__specific_content_type", "target_locale", "standing")
        .order_by("pk")
    )
