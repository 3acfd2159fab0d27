"""Every page below /<language>/: Wagtail's own addresses, with our way from an address to a page."""

from django.urls import URLPattern, URLResolver, re_path
from wagtail import urls as wagtail_urls

from portal.serving import serve

urlpatterns: list[URLPattern | URLResolver] = [
    *(entry for entry in wagtail_urls.urlpatterns if entry.name != "wagtail_serve"),
    re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
]
