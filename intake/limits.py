"""How often one address may do something, counted in the database so that every process sees the same count.

An address is known by its HMAC alone. Limits are wide: behind one mobile operator's address stand thousands of people.
"""

import ipaddress
import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from intake.models import Counter
from portal import crypto


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `times` within each window of `seconds`."""

    times: int
    seconds: int


# settings.LIMITS, a dict of purpose → (times, seconds), overrides these.
RATES: Final = {
    "start": Rate(120, 600),
    "submit": Rate(60, 600),
    "code": Rate(30, 600),
    "similar": Rate(600, 600),
    "feedback": Rate(60, 600),
    "confirm": Rate(30, 600),
    "follow": Rate(30, 600),
    "asked_too": Rate(5, 24 * 60 * 60),
    "open_data": Rate(600, 600),
    "bulk": Rate(20, 3600),
}
KEPT: Final = timedelta(days=1)


class TooMany(Exception):  # noqa: N818 named for what it says where it is caught
    """The address is over its limit. `retry_after` is in whole seconds."""

    def __init__(self, purpose: str, retry_after: int) -> None:
        super().__init__(purpose)
        self.purpose = purpose
        self.retry_after = retry_after

    @property
    def minutes(self) -> int:
        return max(1, math.ceil(self.retry_after / 60))


def client_address(request: HttpRequest) -> str:
    """The sender's address: of the connection, or as the outermost of our TRUSTED_PROXIES proxies saw it.

    What stands further left in X-Forwarded-For anyone can write. An IPv6 network (/64) counts as one address.
    """
    address = request.META.get("REMOTE_ADDR", "")
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    if settings.TRUSTED_PROXIES and hops:
        address = hops[-min(settings.TRUSTED_PROXIES, len(hops))]
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def sign_in_address(request: HttpRequest) -> str | None:
    """The same for the throttle of signing in, as one address; None when it is unknown. Without it all who come through
    our proxy would be one, and anybody could lock out anybody."""
    address = client_address(request).partition("/")[0]
    return None if address == "unknown" else address


def rate_of(purpose: str) -> Rate:
    """The limit in force. Raises KeyError for a purpose nobody defined."""
    override = getattr(settings, "LIMITS", {}).get(purpose)
    return Rate(*override) if override else RATES[purpose]


def hit(purpose: str, request: HttpRequest, at: datetime | None = None) -> None:
    """Counts one try. Raises TooMany when it is one too many."""
    rate, at = rate_of(purpose), at or timezone.now()
    since = _window(rate, at)
    if _count(purpose, _key(request), since) > rate.times:
        raise TooMany(purpose, max(1, math.ceil(since.timestamp() + rate.seconds - at.timestamp())))


def within(purpose: str, request: HttpRequest, *, scope: str, at: datetime | None = None) -> bool:
    """Counts one try of the address at `scope` (one question, say), and whether it is still within the limit.

    Nothing is refused: what is beyond it is only not counted elsewhere.
    """
    rate, at = rate_of(purpose), at or timezone.now()
    return _count(purpose, _key(request, scope), _window(rate, at)) <= rate.times


def recent(purpose: str, request: HttpRequest, at: datetime | None = None) -> int:
    """How many tries the present window of this address holds; looking counts none."""
    window = _window(rate_of(purpose), at or timezone.now())
    found = Counter.objects.filter(purpose=purpose, key=_key(request), since=window)
    return found.values_list("count", flat=True).first() or 0


def _window(rate: Rate, at: datetime) -> datetime:
    return datetime.fromtimestamp(at.timestamp() // rate.seconds * rate.seconds, UTC)


def _key(request: HttpRequest, scope: str = "") -> str:
    return crypto.fingerprint(f"address.{scope}" if scope else "address", client_address(request))


def _count(purpose: str, key: str, since: datetime) -> int:
    """One more, in one statement, so that no two processes count the same try once."""
    table = connection.ops.quote_name(Counter._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (purpose, key, since, count) VALUES (%s, %s, %s, 1) "  # noqa: S608 a constant name
            f"ON CONFLICT (purpose, key, since) DO UPDATE SET count = {table}.count + 1 RETURNING count",
            [purpose, key, connection.ops.adapt_datetimefield_value(since)],
        )
        return int(cursor.fetchone()[0])
