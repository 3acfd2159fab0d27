"""Fact-check pages as readers and machines get them, and what they cost."""

import datetime

import feedparser
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from directory.models import Agency, PageRegion, PageTopic, Region, Topic
from portal import memory
from portal.sharing import cards
from portal.tests import bodies
from portal.tests.trees import get, graph, translated
from rebuttals.pages import RebuttalPage
from rebuttals.rules.verdicts import VERDICTS
from rebuttals.tests.factories import EVIDENCE, PLACE, RebuttalFactory, correction

pytestmark = pytest.mark.django_db
BUDGET = 12
HOSTILE = '</script><script>alert("1")</script>'


@pytest.fixture
def topic():
    return Topic.objects.create(key="floods", name_kk="Су тасқыны", name_ru="Паводок", name_en="Flood")


@pytest.fixture
def rebuttal(index, topic):
    """A rebuttal with everything that one can have, in three languages."""
    page = RebuttalFactory(
        parent=index,
        agency=Agency.objects.create(key="emergencies", name_kk="ТЖМ", name_ru="МЧС", name_en="MES"),
        interested_party="Төтенше жағдайлар министрлігі",
        data_received=datetime.date(2026, 11, 19),
        picture=bodies.picture(),
        picture_alt="Бөгет",
        spread=[("place", PLACE)] * 10,
        corrections=[correction(20, "Күні түзетілді."), correction(21, "Дереккөз қосылды.")],
    )
    page.body = bodies.long_body([index, page])
    evidence = f'<p>Дәлел: <a linktype="page" id="{index.pk}">тізім</a></p>'
    page.evidence = [("evidence", EVIDENCE | {"text": evidence})] * 10
    PageTopic.objects.create(page=page, topic=topic)
    region = Region.objects.create(key="aqmola", name_kk="Ақмола", name_ru="Акмола", name_en="Aqmola")
    PageRegion.objects.create(page=page, region=region)
    page.save()
    for _ in range(4):
        RebuttalFactory(parent=index)
    for language in ("ru", "en"):
        translated(page, language)
    memory.forget()
    return page


def cost(path: str) -> int:
    """The number of queries of one anonymous GET of `path` in a warm process."""
    client = Client()
    for _ in range(2):
        assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


class TestBudget:
    def test_rebuttal(self, rebuttal, language):
        assert cost(f"/{language}/fact-check/{rebuttal.slug}/") <= BUDGET

    def test_list(self, rebuttal, language):
        assert cost(f"/{language}/fact-check/?verdict=false&topic=floods") <= BUDGET

    def test_the_list_costs_the_same_with_many(self, index):
        RebuttalFactory(parent=index)
        few = cost("/kk/fact-check/")
        for _ in range(15):
            RebuttalFactory(parent=index)
        assert cost("/kk/fact-check/") == few

    def test_no_cookie(self, rebuttal, language):
        for path in (f"/{language}/fact-check/", f"/{language}/fact-check/{rebuttal.slug}/"):
            response = get(path)
            assert not response.cookies
            assert "Cookie" not in response.get("Vary", "")
            assert "s-maxage" in response["Cache-Control"]


class TestRebuttal:
    def test_says_all_that_the_rules_ask(self, rebuttal):
        text = get(rebuttal.url).text
        for words in (
            rebuttal.claim,
            rebuttal.claim_by,
            rebuttal.conclusion,
            rebuttal.interested_party,
            "ТЖМ",
            "Су тасқыны",
            "Ақмола",
        ):
            assert words in text
        assert f"<q>{rebuttal.claim}</q>" in text
        assert PLACE["archive_url"] in text
        assert EVIDENCE["archive_url"] in text
        assert EVIDENCE["source"] in text
        assert "2026-11-19" in text
        text = text.partition("</head>")[2]
        assert text.index("Дереккөз қосылды.") < text.index("Күні түзетілді.")
        assert text.index(rebuttal.conclusion) < text.index('id="evidence"')
        assert text.count("<h1") == 1

    def test_others_are_offered_but_not_itself(self, rebuttal):
        response = get(rebuttal.url)
        assert len(response.context["others"]) == 3
        assert rebuttal not in response.context["others"]

    def test_parts_that_are_empty_are_left_out(self, index):
        page = RebuttalFactory(parent=index, evidence=[], spread=[], corrections=[])
        text = get(page.url).text
        for part in ("evidence", "spread", "corrections", "detail"):
            assert f'id="{part}"' not in text

    def test_plain_text_is_escaped(self, index):
        page = RebuttalFactory(
            parent=index, claim=HOSTILE, claim_by=HOSTILE, conclusion=HOSTILE, corrections=[correction(1, HOSTILE)]
        )
        text = get(page.url).text
        assert HOSTILE not in text
        assert 'alert("1")' not in text
        assert graph(text)

    @pytest.mark.parametrize("verdict", VERDICTS)
    def test_a_verdict_is_a_word_with_a_sign(self, index, verdict):
        page = RebuttalFactory(parent=index, verdict=verdict)
        text = get(translated(page, "en").url).text
        mark = text.partition(f'class="verdict verdict-{verdict}"')[2].partition("</span>")[0]
        assert "<svg" in mark
        assert mark.endswith(verdict.capitalize())


def test_its_picture_for_links_bears_the_verdict(index):
    page = RebuttalFactory(parent=index, verdict="misleading")
    card = cards.find("page", str(page.pk), "kk")
    assert (card.mark, card.tone) == ("Жаңылыстыратын", "misleading")
    assert card.section == index.title
    assert f"{card.digest}.png" in get(page.url).content.decode()


class TestList:
    def test_shows_claim_verdict_and_conclusion_newest_first(self, index):
        old = RebuttalFactory(
            parent=index, claim="Ескі", published_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
        )
        new = RebuttalFactory(parent=index, claim="Жаңа", verdict="true")
        text = get("/kk/fact-check/").text
        assert text.index(new.claim) < text.index(old.claim)
        assert new.conclusion in text
        assert "verdict-true" in text

    def test_filters(self, index, topic):
        false = RebuttalFactory(parent=index, claim="Бірінші")
        true = RebuttalFactory(parent=index, claim="Екінші", verdict="true")
        # A topic given twice is still one page.
        PageTopic.objects.create(page=true, topic=topic)
        PageTopic.objects.create(page=true, topic=topic)

        def shown(query: str) -> list[int]:
            return [item["pk"] for item in get(f"/kk/fact-check/?{query}").context["listing"].page.object_list]

        assert shown("verdict=true") == [true.pk]
        assert shown("verdict=false") == [false.pk]
        assert shown("topic=floods") == [true.pk]
        assert shown("topic=floods&verdict=false") == []
        assert shown("verdict=nonsense&topic=%00&page=zzz") == [true.pk, false.pk]

    def test_filters_keep_each_other(self, index, topic):
        PageTopic.objects.create(page=RebuttalFactory(parent=index), topic=topic)
        text = get("/kk/fact-check/?topic=floods").text
        assert 'href="?topic=floods&amp;verdict=true"' in text

    def test_only_its_language_and_only_public(self, index):
        page = RebuttalFactory(parent=index)
        RebuttalFactory(parent=index, live=False)
        assert [item["pk"] for item in get("/kk/fact-check/").context["listing"].page.object_list] == [page.pk]
        assert get("/ru/fact-check/").context["listing"].page.object_list == []

    def test_pages_of_the_list_keep_the_filter(self, index):
        for _ in range(21):
            RebuttalFactory(parent=index)
        first = get("/kk/fact-check/?verdict=false")
        assert "?verdict=false&amp;page=2" in first.text
        assert len(get("/kk/fact-check/?verdict=false&page=2").context["listing"].page.object_list) == 1

    def test_empty_states_say_what_to_do(self, index, language):
        for query in ("", "?verdict=satire"):
            text = get(f"/{language}/fact-check/{query}").text
            assert "empty-state" in text
            assert f"/{language}/report/" in text

    def test_names_the_feed(self, index, language):
        assert f'href="/{language}/feed/fact-checks/"' in get(f"/{language}/fact-check/").text


class TestClaimReview:
    def test_required_properties(self, rebuttal, language):
        text = get(f"/{language}/fact-check/{rebuttal.slug}/").text
        review = next(item for item in graph(text) if item["@type"] == "ClaimReview")
        assert review["claimReviewed"] == rebuttal.claim
        assert review["url"] == f"http://testserver/{language}/fact-check/{rebuttal.slug}/"
        assert review["reviewRating"]["alternateName"]
        assert (review["reviewRating"]["worstRating"], review["reviewRating"]["ratingValue"]) == (1, 1)
        assert review["author"]["name"]
        assert review["datePublished"]
        assert review["inLanguage"] == language
        assert review["itemReviewed"]["author"]["name"] == rebuttal.claim_by
        assert review["itemReviewed"]["datePublished"] == "2026-11-20"
        assert review["itemReviewed"]["appearance"][0]["url"] == PLACE["archive_url"]

    @pytest.mark.parametrize("verdict", ["unproven", "satire"])
    def test_no_number_where_no_scale_fits(self, index, verdict):
        text = get(RebuttalFactory(parent=index, verdict=verdict).url).text
        review = next(item for item in graph(text) if item["@type"] == "ClaimReview")
        assert set(review["reviewRating"]) == {"@type", "alternateName"}


class TestFeed:
    def test_is_read_by_a_parser(self, rebuttal, language):
        response = get(f"/{language}/feed/fact-checks/")
        feed = feedparser.parse(response.content)
        assert not feed.bozo
        assert not response.cookies
        entry = next(item for item in feed.entries if rebuttal.slug in item.link)
        assert entry.link == f"http://testserver/{language}/fact-check/{rebuttal.slug}/"
        assert rebuttal.claim in entry.title
        assert entry.summary == rebuttal.conclusion
        assert entry.published
        assert feed.feed.link == f"http://testserver/{language}/fact-check/"

    def test_titles_and_texts_are_escaped(self, index):
        RebuttalFactory(parent=index, claim=HOSTILE)
        response = get("/kk/feed/fact-checks/")
        assert HOSTILE not in response.text
        assert not feedparser.parse(response.content).bozo

    def test_an_empty_one_is_a_feed(self, db, language):
        assert not feedparser.parse(get(f"/{language}/feed/fact-checks/").content).bozo


def test_translation_takes_the_verdict_from_the_original(index):
    """wagtail-localize translates the sentence; the verdict, its date and the slug follow the original."""
    page = RebuttalFactory(parent=index)
    source, _ = TranslationSource.get_or_create_from_instance(page)
    target = Locale.objects.get(language_code="ru")
    translation = Translation.objects.create(source=source, target_locale=target)
    segments = StringSegment.objects.filter(source=source).select_related("context", "string")
    assert not {"verdict", "claim_date", "slug"} & {segment.context.path for segment in segments}
    for segment in segments:
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=target,
            context=segment.context,
            data="https://example.org/ru" if "url" in segment.context.path else "Неправда: плотина цела.",
        )
    translation.save_target(publish=True)
    russian = RebuttalPage.objects.get(translation_key=page.translation_key, locale=target)
    assert (russian.verdict, russian.claim_date, russian.slug) == (page.verdict, page.claim_date, page.slug)
    assert russian.conclusion == "Неправда: плотина цела."

    page.refresh_from_db()
    page.verdict = "misleading"
    page.corrections = [correction(25, "Жаңа құжат табылды.")]
    page.save_revision().publish()
    russian.refresh_from_db()
    assert russian.verdict == "misleading"
