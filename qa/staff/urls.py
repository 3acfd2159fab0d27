"""Addresses of the staff's screens, below the admin's own."""

from django.urls import path

from qa.staff import drafts, expiring, queues, translations, views

app_name = "qa_staff"
urlpatterns = [
    path("moderation/", queues.ModerationQueue.as_view(), name="moderation"),
    path("moderation/results/", queues.ModerationQueue.as_view(results_only=True), name="moderation_results"),
    path("agency/", queues.AgencyQueue.as_view(), name="agency"),
    path("agency/results/", queues.AgencyQueue.as_view(results_only=True), name="agency_results"),
    path("approval/", queues.ApprovalQueue.as_view(), name="approval"),
    path("approval/results/", queues.ApprovalQueue.as_view(results_only=True), name="approval_results"),
    path("all/", queues.Everything.as_view(), name="all"),
    path("all/results/", queues.Everything.as_view(results_only=True), name="all_results"),
    path("expiring/", expiring.Expiring.as_view(), name="expiring"),
    path("expiring/results/", expiring.Expiring.as_view(results_only=True), name="expiring_results"),
    path("translations/", translations.Translations.as_view(), name="translations"),
    path("translations/results/", translations.Translations.as_view(results_only=True), name="translations_results"),
    path("translations/<int:pk>/confirm/", translations.confirm, name="translation_confirm"),
    path("question/<slug:number>/", views.QuestionPage.as_view(), name="question"),
    path("question/<slug:number>/files/<int:pk>/", views.attachment, name="attachment"),
    path("question/<slug:number>/answer-files/<int:pk>/", views.answer_file, name="answer_file"),
    path(
        "question/<slug:number>/drafts/<int:answer>/<int:saved>/",
        drafts.DraftPage.as_view(),
        name="draft",
    ),
    path("question/<slug:number>/<slug:verb>/", views.ActionPage.as_view(), name="action"),
]
