"""An editor looks at a page as each reader sees it: device, display, language; nobody's cookie is touched."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from content.tests.factories import GuidanceFactory
from portal import display, previews
from portal.tests.trees import home, translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> Any:
    home("ru"), home("en")
    return GuidanceFactory(parent=home(), slug="flood")


def looked(client: Client, page: Any, mode: str) -> Any:
    return client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]), {"mode": mode})


@pytest.mark.parametrize("mode", list(previews.MODES))
def test_every_mode_is_that_reader_s_page(mode: str, page: Any, admin_client: Client) -> None:
    admin_client.cookies[display.COOKIE] = "s=wb&z=150"  # what the editor chose for reading
    answer = looked(admin_client, page, mode)
    wanted = display.attributes(previews.MODES[mode][1])
    html = answer.text.partition("<head>")[0]
    assert sorted(wanted) == [
        name for name in ("data-pictures", "data-scheme", "data-size", "data-spacing") if name in html
    ]
    assert all(f'{name}="{value}"' in html for name, value in wanted.items())
    assert display.COOKIE not in answer.cookies


def test_every_scheme_can_be_looked_at() -> None:
    assert {chosen.scheme for _label, chosen in previews.MODES.values()} == set(display.SCHEMES)
    assert [size["device_width"] for size in previews.sizes()] == [360, 768, 1280]


def test_unknown_modes_are_the_normal_version(page: Any, admin_client: Client) -> None:
    assert "data-scheme" not in looked(admin_client, page, "nothing").text


def test_from_the_editor_to_the_other_languages(page: Any, admin_client: Client) -> None:
    draft = translated(page, "ru", title="Паводок")
    draft.unpublish()
    draft = type(draft).objects.get(pk=draft.pk)
    draft.title = "Паводок, черновик"
    draft.save_revision()
    edit = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    address = reverse("wagtailadmin_pages:view_draft", args=[draft.pk])
    assert f'href="{address}"' in edit
    assert 'value="no-pictures"' in edit
    assert 'data-device-width="360"' in edit
    shown = admin_client.get(address).text
    assert "Паводок, черновик" in shown
    assert '<html lang="ru"' in shown
    russian, english = previews.others(page)
    assert (russian.live, english.url) == (False, "")


def test_what_is_being_translated_is_shown_as_far_as_it_is(page: Any, admin_client: Client) -> None:
    from wagtail_localize.models import Translation, TranslationSource

    source, _made = TranslationSource.get_or_create_from_instance(page)
    begun = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="en"))
    begun.save_target(publish=False)
    version = previews.others(page)[1]
    assert version.url == reverse("wagtail_localize:preview_translation", args=[begun.pk])
    assert '<html lang="en"' in admin_client.get(version.url).text
    dark = reverse("wagtail_localize:preview_translation", args=[begun.pk, "dark"])
    assert 'data-scheme="dark"' in admin_client.get(dark).text


def test_where_there_is_no_page_yet() -> None:
    assert previews.others(GuidanceFactory.build()) == []
    assert previews.others(object()) == []
