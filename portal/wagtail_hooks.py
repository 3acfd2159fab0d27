"""The portal's own ways in Wagtail."""

from typing import Any

from wagtail import hooks

from portal.links import LocalPageLinkHandler


@hooks.register("register_rich_text_features", order=1000)
def link_pages_in_bulk(features: Any) -> None:
    """After Wagtail's own registration: links to pages are looked up together, in the reader's language."""
    features.register_link_type(LocalPageLinkHandler)
