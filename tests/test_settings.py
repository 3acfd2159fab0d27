"""Production says no before it starts wrongly; what protects readers and staff is on."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.test import Client

from portal.tests.trees import home
from portal.users import User

ROOT = Path(__file__).resolve().parent.parent
# What `check --deploy` may still say, as docs/deploy.md explains: HSTS for subdomains and the preload list bind hosts
# that are not ours; Wagtail shows previews in a frame of the same site.
EXPLAINED = {"security.W005", "security.W019", "security.W021"}
ASK = """
import json
from django.conf import settings as s
names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SECURE_SSL_REDIRECT",
         "SECURE_HSTS_SECONDS", "SECURE_REFERRER_POLICY", "X_FRAME_OPTIONS", "DEBUG", "BASE_URL"]
print(json.dumps({name: getattr(s, name) for name in names}))
"""


def production(tmp_path: Path, *command: str, **changed: str | None) -> subprocess.CompletedProcess[str]:
    """Runs manage.py as production does, with good values but for those `changed` (None: not set)."""
    values: dict[str, str | None] = {
        "PATH": os.environ.get("PATH", ""),
        "SECRET_KEY": "k3y-" * 20 + "0123456789abcdefXYZ",
        "ALLOWED_HOSTS": "jauap.example",
        "CIPHER_KEYS": Fernet.generate_key().decode(),
        "EMAIL_URL": "smtp://localhost:25",
        "VAR_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    environment = {name: value for name, value in (values | changed).items() if value is not None}
    return subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
    )


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "CIPHER_KEYS", "EMAIL_URL"])
def test_production_refuses_to_start_without_its_secrets_and_hosts(tmp_path, missing) -> None:
    answer = production(tmp_path, "check", **{missing: None})
    assert answer.returncode != 0
    assert f"{missing} is not set" in answer.stderr


@pytest.mark.parametrize(
    ("name", "value"), [("CIPHER_KEYS", "not-a-key"), ("ALLOWED_HOSTS", " , "), ("JAUAP_MODE", "prod")]
)
def test_production_refuses_what_cannot_work(tmp_path, name, value) -> None:
    answer = production(tmp_path, "check", **{name: value})
    assert answer.returncode != 0
    assert name in answer.stderr


def test_deployment_check_has_nothing_to_say_but_what_is_explained(tmp_path) -> None:
    answer = production(tmp_path, "check", "--deploy")
    assert answer.returncode == 0, answer.stderr
    said = {word.strip("()") for word in answer.stderr.split() if word.startswith("(") and word.endswith(")")}
    assert {word for word in said if "." in word} <= EXPLAINED


def test_production_is_safe_by_default(tmp_path) -> None:
    answer = production(tmp_path, "shell", "--no-imports", "-c", ASK)
    assert answer.returncode == 0, answer.stderr
    assert '"SESSION_COOKIE_SECURE": true, "CSRF_COOKIE_SECURE": true, "SESSION_COOKIE_HTTPONLY": true' in answer.stdout
    assert '"SECURE_SSL_REDIRECT": true, "SECURE_HSTS_SECONDS": 31536000' in answer.stdout
    assert '"SECURE_REFERRER_POLICY": "same-origin", "X_FRAME_OPTIONS": "SAMEORIGIN", "DEBUG": false' in answer.stdout
    assert '"BASE_URL": "https://jauap.example"' in answer.stdout


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/kk/", "/ru/questions/", "/kk/questions/ask/", "/en/no-such-page/", "/admin/login/"])
def test_pages_for_everyone_run_nothing_inline_and_are_not_framed(client: Client, path: str) -> None:
    home()
    response = client.get(path)
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
class TestSigningIn:
    @pytest.fixture(autouse=True)
    def _someone(self, settings: Any) -> None:
        settings.AXES_ENABLED = True
        User.objects.create_user("officer", "officer@example.org", "right-password-1", is_superuser=True)

    def sign_in(self, client: Client, password: str, **more: str) -> int:
        return client.post("/admin/login/", {"username": "officer", "password": password}, **more).status_code

    def test_closes_after_several_wrong_passwords(self, client: Client, settings: Any) -> None:
        tries = [self.sign_in(client, "wrong") for _ in range(settings.AXES_FAILURE_LIMIT)]
        assert tries[-1] == 429
        assert self.sign_in(client, "right-password-1") == 429
        assert self.sign_in(client, "right-password-1", REMOTE_ADDR="192.0.2.7") == 302

    def test_behind_our_proxy_each_address_counts_for_itself(self, client: Client, settings: Any) -> None:
        settings.TRUSTED_PROXIES = 1
        for _ in range(settings.AXES_FAILURE_LIMIT):
            self.sign_in(client, "wrong", HTTP_X_FORWARDED_FOR="2001:db8::1")
        assert self.sign_in(client, "right-password-1", HTTP_X_FORWARDED_FOR="2001:db8::2") == 429  # the same network
        assert self.sign_in(client, "right-password-1", HTTP_X_FORWARDED_FOR="192.0.2.7") == 302

    def test_an_address_that_is_none_breaks_nothing(self, client: Client) -> None:
        assert self.sign_in(client, "wrong", REMOTE_ADDR="nonsense") == 200
