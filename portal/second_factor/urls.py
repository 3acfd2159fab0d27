"""Addresses of the second step. They stand before Wagtail's, which would ask for a whole sign-in first."""

from django.urls import path

from portal.second_factor import views

app_name = "second_factor"
urlpatterns = [
    path("", views.enter, name="enter"),
    path("set-up/", views.set_up, name="set_up"),
    path("mine/", views.mine, name="mine"),
    path("leave/", views.leave, name="leave"),
]
