"""Addresses without a language that are known only to those who hold them."""

from django.urls import path

from qa.views import calendar

urlpatterns = [path("calendar/<slug:token>.ics", calendar.due_calendar, name="due_calendar")]
