"""Addresses of the staff's screens, below the admin's own."""

from django.urls import path

from qa.staff import disclosure, log, overview, people, queues, retention, transfers, views

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
    path("overview/", overview.Overviewing.as_view(), name="overview"),
    path("people/", people.People.as_view(), name="people"),
    path("people/results/", people.People.as_view(results_only=True), name="people_results"),
    path("people/<int:pk>/reset/", people.Reset.as_view(), name="reset"),
    path("log/", log.Log.as_view(), name="log"),
    path("log/results/", log.Log.as_view(results_only=True), name="log_results"),
    path("log/csv/", log.LogFile.as_view(), name="log_csv"),
    path("retention/", retention.Retention.as_view(), name="retention"),
    path("transfers/", transfers.Transfers.as_view(), name="transfers"),
    path("transfers/list/", transfers.NewList.as_view(), name="transfer_list"),
    path("transfers/full/", transfers.NewFull.as_view(), name="transfer_full"),
    path("transfers/import/", transfers.NewImport.as_view(), name="transfer_import"),
    path("transfers/<int:pk>/", transfers.One.as_view(), name="transfer"),
    path("transfers/<int:pk>/progress/", transfers.Progress.as_view(), name="transfer_progress"),
    path("transfers/<int:pk>/cancel/", transfers.Cancel.as_view(), name="transfer_cancel"),
    path("transfers/<int:pk>/go/", transfers.Go.as_view(), name="transfer_go"),
    path("transfers/<int:pk>/download/", transfers.Download.as_view(), name="transfer_download"),
    path("question/<slug:number>/contact/", disclosure.ContactPage.as_view(), name="contact"),
    path("question/<slug:number>/", views.QuestionPage.as_view(), name="question"),
    path("question/<slug:number>/files/<int:pk>/", views.attachment, name="attachment"),
    path("question/<slug:number>/<slug:verb>/", views.ActionPage.as_view(), name="action"),
]
