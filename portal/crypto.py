"""Secrets at rest: what must be read back is sealed, what must only be found again is fingerprinted."""

import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class CannotUnseal(ValueError):  # noqa: N818 a state of affairs, not a fault
    """The text was sealed with a key that is not in `CIPHER_KEYS`, or was changed since."""


@lru_cache(maxsize=4)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def seal(text: str) -> str:
    """`text` encrypted with the newest key; every call gives another token."""
    return _cipher(tuple(settings.CIPHER_KEYS)).encrypt(text.encode()).decode()


def unseal(token: str) -> str:
    """The text of a token made by `seal` with any key still listed. Raises CannotUnseal."""
    try:
        return _cipher(tuple(settings.CIPHER_KEYS)).decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise CannotUnseal("sealed with an unknown key, or changed") from error


def reseal(token: str) -> str:
    """The same text under the newest key, for a rotation of keys. Raises CannotUnseal."""
    return seal(unseal(token))


def fingerprint(purpose: str, text: str) -> str:
    """A keyed digest (64 hex digits) by which a secret can be found without being stored.

    `purpose` keeps the digests of different kinds of secrets apart: an address never matches a code. The key is
    drawn from SECRET_KEY, so changing that one makes every stored fingerprint unfindable (docs/deploy.md).
    """
    key = hashlib.sha256(f"jauap.fingerprint.{purpose}:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
