"""Work for suspicious senders: it lasts half an hour, belongs to one form and counts once."""

import base64
import json
from datetime import timedelta

import altcha
import pytest
from django.utils import timezone

from intake import challenges, services
from intake.models import Challenge, Draft
from portal import retention

pytestmark = pytest.mark.django_db


def draft() -> Draft:
    return services.draft_open(kind="question", language="kk", data={"text": "Мәтін"})


def solution_of(given: str) -> str:
    """What the page's script makes of a challenge."""
    challenge = altcha.Challenge.from_dict(json.loads(given))
    found = altcha.solve_challenge(challenge)
    return altcha.Payload(challenge, found).to_base64()


def test_a_solution_counts_once():
    row = draft()
    solution = solution_of(challenges.issue(row))
    assert challenges.solved(row, solution)
    assert not challenges.solved(row, solution)
    assert Challenge.objects.get().used_at


def test_a_solution_of_another_form_counts_for_nothing():
    solution = solution_of(challenges.issue(draft()))
    assert not challenges.solved(draft(), solution)
    assert not Challenge.objects.get().used_at


def test_it_expires_by_its_own_date_and_by_ours(monkeypatch):
    row = draft()
    solution = solution_of(challenges.issue(row))
    Challenge.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert not challenges.solved(row, solution)
    monkeypatch.setattr(challenges, "LIFETIME", timedelta(seconds=-2))
    late = solution_of(challenges.issue(row))
    Challenge.objects.update(expires_at=timezone.now() + timedelta(days=2))
    assert not challenges.solved(row, late)


def test_a_solution_without_its_row_counts_for_nothing():
    row = draft()
    solution = solution_of(challenges.issue(row))
    Challenge.objects.all().delete()
    assert not challenges.solved(row, solution)


def changed(solution: str, path: list[str], value) -> str:
    whole = json.loads(base64.b64decode(solution))
    place = whole
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return base64.b64encode(json.dumps(whole).encode()).decode()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["solution", "derivedKey"], "00" * 32),
        (["solution", "derivedKey"], None),
        (["challenge", "parameters", "cost"], 1),
        (["challenge", "parameters", "expiresAt"], 99_999_999_999),
        (["challenge", "parameters", "nonce"], "00" * 16),
        (["challenge", "signature"], None),
        (["challenge", "signature"], "00" * 32),
        (["challenge"], []),
        (["solution"], "x"),
    ],
)
def test_a_changed_one_counts_for_nothing(path, value):
    row = draft()
    assert not challenges.solved(row, changed(solution_of(challenges.issue(row)), path, value))


@pytest.mark.parametrize(
    "nonsense", ["", "x", "\x00", "ж" * 10, "e30=", "W10=", "bnVsbA==", "MQ==", "a" * 5000, "eyJjaGFsbGVuZ2UiOiB7fX0="]
)
def test_nonsense_counts_for_nothing(nonsense):
    row = draft()
    challenges.issue(row)
    assert not challenges.solved(row, nonsense)


def test_it_goes_with_its_form_and_with_time():
    gone, kept = draft(), draft()
    challenges.issue(gone)
    challenges.issue(kept)
    services.draft_drop(gone)
    assert Challenge.objects.get().draft == kept
    Challenge.objects.update(expires_at=timezone.now() - timedelta(days=2))
    retention.run()
    assert not Challenge.objects.exists()


def test_what_the_page_is_given_tells_no_secret():
    given = json.loads(challenges.issue(draft()))
    assert set(given) == {"parameters", "signature"}
    assert given["parameters"]["algorithm"] == "PBKDF2/SHA-256"
    assert "counter" not in given["parameters"]
