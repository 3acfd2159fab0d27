"""Addresses without a language that are known only to those who hold them."""

from django.urls import path

from newsroom import views

urlpatterns = [path("calendar/editorial/<slug:token>.ics", views.editorial_calendar, name="editorial_calendar")]
