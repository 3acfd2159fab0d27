"""The main menu: services first (they are views, their apps register them), then the sections of the tree."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.tree import menu_pages

Entry = tuple[str, str]

_services: list[tuple[int, Callable[[], Entry]]] = []


@dataclass(frozen=True, slots=True)
class MenuItem:
    url: str
    title: str
    current: bool


def register(entry: Callable[[], Entry], order: int = 100) -> None:
    """Adds a service to the menu: `entry` gives (path, title) in the present language. Twice is as good as once."""
    if all(known is not entry for _, known in _services):
        _services.append((order, entry))
        _services.sort(key=lambda pair: pair[0])


def menu_items(language: str, path: str) -> list[MenuItem]:
    """The menu as shown at `path`; the item under which the page lies is the current one."""
    entries = [entry() for _, entry in _services]
    entries += menu_pages(language)
    return [MenuItem(url, title, path.startswith(url)) for url, title in entries]
