"""Addresses below each language of what programs read of the whole portal."""

from django.urls import path

from machines import feeds, views

app_name = "machines"
urlpatterns = [
    path("feed/all/", feeds.EverythingFeed(), name="everything"),
    path("feed/kind/<slug:kind>/", feeds.KindFeed(), name="kind"),
    path("feed/section/<int:pk>/", feeds.SectionFeed(), name="section"),
    path("feed/topic/<slug:key>/", feeds.TopicFeed(), name="topic"),
    path("subscribe/", views.subscribe, name="subscribe"),
]
