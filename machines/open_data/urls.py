"""Addresses of pages as data, without a language."""

from django.urls import path

from machines.open_data import views

app_name = "page_data"
urlpatterns = [
    path("pages", views.pages, name="list"),
    path("pages.csv", views.as_csv, name="csv"),
    path("pages.jsonl", views.as_lines, name="lines"),
    path("pages/<uuid:page_key>", views.page, name="page"),
]
