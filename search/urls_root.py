"""Addresses of search without a language."""

from django.urls import path

from search import views
from search.indexnow import KEY_PATH

urlpatterns = [path(KEY_PATH[1:], views.indexnow_key, name="indexnow_key")]
