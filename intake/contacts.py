"""The verbs of contacts: an address gets one confirmation mail, and everything else waits for the confirmation."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from intake.models import Contact
from portal import crypto, events, outbox
from portal.undelivered import Why

CONFIRMATION: Final = "confirm_contact"  # the one mail that goes to an address not yet confirmed
ASK_AGAIN: Final = timedelta(days=1)
KEPT_UNCONFIRMED: Final = timedelta(days=30)


def fingerprint(email: str) -> str:
    """The look-up key of an address, the same whatever its case."""
    return crypto.fingerprint("email", email.strip().casefold())


def contact_add(email: str, language: str, *, ask: bool = True) -> Contact:
    """Keeps `email`, sealed, and asks for its confirmation unless it was confirmed before or asked in the last day.

    An address that bounced is asked anew: its owner says that it works. With `ask=False` the caller asks with a mail of
    its own, and only that makes it confirmed. Call it in the transaction of what the address was left for.
    """
    with transaction.atomic():
        same = Contact.objects.live().filter(email_fingerprint=fingerprint(email))
        confirmed = same.filter(verified_at__isnull=False, bounced_at__isnull=True).first()
        contact = Contact.objects.create(
            email_sealed=crypto.seal(email.strip()),
            email_fingerprint=fingerprint(email),
            language=language,
            verified_at=confirmed.verified_at if confirmed else None,
        )
        asked_lately = same.filter(confirm_asked_at__gt=timezone.now() - ASK_AGAIN, bounced_at__isnull=True)
        if ask and confirmed is None and not asked_lately.exists():
            _ask_confirmation(contact)
    return contact


def _ask_confirmation(contact: Contact) -> None:
    """One mail with a link to a page with a button: no code, no text, nothing of what the address was left for."""
    contact.confirm_asked_at = timezone.now()
    contact.save(update_fields=["confirm_asked_at"])
    event = events.record("contact", contact.pk, "confirmation_asked", role="system")
    outbox.tell(
        event,
        recipient=contact.reference,
        language=contact.language,
        template=CONFIRMATION,
        context={"token": contact.confirm_token},
    )


def reach(pk: str, template: str) -> outbox.Reach:
    """How the outbox reaches contact `pk`: not at all once erased or bounced, and with all but one text only when
    the address is confirmed."""
    contact = Contact.objects.live().filter(pk=pk, bounced_at__isnull=True).first()
    if contact is None:
        return outbox.Reach()
    if contact.verified_at is None and template != CONFIRMATION:
        return outbox.Reach(waits=True)
    return outbox.Reach(contact.email())


def contact_by_token(token: str) -> Contact | None:
    """The contact whose confirmation mail held `token`; None for any other token."""
    return Contact.objects.live().filter(confirm_token=token).first()


def contact_confirm(contact: Contact) -> None:
    """The address is its owner's: what waited for any row of it may now go out. A second time changes nothing."""
    with transaction.atomic():
        waiting = Contact.objects.live().filter(email_fingerprint=contact.email_fingerprint, verified_at__isnull=True)
        confirmed = list(waiting.select_for_update().values_list("pk", flat=True))
        waiting.filter(pk__in=confirmed).update(verified_at=timezone.now(), bounced_at=None)
        for pk in confirmed:
            events.record("contact", pk, "confirmed", role="citizen")
            outbox.wake(f"contact:{pk}")


def contact_undeliverable(pk: str, template: str, why: Why) -> None:
    """A mail to contact `pk` came back for good, or was called unwanted: the address gets nothing more, on any row."""
    contact = Contact.objects.live().filter(pk=pk).first()
    if contact is not None:
        address_undeliverable(contact, why)


def address_undeliverable(contact: Contact, why: Why) -> None:
    """The same for the address that `contact` holds."""
    same = Contact.objects.live().filter(email_fingerprint=contact.email_fingerprint, bounced_at__isnull=True)
    for pk in list(same.select_for_update().values_list("pk", flat=True)):
        Contact.objects.filter(pk=pk).update(bounced_at=timezone.now())
        events.record("contact", pk, str(why), role="system")


def contact_erase(contact: Contact) -> None:
    """Erases the address. If it was the one asked to confirm, another row of the same address is asked instead."""
    with transaction.atomic():
        contact = Contact.objects.select_for_update().get(pk=contact.pk)
        if contact.erased_at is not None:
            return
        heir = (
            Contact.objects.live()
            .filter(email_fingerprint=contact.email_fingerprint, verified_at__isnull=True)
            .exclude(pk=contact.pk)
            .order_by("pk")
            .first()
        )
        contact.email_sealed = contact.email_fingerprint = ""
        contact.confirm_token = f"erased-{contact.pk}"
        contact.erased_at = timezone.now()
        contact.save(update_fields=["email_sealed", "email_fingerprint", "confirm_token", "erased_at"])
        if heir is not None and contact.confirm_asked_at and heir.confirm_asked_at is None:
            _ask_confirmation(heir)
        events.record("contact", contact.pk, "erased", role="system")
