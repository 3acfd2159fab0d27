"""Addresses of the screens that are no lists of rows."""

from django.urls import path

from search.staff import report

app_name = "search_staff"
urlpatterns = [path("searches/", report.Searches.as_view(), name="searches")]
