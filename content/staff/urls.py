"""Addresses of the reports, below the admin's own."""

from django.urls import path

from content.staff import reports

app_name = "content_staff"
urlpatterns = [
    path("section-6/", reports.Completeness.as_view(), name="completeness"),
    path("late/", reports.Late.as_view(), name="late"),
]
