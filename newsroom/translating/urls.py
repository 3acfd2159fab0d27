"""Addresses of the translators' screens, below the admin's own."""

from django.urls import path

from newsroom.translating import lists, story

app_name = "translations"
urlpatterns = [
    path("", lists.Board.as_view(), name="board"),
    path("queue/", lists.Queue.as_view(), name="queue"),
    path("measured/", lists.Measured.as_view(), name="measured"),
    path("without-original/", lists.Orphans.as_view(), name="orphans"),
    path("next/<slug:language>/", story.Next.as_view(), name="next"),
    path("piece/<int:pk>/<slug:language>/take/", story.Take.as_view(), name="take"),
    path("piece/<int:pk>/<slug:language>/release/", story.Release.as_view(), name="release"),
    path("piece/<int:pk>/<slug:language>/urgent/", story.Urgent.as_view(), name="urgent"),
    path("page/<int:pk>/", story.Languages.as_view(), name="story"),
    path("page/<int:pk>/publish/", story.PublishTogether.as_view(), name="publish"),
    path("page/<int:pk>/confirm/", story.Confirm.as_view(), name="confirm"),
    path("page/<int:pk>/keep/", story.Keep.as_view(), name="keep"),
]
