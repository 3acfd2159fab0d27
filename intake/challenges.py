"""Work for the browser of a suspicious sender: ALTCHA's proof of work, made, checked and kept by this portal alone.

The page's script solves it in a worker while its reader reads; nobody is asked anything. A challenge belongs to one
form, lasts half an hour and counts once.
"""

import json
import secrets
from datetime import datetime, timedelta
from typing import Final

import altcha
from django.db.models import QuerySet
from django.utils import timezone

from intake.models import Challenge, Draft
from portal import crypto

LIFETIME: Final = timedelta(minutes=30)
ALGORITHM: Final = "PBKDF2/SHA-256"  # what every browser does by itself, out of the page's way
COST: Final = 2000  # rounds of one try
TRIES: Final = (40, 160)  # between: under a second on a laptop, some seconds on an old telephone
_LONGEST: Final = 4000  # characters of a solution that are read at all


def _secret(purpose: str) -> str:
    return crypto.fingerprint("challenge", purpose)


def issue(draft: Draft) -> str:
    """A new challenge for the sender of `draft`, as JSON for the page's script."""
    expires = timezone.now() + LIFETIME
    made = altcha.create_challenge(
        ALGORITHM,
        COST,
        counter=TRIES[0] + secrets.randbelow(TRIES[1] - TRIES[0]),
        expires_at=expires,
        hmac_secret=_secret("parameters"),
        hmac_key_secret=_secret("solution"),
    )
    Challenge.objects.create(nonce=made.parameters.nonce, draft=draft, expires_at=expires)
    return json.dumps(made.to_dict())


def solved(draft: Draft, solution: str) -> bool:
    """Whether `solution` solves a challenge of this draft, in time and for the first time. Uses it up."""
    if not solution or len(solution) > _LONGEST:
        return False
    result = altcha.verify_solution(solution, _secret("parameters"), hmac_key_secret=_secret("solution"))
    if not result.verified:
        return False
    nonce = altcha.Payload.from_base64(solution).challenge.parameters.nonce
    now = timezone.now()
    fresh = Challenge.objects.filter(nonce=nonce, draft=draft, used_at__isnull=True, expires_at__gt=now)
    return fresh.update(used_at=now) == 1


def past(before: datetime) -> "QuerySet[Challenge]":
    """Challenges that ended before a moment: their solutions are refused by the date in them."""
    return Challenge.objects.filter(expires_at__lt=before)


def prune(before: datetime, limit: int) -> int:
    """Forgets at most so many of them; how many."""
    keys = list(past(before).values_list("pk", flat=True)[:limit])
    return int(Challenge.objects.filter(pk__in=keys).delete()[0])
