"""Sealing and fingerprints."""

import pytest
from cryptography.fernet import Fernet

from portal import crypto


def test_what_is_sealed_can_be_read_back() -> None:
    token = crypto.seal("Қыз аты: Әсел")
    assert "Әсел" not in token
    assert crypto.unseal(token) == "Қыз аты: Әсел"
    assert token != crypto.seal("Қыз аты: Әсел")


def test_keys_can_be_rotated(settings) -> None:
    old, new = (Fernet.generate_key().decode() for _ in range(2))
    settings.CIPHER_KEYS = [old]
    token = crypto.seal("secret")
    settings.CIPHER_KEYS = [new, old]
    fresh = crypto.reseal(token)
    settings.CIPHER_KEYS = [new]
    assert crypto.unseal(fresh) == "secret"
    with pytest.raises(crypto.CannotUnseal):
        crypto.unseal(token)


def test_a_fingerprint_depends_on_purpose_and_key(settings) -> None:
    first = crypto.fingerprint("code", "K7QM")
    assert first == crypto.fingerprint("code", "K7QM")
    assert len(first) == 64
    assert first != crypto.fingerprint("email", "K7QM")
    settings.SECRET_KEY = "another"
    assert first != crypto.fingerprint("code", "K7QM")
