"""What a browser sends from Wagtail's page editor."""

from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield


def signed_in(name: str = "chief", language: str = "en") -> Client:
    """A browser in which a superuser is signed in, who reads the admin in `language`."""
    from wagtail.users.models import UserProfile

    user = get_user_model().objects.create_superuser(name, f"{name}@example.org", "x" * 12)
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    browser = Client()
    browser.force_login(user)
    browser.user = user
    return browser


def paragraph(html: str) -> tuple[str, Any]:
    return ("paragraph", rich_text(html, features=["bold", "italic", "link", "document-link", "ol", "ul"]))


def form(title: str, *blocks: tuple[str, Any], **more: Any) -> dict[str, Any]:
    """The fields of a piece of news."""
    none = inline_formset([])
    return nested_form_data(
        {
            "title": title,
            "slug": "story",
            "lead": "Қысқаша.",
            "picture": "",
            "picture_alt": "",
            "body": streamfield(list(blocks)),
            "page_topics": none,
            "page_regions": none,
            "comments": none,
            "published_at": "",
            "data_received": "",
            "agency": "",
            **more,
        }
    )


def draft_of(page: Page) -> Page:
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()
