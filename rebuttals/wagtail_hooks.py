"""The fact-checks in Wagtail's admin."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks

from rebuttals.staff import views
from rebuttals.staff.viewsets import ClaimCaseViewSet


@hooks.register("register_admin_viewset")
def cases() -> ClaimCaseViewSet:
    return ClaimCaseViewSet()


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern | URLResolver]:
    patterns = [
        path("<int:pk>/begin/", views.begin, name="begin"),
        path("<int:pk>/pictures/<int:file>/", views.picture, name="picture"),
        path("<int:pk>/<slug:verb>/", views.act, name="act"),
    ]
    return [path("claim-cases/", include((patterns, "claim_case_actions")))]
