"""The screens on which the words of search are kept, and the report of what readers look for."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from content.tests.factories import GuidanceFactory
from portal import languages
from portal.tests.trees import home
from portal.users import User
from search import reports
from search.models import BestBet, ChoiceTally, Concept, SearchTally
from search.staff.forms import BestBetForm, ConceptForm
from search.tests.fakes import document

pytestmark = pytest.mark.django_db
CONCEPTS, BETS, SEARCHES = (
    reverse(name) for name in ("search_concepts:index", "search_best_bets:index", "search_staff:searches")
)
LANGUAGES = ["kk", "ru", "en"]


@pytest.fixture
def keeper():
    return User.objects.create_superuser("keeper", "keeper@example.org", "x")


@pytest.fixture
def client(keeper):
    UserProfile.objects.create(user=keeper, preferred_language="en")
    client = Client()
    client.force_login(keeper, backend="django.contrib.auth.backends.ModelBackend")
    return client


def in_language(keeper, language):
    UserProfile.objects.filter(user=keeper).update(preferred_language=language)


class TestConcepts:
    def form(self, instance=None, **given):
        return ConceptForm({"kk": "", "ru": "", "en": "", **given}, instance=instance)

    def test_lines_are_kept_tidy(self, client):
        response = client.post(
            reverse("search_concepts:add"), {"kk": " балабақша \r\n\r\n бөбекжай", "ru": "детский   сад", "en": ""}
        )
        assert response.status_code == 302
        concept = Concept.objects.get()
        assert (concept.kk, concept.ru) == ("балабақша\nбөбекжай", "детский сад")
        with translation.override("ru"):
            assert str(concept) == "детский сад"
        with translation.override("en"):
            assert str(concept) == "балабақша"

    @pytest.mark.parametrize(
        ("given", "field", "word"),
        [
            ({}, "__all__", "at least two"),
            ({"ru": "садик"}, "__all__", "at least two"),
            ({"ru": "садик\nСадик"}, "ru", "twice"),
            ({"ru": "выплата\nвыплаты"}, "ru", "“выплаты” and “выплата”"),
            ({"ru": "что\nсадик"}, "ru", "“что”"),
            ({"ru": "садик, ясли", "kk": "балабақша"}, "ru", "a line of its own"),
            ({"ru": "ясли", "kk": "бөбекжай"}, "ru", "“детский сад”"),
        ],
    )
    def test_what_is_wrong_is_said(self, given, field, word):
        Concept.objects.create(ru="детский сад\nясли")
        with translation.override("en"):
            form = self.form(**given)
            assert not form.is_valid()
            assert word in " ".join(form.errors[field])

    def test_itself_is_no_other(self):
        concept = Concept.objects.create(ru="детский сад\nясли")
        assert self.form(concept, ru="детский сад\nясли\nсадик").is_valid()

    def test_the_list_searches_and_tries(self, client):
        Concept.objects.create(kk="балабақша\nбөбекжай", ru="садик")
        Concept.objects.create(kk="кезек", ru="очередь")
        text = client.get(CONCEPTS, {"q": "бөбек"}).content.decode()
        assert "бөбекжай" in text
        assert "очередь" not in text
        tried = client.get(CONCEPTS, {"try": "очередь в садики"}).context
        assert tried["found"] == ("кезек в балабақша", "кезек в бөбекжай")
        assert "Nothing else is searched" in client.get(CONCEPTS, {"try": "салық\0"}).content.decode()

    def test_a_link_fills_the_form_in(self, client):
        text = client.get(reverse("search_concepts:add"), {"ru": "ясли <b>", "changed_at": "x"}).content.decode()
        assert "ясли &lt;b&gt;" in text

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_opens_in_each_language(self, client, keeper, language):
        concept = Concept.objects.create(kk="балабақша\nбөбекжай")
        in_language(keeper, language)
        edit = reverse("search_concepts:edit", args=[concept.pk])
        for url in (CONCEPTS, edit, reverse("search_concepts:delete", args=[concept.pk])):
            assert client.get(url).status_code == 200

    def test_costs_the_same_with_many(self, client, django_assert_max_num_queries):
        def cost():
            with django_assert_max_num_queries(60) as seen:
                client.get(CONCEPTS)
            return len(seen)

        Concept.objects.create(kk="а\nб")
        cost()
        few = cost()
        Concept.objects.bulk_create(Concept(kk=f"сөз{n}\nсөйлем{n}") for n in range(40))
        assert cost() == few


class TestBestBets:
    @pytest.fixture
    def page(self):
        return GuidanceFactory(parent=home(), title="Су тасқыны")

    def form(self, **given):
        empty = dict.fromkeys(("phrases", "page", "address", "title", "text", "last_day"), "")
        return BestBetForm({**empty, "language": "kk", "phrases": "су тасқыны", **given})

    def test_a_page(self, client, page):
        given = {"language": "kk", "phrases": "су тасқыны\nпаводок", "page": page.pk, "address": "", "title": ""}
        assert client.post(reverse("search_best_bets:add"), given).status_code == 302
        text = client.get(BETS).content.decode()
        assert "су тасқыны, паводок" in text
        assert "shown" in text
        page.unpublish()
        assert "its page is not published" in client.get(BETS).content.decode()

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"phrases": "что", "address": "/kk/", "title": "т"}, "phrases"),
            ({"phrases": "жер\nжерге", "address": "/kk/", "title": "т"}, "phrases"),
            ({"phrases": " \n", "address": "/kk/", "title": "т"}, "phrases"),
            ({}, "page"),
            ({"address": "/kk/"}, "title"),
            ({"address": "javascript:alert(1)", "title": "т"}, "address"),
            ({"address": "//elsewhere.example", "title": "т"}, "address"),
            ({"address": "/\\elsewhere.example", "title": "т"}, "address"),
            ({"address": "http://elsewhere.example", "title": "т"}, "address"),
            ({"address": "https://[", "title": "т"}, "address"),
            ({"address": "/kk/", "title": "т", "last_day": "2001-01-01"}, "last_day"),
            ({"address": "/kk/", "title": "т", "last_day": "x"}, "last_day"),
        ],
    )
    def test_what_is_wrong_is_said(self, given, field):
        form = self.form(**given)
        assert not form.is_valid()
        assert list(form.errors) == [field]

    def test_both_a_page_and_an_address(self, page):
        form = self.form(page=page.pk, address="https://egov.kz", title="eGov")
        assert list(form.errors) == ["page"]

    @pytest.mark.parametrize("address", ["/kk/questions/ask/", "https://egov.kz"])
    def test_an_address(self, address):
        assert self.form(address=address, title="eGov").is_valid()

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_opens_in_each_language(self, client, keeper, page, language):
        one = BestBet.objects.create(language="kk", phrases="су", page=page)
        in_language(keeper, language)
        add = reverse("search_best_bets:add") + "?language=ru&phrases=паводок"
        for url in (BETS, reverse("search_best_bets:edit", args=[one.pk]), add):
            assert client.get(url).status_code == 200
        assert "паводок" in client.get(add).content.decode()

    def test_goes_with_its_page(self, page):
        BestBet.objects.create(language="kk", phrases="су", page=page)
        page.delete()
        assert not BestBet.objects.exists()


def tallied(text, searches=5, empty=0, chosen=0, occasions=3, language="kk", days=0):
    SearchTally.objects.create(
        day=timezone.localdate() - timedelta(days=days), language=language, text=text, searches=searches, empty=empty,
        chosen=chosen, occasions=occasions,
    )  # fmt: skip


class TestReport:
    TODAY = property(lambda self: timezone.localdate())

    def texts(self, **more):
        return [line.text for line in reports.lines(self.TODAY - timedelta(days=29), self.TODAY, **more)]

    def test_only_what_was_searched_on_several_occasions(self):
        tallied("бір", searches=9, occasions=2)
        tallied("екі", occasions=2)
        tallied("екі", occasions=1, days=3)
        tallied("үш", occasions=2)
        tallied("үш", occasions=2, language="ru")  # another language is another search
        tallied("төрт", occasions=3, days=40)
        assert self.texts() == ["екі"]

    def test_kinds_of_lines(self):
        tallied("бос", searches=4, empty=4)
        tallied("кейде бос", searches=6, empty=1, chosen=2)
        tallied("ешкім", searches=5)
        lines = reports.lines(self.TODAY, self.TODAY)
        assert [line.text for line in lines] == ["кейде бос", "ешкім", "бос"]
        assert [line.text for line in reports.in_vain(lines)] == ["бос", "кейде бос"]
        assert [line.text for line in reports.not_chosen(lines)] == ["ешкім"]

    def test_what_was_chosen(self, source):
        source.store = {"1": document("1", "Салық төлеу")}
        bet = BestBet.objects.create(language="kk", phrases="егов", address="https://egov.kz", title="eGov")
        tallied("салық", chosen=3)
        tallied("жеке құпия", occasions=1, chosen=4)
        for text, kind, id_, times in (
            ("салық", "note", "1", 3), ("жеке құпия", "note", "1", 4), ("салық", "note", "gone", 1),
            ("салық", "best-bet", str(bet.pk), 2),
        ):  # fmt: skip
            ChoiceTally.objects.create(day=self.TODAY, language="kk", text=text, kind=kind, object_id=id_, times=times)
        first, second, third = reports.chosen(self.TODAY, self.TODAY)
        assert (first.times, first.title, first.texts) == (7, "Салық төлеу", ("салық",))
        assert (second.title, second.times) == ("егов", 2)
        assert (third.title, third.reference) == ("", "note gone")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_page(self, client, keeper, language):
        home("ru")
        tallied("бос <b>", searches=4, empty=4, language="ru")
        in_language(keeper, language)
        response = client.get(SEARCHES)
        text = response.content.decode()
        assert response.status_code == 200
        assert "бос &lt;b&gt;" in text
        assert f"{reverse('search_concepts:add')}?ru=%D0%B1%D0%BE%D1%81" in text
        assert f"{reverse('search_best_bets:add')}?language=ru&amp;phrases=" in text
        assert reverse("wagtailadmin_explore", args=[home("ru").pk]) in text

    def test_by_language_and_days(self, client):
        tallied("қазақша")
        tallied("русский", language="ru")
        today = self.TODAY.isoformat()
        text = client.get(SEARCHES, {"since": today, "until": today, "language": "ru"}).content.decode()
        assert "русский" in text
        assert "қазақша" not in text
        wrong = client.get(SEARCHES, {"since": today, "until": "2001-01-01", "language": "ru"})
        assert wrong.status_code == 422

    def test_csv(self, client):
        tallied("=1+1", searches=4, empty=1)
        today = self.TODAY.isoformat()
        for export in ("searches", "chosen"):
            response = client.get(SEARCHES, {"since": today, "until": today, "export": export})
            assert response["Content-Type"] == "text/csv; charset=utf-8"
            rows = list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"))))
            if export == "searches":
                assert rows[1] == ["kk", "'=1+1", "4", "1", "0"]

    def test_costs_the_same_at_any_length(self, client, django_assert_max_num_queries):
        def cost():
            with django_assert_max_num_queries(60) as seen:
                client.get(SEARCHES)
            return len(seen)

        tallied("сөз")
        cost()
        few = cost()
        for n in range(60):
            tallied(f"сөз {n}", empty=n % 2)
        assert cost() == few


def test_every_language_of_the_portal_has_its_column():
    assert set(languages.CODES) <= {field.name for field in Concept._meta.get_fields()}
