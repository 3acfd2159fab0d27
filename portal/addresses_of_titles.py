"""How a Kazakh title becomes an address: Wagtail's own table leaves Kazakh letters out (“қысқы” would be “ysy”)."""

from typing import Final

LATIN: Final = {
    "ә": "a", "ғ": "g", "қ": "q", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i",
}  # fmt: skip


def formatters() -> list[tuple[str, str]]:
    """What the editor's browser replaces in a title before the rest of it is put into Latin letters."""
    return [(f"[{letter}{letter.upper()}]", latin) for letter, latin in LATIN.items()]


def register() -> None:
    """Every field of an address in the admin uses the table. Called once, when the portal starts."""
    from django.db import models
    from wagtail.admin.forms.models import register_form_field_override
    from wagtail.admin.widgets import SlugInput

    register_form_field_override(models.SlugField, override={"widget": SlugInput(formatters=formatters())})
