"""Addresses of the newsroom's screens, below the admin's own."""

from django.urls import path

from newsroom.staff import urgent

app_name = "newsroom_staff"
urlpatterns = [
    path("urgent/", urgent.Urgent.as_view(), name="urgent"),
]
