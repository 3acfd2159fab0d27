"""Addresses of search, below /<language>/."""

from django.urls import path

from search import views

urlpatterns = [
    path("search/", views.results, name="search"),
    path("search/chosen/", views.chosen, name="search-chosen"),
]
