"""Addresses of the newsroom below each language."""

from django.urls import path

from newsroom import views

app_name = "newsroom"
urlpatterns = [
    path("feed/urgent/", views.urgent_now, name="urgent"),
]
