"""Every address of the portal."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/second-factor/", include("portal.second_factor.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    # The questions' part comes last: it answers for what is not there.
    path("api/v1/", include("rebuttals.open_data.urls")),
    path("api/v1/", include("machines.open_data.urls")),
    path("api/v1/", include("qa.open_data.urls")),
    path("", include("portal.urls")),
    path("", include("search.urls_root")),
    path("", include("newsroom.urls_private")),
    path("", include("qa.urls_private")),
]
# What is below /<language>/ and no page has its first part in portal.reserved.RESERVED; the pages come last.
urlpatterns += i18n_patterns(
    path("", include("portal.urls_i18n")),
    path("", include("search.urls")),
    path("", include("qa.urls")),
    path("", include("rebuttals.urls")),
    path("", include("press.urls")),
    path("", include("machines.urls")),
    path("", include("content.urls")),
    path("", include("newsroom.urls")),
    path("", include("intake.urls")),
    path("", include("portal.urls_pages")),
    prefix_default_language=True,
)

handler400 = "portal.errors.bad_request"
handler500 = "portal.errors.server_error"
