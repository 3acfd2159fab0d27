"""Addresses of the question service, below each language."""

from django.urls import path

from intake.uploads import sized_upload
from qa import feeds
from qa.views import ask, files, public, send, track, useful

app_name = "qa"
urlpatterns = [
    path("questions/", public.question_list, name="list"),
    path("questions/feed/", feeds.AnswersFeed(), name="feed"),
    path("questions/ask/", ask.AskStart.as_view(), name="ask"),
    path("questions/ask/enough/", ask.Enough.as_view(), name="enough"),
    path("questions/ask/similar/", ask.similar_fragment, name="similar-fragment"),
    path("questions/ask/<slug:token>/", ask.AskAgain.as_view(), name="ask-again"),
    path("questions/ask/<slug:token>/similar/", ask.Similar.as_view(), name="similar"),
    path("questions/ask/<slug:token>/contact/", sized_upload(ask.Contact.as_view()), name="contact"),
    path("questions/ask/<slug:token>/check/", send.Check.as_view(), name="check"),
    path("questions/ask/<slug:token>/done/", send.Done.as_view(), name="done"),
    path("questions/track/", track.TrackStart.as_view(), name="track"),
    path("questions/track/<slug:number>/", track.Tracked.as_view(), name="tracked"),
    path("questions/track/<slug:number>/files/<int:pk>/", files.own_file, name="own-file"),
    path("questions/track/<slug:number>/<slug:verb>/", track.Act.as_view(), name="act"),
    path("questions/<slug:number>/", public.question, name="question"),
    path("questions/<slug:number>/files/<int:pk>/", files.public_file, name="answer-file"),
    path("questions/<slug:number>/useful/", useful.Useful.as_view(), name="useful"),
]
