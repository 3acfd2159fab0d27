"""Staff screens of our own in Wagtail's admin."""

from typing import Any

from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class Screen(WagtailAdminTemplateMixin, View):
    """A screen that is no generic view of Wagtail's; its breadcrumbs: the admin's home, what `above` names, itself."""

    def above(self) -> list[tuple[str, Any]]:
        """(address, label) of the screens between the admin's home and this one, the outermost first."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """As Wagtail's: what leads here, with an empty address for the screen itself."""
        trail = [{"url": url, "label": label} for url, label in self.above()]
        return [*self.breadcrumbs_items, *trail, {"url": "", "label": self.here()}]

    def here(self) -> Any:
        """What the trail calls this screen."""
        return self.get_page_title()
