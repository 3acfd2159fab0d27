"""Addresses of the undated pages' part below each language."""

from django.urls import path

from content import views

app_name = "content"
urlpatterns = [path("freshness/", views.freshness, name="freshness")]
