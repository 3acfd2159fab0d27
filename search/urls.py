"""Addresses of search, below /<language>/."""

from django.urls import path

from search import views

urlpatterns = [
    path("search/", views.results, name="search"),
    path("search/chosen/", views.chosen, name="search_chosen"),
    path("search/suggest/", views.suggestions, name="search_suggest"),
    path("search/opensearch.xml", views.opensearch, name="search_opensearch"),
]
