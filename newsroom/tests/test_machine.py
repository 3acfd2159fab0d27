"""Machine translation: a plug-in that fills drafts, marked for readers and programs until a person has confirmed it."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail_localize.models import StringTranslation

from newsroom.rules.translating import State
from newsroom.tests import stories
from newsroom.tests.people import someone
from newsroom.tests.stories import states
from newsroom.translating import services
from portal.tests.trees import get, graph

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index")]
PARROT = {"CLASS": "newsroom.tests.plugins.Parrot", "OPTIONS": {"sign": "Попугай:"}}


@pytest.fixture
def page():
    page = stories.story(stories.section(), lead="Жүз көлік шықты.")
    stories.submit(page, "ru")
    return page


@pytest.fixture
def editor():
    return someone()


@pytest.fixture
def desk(editor):
    client = Client()
    client.force_login(editor)
    return client


def ask(desk, page):
    """The button of the side-by-side editor."""
    translation = stories.translation(page, "ru")
    edit = reverse("wagtailadmin_pages:edit", args=[stories.twin(page, "ru").pk])
    return desk.post(reverse("wagtail_localize:machine_translate", args=[translation.pk]), {"next": edit}, follow=True)


def marks(page) -> list[bool]:
    """Whether readers, search engines and other programs are told."""
    html = get(stories.twin(page, "ru").url).content.decode()
    told = any("TrainedAlgorithmicMedia" in str(item) for item in graph(html))
    return ["machine-made" in html, 'name="ai-disclosure"' in html, told]


def test_off_by_default(page, desk):
    assert ask(desk, page).status_code == 404


def test_it_fills_a_draft_and_publishes_nothing(page, desk, settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = PARROT
    shown = ask(desk, page).content.decode()
    assert "Parrot" in shown
    assert StringTranslation.objects.filter(data="Попугай: Жүз көлік шықты.", translation_type="machine").exists()
    assert "Мәтіннің бір бөлігін машина аударған" in shown
    assert states(page)["ru"] is State.DRAFT
    stories.submit(page, "en")
    stories.fill(page, "en")
    together = desk.post(reverse("translations:publish", args=[page.pk]), follow=True).content.decode()
    assert "Машина аударған мәтінді әлі ешкім растамаған" in together
    assert states(page)["ru"] is State.DRAFT


def test_marked_until_a_person_confirms(page, desk, editor, settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = PARROT
    ask(desk, page)
    stories.publish(page, "ru")  # a person's button
    assert marks(page) == [True, True, True]
    desk.post(reverse("translations:confirm", args=[page.pk]), {"language": "ru"})
    assert marks(page) == [False, False, False]
    twin = stories.twin(page, "ru")
    entry = PageLogEntry.objects.get(page=twin.pk, action=services.CONFIRMED)
    assert entry.user == editor
    assert twin.translation_standing.confirmed_by == editor
    history = desk.get(reverse("wagtailadmin_pages:history", args=[twin.pk])).content.decode()
    assert "Машина аударған мәтінді растады" in history
    # What the machine writes later is marked anew.
    stories.correct(page, lead="Екі жүз көлік шықты.")
    ask(desk, page)
    stories.publish(page, "ru")
    assert marks(page) == [True, True, True]


def test_a_person_who_rewrites_all_of_it_confirms_it(page, desk, editor, settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = PARROT
    ask(desk, page)
    translation = stories.translation(page, "ru")
    for segment in translation.source.stringsegment_set.all():
        address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
        assert desk.put(address, "value=По-русски", content_type="application/x-www-form-urlencoded").status_code == 200
    stories.publish(page, "ru")
    assert marks(page) == [False, False, False]


def test_what_the_original_says_of_itself_stays(page, desk, settings):
    stories.correct(page, ai_made=True)
    stories.fill(page, "ru")
    stories.publish(page, "ru")
    assert marks(page) == [True, True, True]


def test_a_machine_that_does_not_answer(page, desk, settings, caplog):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": "newsroom.tests.plugins.Broken", "OPTIONS": {}}
    answer = ask(desk, page)
    assert answer.status_code == 200
    assert "Машиналық аударма қызметі жауап бермеді" in answer.content.decode()
    assert stories.translation(page, "ru").get_progress()[1] == 0
