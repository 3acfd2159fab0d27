"""Addresses of the fact-checks below /<language>/ that are no pages."""

from django.urls import path

from rebuttals import views
from rebuttals.feeds import RebuttalFeed

app_name = "rebuttals"
urlpatterns = [
    path("feed/fact-checks/", RebuttalFeed(), name="feed"),
    path("report/", views.ReportStart.as_view(), name="report"),
    path("report/enough/", views.ReportEnough.as_view(), name="enough"),
    path("report/<slug:token>/", views.ReportCheck.as_view(), name="check"),
    path("report/<slug:token>/done/", views.ReportDone.as_view(), name="done"),
]
