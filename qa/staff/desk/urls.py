"""Addresses of the moderators' desk, among those of the staff's screens."""

from django.urls import path

from qa.staff.desk import bulk, queues, views

urlpatterns = [
    path("moderation/next/", views.Next.as_view(), name="next"),
    path("moderation/switch/<slug:what>/", views.Switch.as_view(), name="switch"),
    path("moderation/urgent/", queues.UrgentQueue.as_view(), name="urgent"),
    path("moderation/urgent/results/", queues.UrgentQueue.as_view(results_only=True), name="urgent_results"),
    path("moderation/bulk/", bulk.BulkPage.as_view(), name="bulk"),
    path("moderation/bulk/<uuid:token>/", bulk.BulkResult.as_view(), name="bulk_result"),
    path("moderation/bulk/<uuid:token>/undo/", bulk.BulkUndo.as_view(), name="bulk_undo"),
    path("question/<slug:number>/desk/here/", views.here, name="here"),
    path("question/<slug:number>/desk/<slug:act>/", views.Desk.as_view(), name="desk"),
]
