"""Enters a page's ready translation into wagtail-localize, as a translator would: string by string."""

import json
from typing import Any, TypeVar

from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from demo.source import ContentError

Translatable = TypeVar("Translatable", bound=TranslatableMixin)


def translate(original: Translatable, twin: Translatable, language: str) -> Translatable:
    """Publishes `original`, a page or a published question, in `language`; returns the translation.

    `twin` is an unsaved one of the same shape that holds the texts.

    Raises ContentError when the two have not the same strings in the same places.
    """
    source, _created = TranslationSource.update_or_create_from_instance(original)
    locale = Locale.objects.get(language_code=language)
    theirs = extract_segments(twin)
    enter_strings(source, locale, [s for s in theirs if isinstance(s, StringSegmentValue)])
    enter_overrides(
        source, locale, [s for s in theirs if isinstance(s, OverridableSegmentValue)], original.locale, language
    )
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    # Published here, not by wagtail-localize: it would wait for the end of the whole load's transaction.
    translation.save_target(publish=False)
    translated = original.get_translation(locale)
    if isinstance(translated, Page):
        translated = translated.specific
    translated.get_latest_revision().publish()
    translated.refresh_from_db()
    return translated


def enter_strings(source: TranslationSource, locale: Locale, theirs: list[StringSegmentValue]) -> None:
    ours = list(StringSegment.objects.filter(source=source).select_related("string", "context").order_by("order"))
    if [segment.context.path for segment in ours] != [segment.path for segment in theirs]:
        lacking = {s.context.path for s in ours} ^ {s.path for s in theirs}
        raise ContentError(f"{source.object_repr}: {locale.language_code} has other pieces of text: {sorted(lacking)}")
    StringTranslation.objects.bulk_create(
        {
            (segment.string_id, segment.context_id): StringTranslation(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                data=translated.string.data,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
            for segment, translated in zip(ours, theirs, strict=True)
        }.values(),
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=["data", "translation_type"],
    )


def enter_overrides(
    source: TranslationSource, locale: Locale, theirs: list[OverridableSegmentValue], own: Locale, language: str
) -> None:
    """What is no text but differs by language: the picture of an infographic, the language in an address."""
    other: dict[str, Any] = {segment.path: segment.data for segment in theirs}
    for segment in OverridableSegment.objects.filter(source=source).select_related("context"):
        present = segment.data
        wanted = other.get(segment.context.path, present)
        if isinstance(present, str) and present.startswith(f"/{own.language_code}/"):
            wanted = f"/{language}/{present.removeprefix(f'/{own.language_code}/')}"
        if wanted != present:
            context: TranslationContext = segment.context
            SegmentOverride.objects.update_or_create(
                locale=locale, context=context, defaults={"data_json": json.dumps(wanted)}
            )
