"""The admin says each thing in the language of whoever reads it, and makes addresses of Kazakh titles."""

import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import translation
from wagtail.admin.menu import reports_menu

from portal.addresses_of_titles import formatters


@pytest.mark.django_db
def test_a_report_is_named_in_the_language_of_each_reader(rf: Any) -> None:
    """Menus are made once, whoever opens the admin first."""
    request = rf.get("/admin/")
    request.user = get_user_model()(username="root", is_superuser=True)
    address = reverse("wagtail_localize:translations_report")
    told = {}
    for code in ("ru", "kk"):
        with translation.override(code):
            items = reports_menu.menu_items_for_request(request)
            (told[code],) = (str(item.label) for item in items if item.url == address)
    assert told == {"ru": "Переводы", "kk": "Аудармалар"}


def test_no_kazakh_letter_is_left_out_of_an_address() -> None:
    title = "ӘҒҚҢӨҰҮҺІ әғқңөұүһі"
    for letter, latin in formatters():
        title = re.sub(letter, latin, title)
    assert title == "agqnouuhi agqnouuhi"
