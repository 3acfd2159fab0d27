"""Every address of the portal, drawn from its URL conf, shows nothing private: a new one is visited by itself.

`test_planted_marker` looks at the surfaces one by one; here nobody can forget one. An address whose parameters are not
known here fails: say in `VALUES` what they may be.
"""

import logging
from collections.abc import Iterator
from typing import Any, Final
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from intake import codes
from portal import crypto
from qa import services
from qa.models import Question
from qa.rules.reasons import WithholdReason
from qa.tests.factories import Office
from qa.tests.public.asking import Asker
from rebuttals.services import report_submit
from search.engines import engine
from search.following import rebuild
from tests.test_planted_marker import (  # noqa: F401 fixtures among them
    LANGUAGES,
    MARKER,
    PUBLIC_WORDS,
    _front_pages,
    office,
    question,
    seen,
    translate,
)

# Not the public's: staff only, behind a login.
PRIVATE: Final = ("admin/",)
# Patterns that are no names with parameters: how they are visited.
BY_HAND: Final = {
    "open_data:not-found": ["/api/v1/no-such-thing"],
    "wagtaildocs_serve": ["/documents/1/some.pdf"],
    "wagtail_serve": [f"/{code}/{path}" for code in LANGUAGES for path in ("", "no-such-page/")],
}
CODE: Final = "7K2M-9QXT-4RVB"


def patterns(found: list[Any], prefix: str = "", namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every named address outside the admin: (its full name, its pattern)."""
    for pattern in found:
        route = prefix + str(pattern.pattern)
        if route.startswith(PRIVATE):
            continue
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from patterns(pattern.url_patterns, route, inner)
        else:
            assert pattern.name, f"{route}: an address without a name cannot be looked at"
            yield namespace + pattern.name, pattern


def values(planted: list[Question]) -> dict[str, list[Any]]:
    """What the parameters of addresses may be: real things that hold secrets, and what nobody has."""
    asked = planted[0]
    assert asked.topic
    lead = asked.assignments.active().leads().get()
    return {
        "number": [each.number for each in planted],
        "token": ["a" * 43],  # a page may name its own address, so no secret stands in one here
        "verb": ["reply", "withdraw", "erase", "add-information"],
        "code": ["kk", "ru"],
        "language": list(LANGUAGES),
        "restriction_id": [1],
        "page_view_restriction_id": [1],
        "page_id": [1],
        "key": [lead.agency.key, asked.topic.key, "nothing"],
        "pk": [1, asked.pk],
        "format": ["csv", "json"],
        "kind": ["questions", "services", "pages", "news", "page", "question", "nothing"],
        "page_key": [uuid4()],
        "table": [1],
        "month": ["2026-11", "nonsense"],
        "digest": ["0" * 16],
    }


def addresses(planted: list[Question]) -> Iterator[str]:
    """Every public address, with each value of each parameter, in each language."""
    known = values(planted)
    for name, pattern in patterns(get_resolver().url_patterns):
        if name in BY_HAND:
            yield from BY_HAND[name]
            continue
        wanted = sorted(pattern.pattern.converters)
        unknown = [parameter for parameter in wanted if parameter not in known]
        assert not unknown, f"{name} is a new public address with {unknown}: say in `values` what they may be"
        for kwargs in choices(wanted, known, name):
            for code in LANGUAGES:
                with translation.override(code):
                    yield reverse(name, kwargs=kwargs or None)


def choices(wanted: list[str], known: dict[str, list[Any]], name: str) -> Iterator[dict[str, Any]]:
    """Each value of each parameter once, the others at their first; a map's part has a number of its own."""
    known = known | {"number": [1]} if name == "sitemap" else known
    base = {parameter: known[parameter][0] for parameter in wanted}
    yield base
    for parameter in wanted:
        for value in known[parameter][1:]:
            yield base | {parameter: value}


def body(response: HttpResponseBase) -> bytes:
    if response.streaming:
        return b"".join(response.streaming_content)  # type: ignore[attr-defined]
    content: bytes = response.content  # type: ignore[attr-defined]
    return content


@pytest.fixture
def planted(office: Office, question: Question) -> list[Question]:  # noqa: F811
    """A public question with a correction under way, one never public, one withheld, a report; all with the marker."""
    from qa.tests.factories import TopicFactory

    Question.objects.filter(pk=question.pk).update(
        topic=TopicFactory(), code_fingerprint=codes.fingerprint(CODE), code_sealed=crypto.seal(CODE)
    )
    translate(question)
    services.answer_correct(
        question=question, actor=office.officer, text=f"<p>{MARKER} жаңа</p>", public_text=f"<p>{MARKER} жаңа</p>",
        change_note=f"{MARKER} не өзгерді",
    )  # fmt: skip
    private = services.question_submit(
        token=f"{MARKER}-private", text=f"{MARKER} ешкімге", language="kk", consent_publish=False,
        consent_processing=True,
    ).question  # fmt: skip
    report_submit(
        token=f"{MARKER}-report", claim=f"{MARKER} дейді", language="kk", where_seen=MARKER,
        links=[f"https://example.org/{MARKER}"],
    )  # fmt: skip
    hidden = office.answered(text=f"{MARKER} алынған")
    services.question_withhold(question=hidden, actor=office.moderator, reason=WithholdReason.PERSONAL_DATA)
    question.refresh_from_db()
    rebuild(engine())
    return [question, private, hidden]


def leaks(client: Client, planted: list[Question]) -> tuple[list[str], int]:
    """The addresses that show the marker or the code, and how many were looked at."""
    found, count = [], 0
    for address in dict.fromkeys(addresses(planted)):
        response = client.get(address)
        count += 1
        words = body(response)
        # An address that was asked for with a secret in it may be named in a redirect to itself, never in a page.
        if seen(words) or CODE.encode() in words or CODE.replace("-", "").encode() in words:
            found.append(address)
        told = str({name: value for name, value in response.headers.items() if name != "Location"})
        if seen(told) or CODE in told:
            found.append(f"{address} (headers)")
    return found, count


def test_no_public_address_shows_it(client: Client, planted: list[Question], caplog: Any) -> None:
    with caplog.at_level(logging.DEBUG):
        found, count = leaks(client, planted)
    assert found == []
    assert count > 60, "the URL conf was not walked"
    assert PUBLIC_WORDS in client.get(f"/kk/questions/{planted[0].number}/").text
    told = [record.getMessage() for record in caplog.records]
    assert [words for words in told if seen(words) or CODE in words] == []


def test_nothing_is_kept_of_what_its_asker_and_staff_saw(planted: list[Question], office: Office) -> None:  # noqa: F811
    """Their pages hold the marker; the next reader's do not, whatever the process keeps."""
    owner = Client()
    owner.post("/kk/questions/track/", {"code": CODE})
    assert seen(owner.get(f"/kk/questions/track/{planted[0].number}/").content), "the asker does not see their own text"
    leaks_of_owner(owner, planted)
    found, _count = leaks(Client(), planted)
    assert found == []
    kept = [value for cache in caches.all() for value in getattr(cache, "_cache", {}).values()]
    assert not [value for value in kept if seen(bytes(value) if isinstance(value, bytes) else str(value))]


def leaks_of_owner(owner: Client, planted: list[Question]) -> None:
    """Visits everything as the asker of the first question: it may be seen there, and is not looked for."""
    for address in dict.fromkeys(addresses(planted)):
        owner.get(address)


def test_another_asker_sees_nothing_of_it(client: Client, planted: list[Question]) -> None:
    Asker(client).ask(text="Менің мүлде басқа сұрағым бар, қайда барамын?")
    found, _count = leaks(client, planted)
    assert found == []


def test_an_address_with_parameters_nobody_knows_is_refused(planted: list[Question], monkeypatch: Any) -> None:
    """The test above can fail: a new address is not passed over."""
    from django.urls import path

    new = path("secret/<slug:surprise>/", lambda request, surprise: None, name="surprise")
    monkeypatch.setattr("tests.test_public_surfaces.get_resolver", lambda: type("R", (), {"url_patterns": [new]})())
    with pytest.raises(AssertionError, match="surprise is a new public address"):
        list(addresses(planted))
