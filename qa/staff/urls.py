"""Addresses of the staff's screens, below the admin's own."""

from django.urls import path

from qa.staff import (
    asked,
    calendar,
    deflections,
    drafts,
    expiring,
    opinions,
    people,
    queues,
    recount,
    rules,
    translations,
    views,
)
from qa.staff.desk import urls as desk

app_name = "qa_staff"
urlpatterns = [
    *desk.urlpatterns,
    path("moderation/", queues.ModerationQueue.as_view(), name="moderation"),
    path("moderation/results/", queues.ModerationQueue.as_view(results_only=True), name="moderation_results"),
    path("agency/", queues.AgencyQueue.as_view(), name="agency"),
    path("agency/results/", queues.AgencyQueue.as_view(results_only=True), name="agency_results"),
    path("approval/", queues.ApprovalQueue.as_view(), name="approval"),
    path("approval/results/", queues.ApprovalQueue.as_view(results_only=True), name="approval_results"),
    path("all/", queues.Everything.as_view(), name="all"),
    path("all/results/", queues.Everything.as_view(results_only=True), name="all_results"),
    path("asked/", asked.AskedMost.as_view(), name="asked"),
    path("asked/results/", asked.AskedMost.as_view(results_only=True), name="asked_results"),
    path("opinions/", opinions.OpinionsReport.as_view(), name="opinions"),
    path("opinions/<slug:number>/", opinions.OpinionsOf.as_view(), name="opinions-of"),
    path("similar-answers/", deflections.Report.as_view(), name="deflections"),
    path("mine/", queues.Mine.as_view(), name="mine"),
    path("mine/results/", queues.Mine.as_view(results_only=True), name="mine_results"),
    path("people/", people.PeopleScreen.as_view(), name="agencies"),
    path("people/<slug:agency>/", people.AgencyPeople.as_view(), name="people"),
    path("recount/", recount.Recount.as_view(), name="recount"),
    path("calendar/", calendar.CalendarPage.as_view(), name="calendar"),
    path("rules/try/", rules.RuleTester.as_view(), name="rule_tester"),
    path("rules/figures/", rules.RuleFiguresPage.as_view(), name="rule_figures"),
    path("rules/<int:pk>/move/", rules.move, name="rule_move"),
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
