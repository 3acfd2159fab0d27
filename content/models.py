"""Every model of the app, gathered where Django looks for them."""

from content.pages import DocumentPage, GuidancePage, SectionPage

__all__ = ["DocumentPage", "GuidancePage", "SectionPage"]
