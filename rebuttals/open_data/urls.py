"""Addresses of the fact-checks as data, without a language."""

from django.urls import path

from rebuttals.open_data import views

app_name = "fact_check_data"
urlpatterns = [
    path("fact-checks", views.fact_checks, name="list"),
    path("fact-checks.csv", views.as_csv, name="csv"),
    path("fact-checks/claimreview", views.feed, name="claimreview"),
]
