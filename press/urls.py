"""Addresses of the press service below each language."""

from django.urls import path

from press import month_views, views
from press.feeds import BriefingsFeed, NewsFeed

app_name = "press"
urlpatterns = [
    path("calendar/", month_views.calendar, name="calendar"),
    path("calendar/<slug:month>/", month_views.calendar, name="calendar_month"),
    path("calendar/<slug:month>.ics", month_views.month_file, name="calendar_file"),
    path("feed/", NewsFeed(), name="feed"),
    path("feed/sitemap.xml", views.news_sitemap, name="news_sitemap"),
    path("feed/infographics/<int:pk>-<int:table>.csv", views.infographic_data, name="infographic_data"),
    path("feed/briefings/", BriefingsFeed(), name="briefings_feed"),
    path("feed/briefings.ics", views.briefings_calendar, name="briefings_calendar"),
    path("feed/briefings/<int:pk>.ics", views.briefing_calendar, name="briefing_calendar"),
    path("feed/briefings/<int:pk>/now/", views.briefing_now, name="briefing_now"),
]
