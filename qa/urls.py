"""Addresses of the question service, below each language."""

from django.urls import path

from intake.uploads import sized_upload
from qa import feeds
from qa.views import ask, public, useful

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
    path("questions/<slug:number>/", public.question, name="question"),
    path("questions/<slug:number>/useful/", useful.Useful.as_view(), name="useful"),
]
