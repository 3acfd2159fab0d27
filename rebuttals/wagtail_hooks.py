"""The fact-checks in Wagtail's admin."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks

from rebuttals.staff import views
from rebuttals.staff.viewsets import ClaimReportViewSet


@hooks.register("register_admin_viewset")
def reports() -> ClaimReportViewSet:
    return ClaimReportViewSet()


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern | URLResolver]:
    patterns = [
        path("<int:pk>/begin/", views.begin, name="begin"),
        path("<int:pk>/dismiss/", views.dismiss, name="dismiss"),
        path("<int:pk>/link/", views.link, name="link"),
    ]
    return [path("claim-reports/", include((patterns, "claim_report_actions")))]
