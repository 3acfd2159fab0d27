"""Search in Wagtail's admin: its words, and what readers look for."""

from typing import Any

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks

from search.staff import menu, urls, viewsets


@hooks.register("register_admin_urls")
def search_urls() -> list[URLPattern | URLResolver]:
    return [path("search-words/", include(urls, namespace="search_staff"))]


@hooks.register("register_admin_menu_item")
def search_menu() -> Any:
    return menu.words()


@hooks.register("register_admin_viewset")
def words() -> list[Any]:
    return viewsets.made()
