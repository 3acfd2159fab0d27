"""Addresses of the open data, without a language."""

from django.urls import path, re_path

from qa.open_data import bulk, views

app_name = "open_data"
urlpatterns = [
    path("questions", views.questions, name="questions"),
    path("questions.csv", bulk.as_csv),
    path("questions.jsonl", bulk.as_lines),
    path("questions/<slug:number>", views.question),
    path("topics", views.topics),
    path("regions", views.regions),
    path("agencies", views.agencies),
    path("statistics", views.statistics),
    path("statistics.csv", bulk.statistics_csv, name="statistics-csv"),
    path("statistics-by-month.csv", bulk.months_csv, name="months-csv"),
    path("openapi.json", views.description, name="openapi"),
    re_path(r"^(?P<rest>.*)$", views.not_found),
]
