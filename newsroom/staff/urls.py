"""Addresses of the newsroom's screens, below the admin's own."""

from django.urls import path

from newsroom.staff import calendar, desk, urgent

app_name = "newsroom_staff"
urlpatterns = [
    path("urgent/", urgent.Urgent.as_view(), name="urgent"),
    path("waiting/<slug:what>/", desk.Waiting.as_view(), name="waiting"),
    path("calendar/", calendar.EditorialCalendar.as_view(), name="calendar"),
    path("calendar/move/<int:pk>/", calendar.Move.as_view(), name="move"),
    path("calendar/move-piece/<int:pk>/", calendar.MovePiece.as_view(), name="move_piece"),
    path("calendar/mine/", calendar.Subscription.as_view(), name="subscription"),
]
