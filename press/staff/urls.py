"""Addresses of the press service's screens, below the admin's own."""

from django.urls import path

from press.staff import briefings, recordings

app_name = "press_staff"
urlpatterns = [
    path("briefings/", briefings.Briefings.as_view(), name="briefings"),
    path("briefings/<int:pk>/", briefings.Running.as_view(), name="running"),
    path("briefings/<int:pk>/point/<int:point>/", briefings.Point.as_view(), name="point"),
    path("briefings/<int:pk>/<slug:verb>/", briefings.Verb.as_view(), name="verb"),
    path("recordings/", recordings.Recordings.as_view(), name="recordings"),
    path("recordings/<int:pk>/retry/", recordings.Retry.as_view(), name="retry"),
]
