"""Every model of the app, gathered where Django looks for them."""

from home.pages import HomePage, HomePick

__all__ = ["HomePage", "HomePick"]
