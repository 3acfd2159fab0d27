"""Addresses without a language."""

from django.urls import URLPattern, path

from portal import offline_views, views
from portal.sharing.views import share_picture

urlpatterns: list[URLPattern] = [
    path("", views.front_door, name="front_door"),
    path("language/<slug:code>/", views.choose_language, name="choose_language"),
    path("healthz", views.healthz, name="healthz"),
    path("offline-worker.js", offline_views.worker, name="offline_worker"),
    path("favicon.ico", views.favicon, name="favicon"),
    path(".well-known/security.txt", views.security, name="security"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:kind>-<slug:language>-<int:number>.xml", views.sitemap, name="sitemap"),
    path("share/<slug:kind>/<slug:language>/<slug:key>/<slug:digest>.png", share_picture, name="share_picture"),
]
