"""Addresses of the press service below each language."""

from django.urls import path

from press.feeds import NewsFeed

app_name = "press"
urlpatterns = [path("feed/", NewsFeed(), name="feed")]
