"""Slugs below a front page that are no pages: services and views live there."""

from typing import Any, Final

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ValidationError
from django.db import connections
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import gettext_lazy as _

RESERVED: Final = frozenset(
    {
        "questions", "search", "display", "report", "feed", "rebuttals", "intake", "confirm", "open-data", "subscribe",
        "freshness", "offline", "calendar",
        "_util",
    }
)  # fmt: skip
MESSAGE = _("This address belongs to a service of the portal. Choose another slug.")


def is_reserved(slug: str) -> bool:
    return slug.lower() in RESERVED


def refuse_reserved(slug: str, depth: int | None) -> None:
    """Raises ValidationError for a page directly below a front page whose slug a service holds."""
    if depth == 3 and is_reserved(slug):
        raise ValidationError({"slug": MESSAGE})


def first_segments(resolver: URLResolver | None = None) -> set[str]:
    """The first parts of all addresses below /<language>/ that are views."""
    resolver = resolver or get_resolver()
    found: set[str] = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver) and type(entry.pattern).__name__ == "LocalePrefixPattern":
            found |= _segments(entry)
    return found


def _segments(resolver: URLResolver) -> set[str]:
    found: set[str] = set()
    for entry in resolver.url_patterns:
        route = str(entry.pattern)
        if isinstance(entry, URLResolver) and not route:
            found |= _segments(entry)
        elif isinstance(entry, URLPattern) and entry.name == "wagtail_serve":
            continue
        elif route:
            found.add(route.lstrip("^").split("/")[0])
    return found


def check_addresses(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every view below /<language>/ must be in `RESERVED`, or a page could take its address."""
    return [
        Error(
            f"The address /<language>/{segment}/ is a view but not a reserved slug.",
            hint="Add it to portal.reserved.RESERVED.",
            id="portal.E001",
        )
        for segment in sorted(first_segments() - RESERVED)
    ]


def check_pages(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """No page may lie on a reserved slug: it could never be reached."""
    if "default" not in (databases or ()):
        return []
    page = apps.get_model("wagtailcore", "Page")
    if page._meta.db_table not in connections["default"].introspection.table_names():
        return []  # before the first migration
    taken = page.objects.filter(depth=3, slug__in=RESERVED).values_list("url_path", flat=True)
    return [
        Error(f"The page {url_path} lies on a reserved slug.", hint="Give it another slug.", id="portal.E002")
        for url_path in taken
    ]
