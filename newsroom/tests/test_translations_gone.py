"""What happens to translations when their pages go: a clear word in the editor's language, nothing lost, no fault.

Against the real screens of Wagtail and wagtail-localize.
"""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from newsroom.rules.translating import State
from newsroom.tests import stories
from newsroom.tests.people import someone
from newsroom.tests.stories import states
from portal.tests.trees import get

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index")]
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def news():
    return stories.section()


@pytest.fixture
def page(news):
    return stories.told(news, lead="Жүз көлік шықты.")


@pytest.fixture
def desk():
    client = Client()
    client.force_login(someone())
    return client


def edit(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def place(page) -> str:
    return reverse("translations:story", args=[page.pk])


def delete(desk, page) -> None:
    """As an editor does it; the language versions stay."""
    assert desk.post(reverse("wagtailadmin_pages:delete", args=[page.pk])).status_code == 302
    assert not Page.objects.filter(pk=page.pk).exists()


def everything_opens(desk, page) -> str:
    for name in ("board", "queue", "measured", "orphans"):
        assert desk.get(reverse(f"translations:{name}")).status_code == 200, name
    assert desk.get(reverse("wagtail_localize:translations_report")).status_code == 200
    assert desk.get(edit(page)).status_code == 200
    answer = desk.get(place(page))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_original_is_deleted_while_its_translation_is_open(desk, page):
    russian = stories.twin(page, "ru")
    translation = stories.translation(page, "ru")
    segment = translation.source.stringsegment_set.first()
    string = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    assert "js-translation-editor" in desk.get(edit(russian)).content.decode()
    delete(desk, page)

    assert desk.put(string, "value=Поздно", content_type=FORM).status_code == 404
    shown = desk.post(edit(russian), {"action": "publish"}, follow=True)
    assert "Түпнұсқасы жойылған немесе аудармасы тоқтатылған" in shown.content.decode()
    assert stories.fresh(russian).lead == "ru: Жүз көлік шықты."
    assert get(russian.url).status_code == 200
    everything_opens(desk, russian)


def test_the_original_goes_with_its_section(desk, admin_client, news, page):
    """Deleted with all below it: the other languages stand by themselves."""
    russian = stories.twin(page, "ru")
    delete(admin_client, news)
    everything_opens(desk, russian)
    assert get(russian.url).status_code == 200


def test_the_original_goes_behind_the_back_of_wagtail_localize(desk, page):
    """Rows that were deleted without signals leave a translation without its original: its editor opens anyway."""
    russian = stories.twin(page, "ru")
    source = TranslationSource.objects.get(object_id=page.translation_key)
    type(page).objects.filter(pk=page.pk)._raw_delete("default")
    assert Translation.objects.filter(source=source, enabled=True).exists()
    shown = desk.get(edit(russian))
    assert shown.status_code == 200
    assert "Түпнұсқасы жойылған" in shown.content.decode()


def test_a_language_version_is_deleted(desk, page):
    russian = stories.twin(page, "ru")
    delete(desk, russian)
    assert states(page) == {"kk": State.PUBLISHED, "ru": State.MISSING, "en": State.PUBLISHED}
    everything_opens(desk, page)
    source = TranslationSource.objects.get(object_id=page.translation_key)
    assert desk.get(reverse("wagtail_localize:update_translations", args=[source.pk])).status_code == 200
    # It can be begun again.
    begun = desk.post(reverse("translations:take", args=[page.pk, "ru"]), follow=True)
    assert "js-translation-editor" in begun.content.decode()
    assert states(page)["ru"] is State.DRAFT


def test_the_page_of_the_queue_is_deleted_before_it_is_taken(desk, page):
    address = reverse("translations:take", args=[page.pk, "ru"])
    delete(desk, page)
    assert "Бұл бет осы арада жойылған" in desk.post(address, follow=True).content.decode()


def test_the_original_is_unpublished(desk, page):
    desk.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    russian = stories.twin(page, "ru")
    assert russian.live
    assert "Түпнұсқасы жарияланымнан алынған" in desk.get(edit(russian)).content.decode()
    board = desk.get(reverse("translations:board")).content.decode()
    assert "Түпнұсқасы жарияланымда жоқ аудармалар: 2" in board
    assert russian.title in desk.get(reverse("translations:orphans")).content.decode()
    everything_opens(desk, russian)


def test_the_original_is_moved(desk, page):
    other = stories.section("media", "Бейне")
    desk.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, other.pk]))
    assert stories.fresh(page).get_parent().pk == other.pk
    shown = everything_opens(desk, page)
    assert shown.count("түпнұсқасы тұрған бөлімде емес") == 2
    russian = stories.twin(page, "ru")
    assert reverse("wagtailadmin_pages:move", args=[russian.pk]) in shown
    desk.post(reverse("wagtailadmin_pages:move_confirm", args=[russian.pk, stories.twin(other, "ru").pk]))
    assert desk.get(place(page)).content.decode().count("түпнұсқасы тұрған бөлімде емес") == 1


def test_a_translation_that_was_stopped_is_kept_by_hand(desk, page):
    translation = stories.translation(page, "ru")
    russian = stories.twin(page, "ru")
    desk.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    stories.correct(page, lead="Екі жүз көлік шықты.")
    assert states(page)["ru"] is State.STALE
    everything_opens(desk, russian)
    stories.correct(russian, lead="Вышли двести машин.")
    assert states(page)["ru"] is State.PUBLISHED
    assert StringTranslation.objects.filter(locale=stories.locale("ru")).exists()
