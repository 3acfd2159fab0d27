"""The main menu: services first (they are views, their apps register them), then the sections of the tree."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.memory import brief
from portal.tree import menu_pages

Entry = tuple[str, str]

_services: list[tuple[int, Callable[[], Entry]]] = []


@dataclass(frozen=True, slots=True)
class MenuItem:
    url: str
    title: str
    current: bool
    exact: bool  # the page itself, and not one below it


def register(entry: Callable[[], Entry], order: int = 100) -> None:
    """Adds a service to the menu: `entry` gives (path, title) in the present language. Twice is as good as once."""
    if all(known is not entry for _, known in _services):
        _services.append((order, entry))
        _services.sort(key=lambda pair: pair[0])


@brief
def entries(language: str) -> list[Entry]:
    """Path and title of every item, in order; `language` must be the active one."""
    return [*(entry() for _, entry in _services), *menu_pages(language)]


def lit(language: str, path: str) -> tuple[str, bool]:
    """The item that is current at `path` ("" for none), and whether it is the page itself."""
    found = next((url for url, _ in entries(language) if path.startswith(url)), "")
    return found, found == path


def menu_items(language: str, current: str, *, exact: bool) -> list[MenuItem]:
    """The menu as shown where `lit` gave `current` and `exact`."""
    return [MenuItem(url, title, url == current, exact and url == current) for url, title in entries(language)]
