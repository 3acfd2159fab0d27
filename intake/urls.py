"""Addresses of intake, below each language."""

from django.urls import path

from intake import views

app_name = "intake"
urlpatterns = [path("confirm/<slug:token>/", views.confirm, name="confirm")]
