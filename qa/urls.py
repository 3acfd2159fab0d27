"""Addresses of the question service, below each language."""

from django.urls import path

from intake.uploads import sized_upload
from qa import feeds
from qa.views import (
    address,
    ask,
    asked_most,
    files,
    follow,
    lists,
    open_data,
    public,
    send,
    similar,
    statistics,
    track,
    useful,
)

app_name = "qa"
urlpatterns = [
    path("questions/", lists.question_list, name="list"),
    path("questions/feed/", feeds.AnswersFeed(), name="feed"),
    path("questions/browse/", lists.browse, name="browse"),
    *(path(f"questions/{kind}/<slug:key>/", lists.shelf, {"kind": kind}, name=kind) for kind in lists.SHELVES),
    *(
        path(f"questions/{kind}/<slug:key>/feed/", feeds.ShelfFeed(), {"kind": kind}, name=f"{kind}-feed")
        for kind in lists.SHELVES
    ),
    path("questions/statistics/", statistics.statistics, name="statistics"),
    path("questions/statistics/<slug:key>/", statistics.agency_statistics, name="agency-statistics"),
    path("open-data/", open_data.open_data_page, name="open-data"),
    path("questions/ask/", ask.AskStart.as_view(), name="ask"),
    path("questions/ask/enough/", similar.Enough.as_view(), name="enough"),
    path("questions/ask/similar/", similar.similar_fragment, name="similar-fragment"),
    path("questions/ask/<slug:token>/", ask.AskAgain.as_view(), name="ask-again"),
    path("questions/ask/<slug:token>/own-case/", similar.OwnCase.as_view(), name="own-case"),
    path("questions/ask/<slug:token>/similar/", similar.Similar.as_view(), name="similar"),
    path("questions/ask/<slug:token>/paused/", similar.Paused.as_view(), name="paused"),
    path("questions/ask/<slug:token>/contact/", sized_upload(ask.Contact.as_view()), name="contact"),
    path("questions/ask/<slug:token>/check/", send.Check.as_view(), name="check"),
    path("questions/ask/<slug:token>/done/", send.Done.as_view(), name="done"),
    path("questions/track/", track.TrackStart.as_view(), name="track"),
    path("questions/track/<slug:number>/", track.Tracked.as_view(), name="tracked"),
    path("questions/track/<slug:number>/address/", address.Address.as_view(), name="address"),
    path("questions/track/<slug:number>/files/<int:pk>/", files.own_file, name="own-file"),
    path("questions/track/<slug:number>/<slug:verb>/", track.Act.as_view(), name="act"),
    path("questions/most-asked/", asked_most.most_asked, name="most-asked"),
    path("questions/follow/<slug:token>/", follow.confirm, name="follow-confirm"),
    path("questions/unfollow/<slug:token>/", follow.unfollow, name="unfollow"),
    path("questions/<slug:number>/", public.question, name="question"),
    path("questions/<slug:number>/follow/", follow.Follow.as_view(), name="follow"),
    path("questions/<slug:number>/too/", follow.AskToo.as_view(), name="ask-too"),
    path("questions/<slug:number>/files/<int:pk>/", files.public_file, name="answer-file"),
    path("questions/<slug:number>/useful/", useful.Useful.as_view(), name="useful"),
]
