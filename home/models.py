"""Every model of the app, gathered where Django looks for them."""

from home.pages import FooterLink, HomePage, HomePick

__all__ = ["FooterLink", "HomePage", "HomePick"]
