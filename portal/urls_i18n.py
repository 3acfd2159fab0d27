"""Addresses below /kk/, /ru/ and /en/ that belong to no page."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
