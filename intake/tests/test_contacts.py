from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from intake import contacts
from intake.models import Contact
from portal import events, outbox, retention
from portal.notices import Notice

pytestmark = pytest.mark.django_db


def add(email="Asel@example.kz", language="kk"):
    return contacts.contact_add(email, language)


def asked():
    return Notice.objects.filter(template=contacts.CONFIRMATION)


class TestAdd:
    def test_the_address_is_sealed(self):
        contact = add()
        assert "asel" not in f"{contact.email_sealed}{contact.email_fingerprint}".lower()
        assert contact.email() == "Asel@example.kz"
        assert contact.email_fingerprint == contacts.fingerprint(" asel@EXAMPLE.kz")

    def test_an_address_gets_one_confirmation_mail(self):
        first, second = add(), add("asel@example.kz")
        assert asked().count() == 1
        contacts.contact_confirm(first)
        second.refresh_from_db()
        assert second.verified

    def test_a_day_later_it_may_be_asked_again(self):
        add()
        Contact.objects.update(confirm_asked_at=timezone.now() - timedelta(days=2))
        add()
        assert asked().count() == 2

    def test_a_confirmed_address_is_not_asked(self):
        contacts.contact_confirm(add())
        assert add().verified
        assert asked().count() == 1


class TestMail:
    @pytest.mark.parametrize("language", ["kk", "ru", "en"])
    def test_holds_a_link_in_its_language_and_nothing_else(self, language):
        contact = add(language=language)
        outbox.sweep()
        (letter,) = mail.outbox
        assert f"http://testserver/{language}/confirm/{contact.confirm_token}/" in letter.body
        assert "&" not in letter.subject + letter.body

    def test_everything_else_waits_for_the_confirmation(self):
        contact = add()
        assert contacts.reach(str(contact.pk), "question_received").waits
        assert contacts.reach(str(contact.pk), contacts.CONFIRMATION).address == "Asel@example.kz"
        contacts.contact_confirm(contact)
        assert contacts.reach(str(contact.pk), "question_received").address == "Asel@example.kz"

    def test_an_erased_or_bounced_address_is_never_reached(self):
        contact = add()
        Contact.objects.update(bounced_at=timezone.now())
        assert contacts.reach(str(contact.pk), contacts.CONFIRMATION) == outbox.Reach()
        Contact.objects.update(bounced_at=None)
        contacts.contact_erase(contact)
        assert contacts.reach(str(contact.pk), contacts.CONFIRMATION) == outbox.Reach()


class TestErase:
    def test_nothing_of_the_address_is_left(self):
        contact = add()
        contacts.contact_erase(contact)
        contacts.contact_erase(contact)
        contact.refresh_from_db()
        assert (contact.email_sealed, contact.email_fingerprint, contact.email()) == ("", "", "")
        assert contact.confirm_token == f"erased-{contact.pk}"

    def test_another_row_of_the_address_is_asked_instead(self):
        first, second = add(), add()
        contacts.contact_erase(first)
        assert asked().filter(recipient=second.reference).exists()

    def test_what_nobody_confirms_goes_after_thirty_days(self):
        old, confirmed, fresh = add("old@example.kz"), add("sure@example.kz"), add("new@example.kz")
        contacts.contact_confirm(confirmed)
        Contact.objects.exclude(pk=fresh.pk).update(created_at=timezone.now() - timedelta(days=31))
        assert retention.run()["unconfirmed"] == 1
        old.refresh_from_db()
        assert old.erased_at


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
class TestPage:
    def test_opening_changes_nothing_and_the_button_confirms(self, client, language):
        contact = add(language=language)
        address = f"/{language}/confirm/{contact.confirm_token}/"
        assert client.get(address).status_code == 200
        contact.refresh_from_db()
        assert not contact.verified
        assert client.post(address).context["done"]
        contact.refresh_from_db()
        assert contact.verified
        assert client.post(address).context["done"]
        confirmed = events.Event.objects.filter(subject_kind="contact", code="confirmed")
        assert confirmed.count() == 1

    @pytest.mark.parametrize("token", ["x", "a" * 43, "erased-1"])
    def test_an_unknown_token(self, client, language, token):
        for page in (client.get(f"/{language}/confirm/{token}/"), client.post(f"/{language}/confirm/{token}/")):
            assert page.status_code == 404
            assert "<h1>" in page.text

    def test_too_many_tries(self, client, language, settings):
        settings.LIMITS = {"confirm": (0, 600)}
        page = client.post(f"/{language}/confirm/x/")
        assert page.status_code == 429
        assert page["Retry-After"]
