"""Addresses of proofreading, below the admin's own."""

from django.urls import path

from proofing.staff import pages, reports

app_name = "proofing"
urlpatterns = [
    path("pages/<int:pk>/", pages.Remarks.as_view(), name="page"),
    path("pages/<int:pk>/panel/", pages.panel, name="panel"),
    path("links/", reports.BrokenLinks.as_view(), name="links"),
    path("aging/", reports.AgingPages.as_view(), name="aging"),
]
