"""The editors' form of every page."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from portal.reserved import MESSAGE, is_reserved


class BasePageForm(WagtailAdminPageForm):
    """Says at the slug itself when a service holds the address."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        parent = self.parent_page
        if parent is not None and parent.depth == 2 and is_reserved(cleaned.get("slug", "")):
            self.add_error("slug", MESSAGE)
        return cleaned
