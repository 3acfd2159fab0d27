"""Addresses of the open data, without a language."""

from django.urls import path, re_path

from qa.open_data import bulk, views

app_name = "open_data"
urlpatterns = [
    path("questions", views.questions, name="questions"),
    path("questions.csv", bulk.as_csv, name="questions-csv"),
    path("questions.jsonl", bulk.as_lines, name="questions-lines"),
    path("questions/<slug:number>", views.question, name="question"),
    path("topics", views.topics, name="topics"),
    path("regions", views.regions, name="regions"),
    path("agencies", views.agencies, name="agencies"),
    path("statistics", views.statistics, name="statistics"),
    path("statistics.csv", bulk.statistics_csv, name="statistics-csv"),
    path("statistics-by-month.csv", bulk.months_csv, name="months-csv"),
    path("catalogue.jsonld", views.catalogue_dcat, name="catalogue"),
    path("openapi.json", views.description, name="openapi"),
    re_path(r"^(?P<rest>.*)$", views.not_found, name="not-found"),
]
