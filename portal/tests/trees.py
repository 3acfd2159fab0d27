"""Front pages and pages below them, for the tests of every app."""

import json
from typing import Any

from django.apps import apps
from django.test import Client
from wagtail.models import Locale, Page, Site

from portal import memory


def home(language: str = "kk") -> Page:
    """The front page of `language`; made anew where a test has emptied the database."""
    locale, _ = Locale.objects.get_or_create(language_code=language)
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        site = _first_site()
    found = Page.objects.filter(translation_key=site.root_page.translation_key, locale=locale).first()
    if found is None:
        found = site.root_page.specific.copy_for_translation(locale)
        found.specific.save_revision().publish()
    memory.forget()
    return Page.objects.get(pk=found.pk).specific


def _first_site() -> Site:
    locale, _ = Locale.objects.get_or_create(language_code="kk")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root", locale=locale)
    model = apps.get_model("home", "HomePage")
    page = root.add_child(instance=model(title="Жауап", slug="home", question_heading="?", locale=locale))
    return Site.objects.create(hostname="localhost", root_page=page, is_default_site=True)


def translated(page: Page, language: str, **values: Any) -> Page:
    """`page` published in `language`, with `values` in place of the original's."""
    locale = Locale.objects.get(language_code=language)
    copy = page.specific.copy_for_translation(locale, copy_parents=True).specific
    for name, value in values.items():
        setattr(copy, name, value)
    copy.slug = page.slug
    copy.save_revision().publish()
    for above in copy.get_ancestors().filter(depth__gt=2, live=False).specific():
        above.save_revision().publish()
    return type(copy).objects.get(pk=copy.pk)


def graph(html: str) -> list[dict[str, Any]]:
    """The JSON-LD objects of a page."""
    _, _, rest = html.partition('<script type="application/ld+json">')
    return json.loads(rest.partition("</script>")[0])["@graph"]


def get(path: str, client: Client | None = None, **headers: str) -> Any:
    """The answer to a GET of `path`."""
    return (client or Client()).get(path, headers=headers)
