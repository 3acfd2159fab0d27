"""Addresses below /kk/, /ru/ and /en/ that belong to no page."""

from django.urls import URLPattern, path

from portal import display_views, offline_views

urlpatterns: list[URLPattern] = [
    path("display/", display_views.choose, name="display"),
    path("display/set/", display_views.change, name="display_set"),
    path("offline/", offline_views.saved, name="offline"),
]
