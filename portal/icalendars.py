"""Calendars that programs subscribe to: how one begins, and secret addresses of those that are one person's own."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from icalendar import Calendar

from portal import crypto
from portal.users import User


def begun(subject: str, name: str, language: str, refresh: timedelta) -> Calendar:
    """A calendar without events: `subject` says in English what is in it, `name` is what its reader sees."""
    made = Calendar()
    made.add("prodid", f"-//Jauap//{subject}//{language.upper()}")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("refresh-interval", refresh, parameters={"VALUE": "DURATION"})
    return made


def uid(key: str) -> str:
    """The name of an event for all the world."""
    return f"{key}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}"


def file(content: bytes, name: str, cache: str) -> HttpResponse:
    """A file for calendars; `cache` is its Cache-Control."""
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = cache
    return response


def private_file(content: bytes, name: str, keep: timedelta) -> HttpResponse:
    """The same of one person's calendar, which their program may `keep` and nobody lists."""
    response = file(content, name, f"private, max-age={int(keep.total_seconds())}")
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@dataclass(frozen=True, slots=True)
class Addresses:
    """The secrets of one kind of calendar: rows of `model` (user, fingerprint, created_at), keyed for `purpose`."""

    model: Any
    purpose: str

    @transaction.atomic
    def make(self, user: Any) -> str:
        """A new secret for someone; the one before is worth nothing from now on. We keep a keyed digest of it."""
        token = secrets.token_urlsafe(32)
        fresh = {"fingerprint": self._fingerprint(token), "created_at": timezone.now()}
        self.model.objects.update_or_create(user=user, defaults=fresh)
        return token

    def revoke(self, user: Any) -> None:
        """Closes someone's calendar."""
        self.model.objects.filter(user=user).delete()

    def owner(self, token: str) -> User | None:
        """Whose secret it is. An unknown and a revoked one cost the same look-up."""
        found = self.model.objects.filter(fingerprint=self._fingerprint(token)).select_related("user").first()
        return found.user if found else None

    def _fingerprint(self, token: str) -> str:
        return crypto.fingerprint(self.purpose, token)
