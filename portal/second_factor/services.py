"""The verbs of the second step: set it up, check a code, renew the codes on paper, reset it for someone else."""

import math
import secrets
import time
from base64 import b32encode
from datetime import timedelta
from typing import Any, Final

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal import accounts, crypto
from portal.second_factor.models import RecoveryCode, SecondFactor

STEP: Final = 30  # seconds that a code lasts (RFC 6238)
DRIFT: Final = 1  # steps by which the phone's clock may differ
TRIES: Final = 5
CLOSED_FOR: Final = timedelta(minutes=15)
CODES: Final = 10
_ALPHABET: Final = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that is read in two ways


class Closed(Exception):  # noqa: N818 a state of affairs, not a fault
    """Too many wrong codes. `minutes` says for how long nothing is taken."""

    def __init__(self, minutes: int) -> None:
        super().__init__(f"closed for {minutes} minutes")
        self.minutes = minutes


def of(user: Any) -> SecondFactor | None:
    """The person's confirmed second step."""
    return SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).first()


def begin(user: Any) -> SecondFactor:
    """The step that is being set up: the same one until it is confirmed, so that a reload shows the same picture."""
    sealed = crypto.seal(secrets.token_bytes(20).hex())
    return SecondFactor.objects.get_or_create(user=user, defaults={"secret_sealed": sealed})[0]


def secret_text(factor: SecondFactor) -> str:
    """The secret as people type it into an app, in groups of four."""
    text = b32encode(_key(factor)).decode()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def address(factor: SecondFactor) -> str:
    """The otpauth: address that the picture holds."""
    return _totp(factor).get_provisioning_uri(factor.user.get_username(), settings.WAGTAIL_SITE_NAME)


def confirm(user: Any, code: str) -> list[str] | None:
    """Takes the first code of a new app and gives the ten codes for paper; None for a wrong code. Raises Closed."""
    if not _take(user, code, confirmed=False):
        return None
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().get(user=user)
        factor.confirmed_at = timezone.now()
        factor.save(update_fields=["confirmed_at"])
        accounts.record(user, "second_factor_set", actor=user)
        return _new_codes(factor)


def check(user: Any, code: str) -> bool:
    """Whether `code` is the app's of this moment, or one on paper that was not used. Raises Closed."""
    return _take(user, code, confirmed=True)


@transaction.atomic
def codes_renew(user: Any) -> list[str]:
    """Ten new codes for paper; the old ones open nothing any more."""
    factor = SecondFactor.objects.select_for_update().get(user=user, confirmed_at__isnull=False)
    accounts.record(user, "recovery_codes_renewed", actor=user)
    return _new_codes(factor)


@transaction.atomic
def reset(user: Any, *, actor: Any) -> bool:
    """Takes the second step off an account, ends its sessions and tells its owner; it is set up at the next sign-in.

    Returns whether there was one.
    """
    there = bool(SecondFactor.objects.filter(user=user).delete()[0])
    if there:
        event = accounts.record(user, "second_factor_reset", actor=actor)
        accounts.end_sessions(user)
        accounts.tell(event, user, "second_factor_reset")
    return there


def _take(user: Any, code: str, *, confirmed: bool) -> bool:
    """One try, counted. The count is kept whatever comes of it: nothing here is rolled back."""
    with transaction.atomic():
        steps = SecondFactor.objects.select_for_update().filter(user=user, confirmed_at__isnull=not confirmed)
        factor = steps.first()
        if factor is None:
            return False
        _refuse_while_closed(factor)
        right = _is_now(factor, code) or (confirmed and _is_on_paper(factor, code))
        factor.failures = 0 if right else factor.failures + 1
        if factor.failures >= TRIES:
            factor.failures, factor.closed_until = 0, timezone.now() + CLOSED_FOR
        factor.save(update_fields=["failures", "closed_until", "last_step"])
        if not right:
            accounts.record(user, "second_factor_failed", actor=None)
    return right


def _refuse_while_closed(factor: SecondFactor) -> None:
    left = (factor.closed_until - timezone.now()).total_seconds() if factor.closed_until else 0
    if left > 0:
        raise Closed(math.ceil(left / 60))


def _is_now(factor: SecondFactor, code: str) -> bool:
    digits = "".join(code.split())
    now, totp = int(time.time()) // STEP, _totp(factor)
    for step in range(now - DRIFT, now + DRIFT + 1):
        same = secrets.compare_digest(totp.generate(step * STEP), digits.encode())
        if step > factor.last_step and same:
            factor.last_step = step
            return True
    return False


def _is_on_paper(factor: SecondFactor, code: str) -> bool:
    unused = factor.codes.filter(digest=_digest(factor, code), used_at__isnull=True)
    used = bool(unused.update(used_at=timezone.now()))
    if used:
        accounts.record(factor.user, "recovery_code_used", actor=factor.user)
    return used


def _new_codes(factor: SecondFactor) -> list[str]:
    letters = ["".join(secrets.choice(_ALPHABET) for _ in range(10)) for _ in range(CODES)]
    factor.codes.all().delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(factor=factor, digest=_digest(factor, code)) for code in letters)
    return [f"{code[:5]}-{code[5:]}" for code in letters]


def _digest(factor: SecondFactor, code: str) -> str:
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    return crypto.fingerprint("recovery", f"{factor.user_id}:{plain}")


def _key(factor: SecondFactor) -> bytes:
    return bytes.fromhex(crypto.unseal(factor.secret_sealed))


def _totp(factor: SecondFactor) -> TOTP:
    return TOTP(_key(factor), 6, SHA1(), STEP)  # noqa: S303 what the apps on phones know
