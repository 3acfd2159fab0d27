"""Stories in several languages, for tests: made and translated by wagtail-localize's own means."""

from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object

from newsroom.rules.translating import State
from newsroom.translating.versions import story_of
from portal.tests.trees import home, translated
from press.pages import NewsPage
from press.tests.factories import NewsFactory, PressSectionFactory


def section(slug: str = "news", title: str = "Жаңалықтар") -> Any:
    """A public section in three languages."""
    made = PressSectionFactory(parent=home(), slug=slug, title=title)
    made.save_revision().publish()
    for language in ("ru", "en"):
        home(language)
        translated(made, language, title=f"{language}: {title}")
    return made


def story(parent: Any, *, live: bool = True, **values: Any) -> NewsPage:
    """One piece of Kazakh news, public or a draft."""
    page = NewsFactory(parent=parent, live=live, **values)
    revision = page.save_revision()
    if live:
        revision.publish()
    return fresh(page)


def fresh(page: Any) -> Any:
    """The page as the database has it."""
    return Page.objects.get(pk=page.pk).specific


def locale(language: str) -> Locale:
    return Locale.objects.get(language_code=language)


def submit(page: Any, language: str) -> Translation:
    """Gives the page to translators."""
    translate_object(fresh(page), [locale(language)])
    return translation(page, language)


def translation(page: Any, language: str) -> Translation:
    return Translation.objects.get(source__object_id=page.translation_key, target_locale__language_code=language)


def fill(page: Any, language: str, *, machine: bool = False) -> None:
    """Every piece of text gets a translation: the language's code before the original's words."""
    for segment in StringSegment.objects.filter(source__object_id=page.translation_key).select_related("string"):
        StringTranslation.objects.get_or_create(
            translation_of=segment.string, context=segment.context, locale=locale(language),
            defaults={
                "data": f"{language}: {segment.string.data}", "translation_type": "machine" if machine else "manual",
            },
        )  # fmt: skip


def publish(page: Any, language: str) -> Any:
    """What the button of the side-by-side editor does; returns the page."""
    with transaction.atomic():
        translation(page, language).save_target(publish=False)
    twin(page, language).get_latest_revision().publish()
    return twin(page, language)


def twin(page: Any, language: str) -> Any:
    return page.get_translation(locale(language)).specific


def told(parent: Any, **values: Any) -> NewsPage:
    """A public story in three languages, all up to date."""
    page = story(parent, **values)
    for language in ("ru", "en"):
        submit(page, language)
        fill(page, language)
        publish(page, language)
    return fresh(page)


def correct(page: Any, **values: Any) -> None:
    """The original says something else from now on."""
    page = fresh(page)
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def states(page: Any) -> dict[str, State]:
    """How each language of the page's story stands."""
    return {row.code: row.version.state for row in story_of(page.translation_key).rows}
