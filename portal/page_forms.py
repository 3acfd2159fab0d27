"""The editors' form of every page."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from portal.reserved import MESSAGE, is_reserved


class BasePageForm(WagtailAdminPageForm):
    """Says at the slug itself when a service holds the address, and never overwrites what its author has not seen."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        parent = self.parent_page
        if parent is not None and parent.depth == 2 and is_reserved(cleaned.get("slug", "")):
            self.add_error("slug", MESSAGE)
        self._refuse_to_overwrite()
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """A new page goes live by being published, not by being made: Wagtail's default is live before it asks
        anybody."""
        if self.instance._state.adding:
            self.instance.live = False
        return super().save(commit=commit)

    def _refuse_to_overwrite(self) -> None:
        """Asks once where somebody else has saved the page since it was opened.

        Wagtail warns of it in the browser, if it has heard of it by then. The form comes back with all that was typed
        and with the newer version as its base, so saving once more is a decision.
        """
        newest = self.instance.latest_revision if self.instance.pk else None
        if newest is None or not _is_newer(newest, self.data):
            return
        who = (newest.user.get_full_name() or newest.user.get_username()) if newest.user else _("somebody else")
        told = {"who": who, "time": date_format(timezone.localtime(newest.created_at), "DATETIME_FORMAT")}
        self.add_error(
            None,
            _(
                "While you were writing, a newer version of the page was saved: %(who)s, %(time)s. "
                "Nothing was overwritten, and your text is still here. To put yours in its place, save once more: "
                "the other version stays in the history of the page."
            )
            % told,
        )


def _is_newer(newest: Any, data: Any) -> bool:
    """Whether the form was opened before `newest` was saved (as Wagtail's `EditView.is_out_of_date`)."""
    own = data.get("overwrite_revision_id")  # what this very window has saved by itself
    if own:
        return bool(own != str(newest.pk))
    loaded = data.get("loaded_revision_id")
    if not loaded:
        return False
    return bool(loaded != str(newest.pk) or data.get("loaded_revision_created_at", "") != newest.created_at.isoformat())
