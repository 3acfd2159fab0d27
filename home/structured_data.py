"""Schema.org data of the front page."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from portal.tree import absolute

if TYPE_CHECKING:
    from home.pages import HomePage


def portal(page: "HomePage") -> list[dict[str, Any]]:
    """The portal as an organization and as a site with a search of its own."""
    language = page.locale.language_code
    return [
        {
            "@type": "GovernmentOrganization",
            "@id": f"{settings.BASE_URL}/#portal",
            "name": _("Jauap"),
            "url": page.full_url,
        },
        {
            "@type": "WebSite",
            "name": _("Jauap"),
            "url": page.full_url,
            "inLanguage": language,
            "publisher": {"@id": f"{settings.BASE_URL}/#portal"},
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": absolute(f"/{language}/search/?q={{search_term_string}}"),
                },
                "query-input": "required name=search_term_string",
            },
        },
    ]
