"""Addresses of the fact-checks below /<language>/ that are no pages."""

from django.urls import path

from intake.uploads import sized_upload
from rebuttals.feeds import RebuttalFeed
from rebuttals.views import pages, report, track

app_name = "rebuttals"
urlpatterns = [
    path("feed/fact-checks/", RebuttalFeed(), name="feed"),
    path("rebuttals/corrections/", pages.corrections, name="corrections"),
    path("rebuttals/<slug:key>/card/", pages.card, name="card"),
    path("report/", report.ReportStart.as_view(), name="report"),
    path("report/enough/", report.ReportEnough.as_view(), name="enough"),
    path("report/similar/", report.similar_fragment, name="similar-fragment"),
    path("report/track/", track.TrackStart.as_view(), name="track"),
    path("report/track/<int:pk>/", track.Tracked.as_view(), name="tracked"),
    path("report/track/<int:pk>/erase/", track.Erase.as_view(), name="erase"),
    path("report/<slug:token>/", sized_upload(report.ReportCheck.as_view()), name="check"),
    path("report/<slug:token>/text/", report.ReportAgain.as_view(), name="again"),
    path("report/<slug:token>/similar/", report.ReportSimilar.as_view(), name="similar"),
    path("report/<slug:token>/done/", report.ReportDone.as_view(), name="done"),
]
