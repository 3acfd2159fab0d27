"""The map of the day's news, read by a parser that is not ours."""

from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from portal.tests.trees import get, home
from press.tests.factories import NewsFactory, PressSectionFactory, VideoFactory

SPACES = {
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}


def texts(answer, name):
    root = ElementTree.fromstring(answer.content)
    return [element.text for element in root.iterfind(f".//{name}", SPACES)]


@pytest.mark.django_db
def test_it_has_the_news_of_two_days_of_its_language():
    section, now = PressSectionFactory(parent=home()), timezone.now()
    new = NewsFactory(parent=section, title="Су <келді> & кетті", published_at=now - timedelta(hours=5))
    NewsFactory(parent=section, published_at=now - timedelta(days=3))
    NewsFactory(parent=section, live=False)
    VideoFactory(parent=section)
    answer = get("/kk/feed/sitemap.xml")
    assert answer["Content-Type"].startswith("application/xml")
    assert texts(answer, "map:loc") == [new.full_url]
    assert texts(answer, "news:title") == ["Су <келді> & кетті"]
    assert texts(answer, "news:language") == ["kk"]
    (said,) = texts(answer, "news:publication_date")
    assert abs(datetime.fromisoformat(said) - new.published_at) < timedelta(seconds=1)
    assert texts(get("/ru/feed/sitemap.xml"), "map:loc") == []
