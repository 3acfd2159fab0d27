"""Fact-checks and reports for tests."""

import datetime
from typing import Any

import factory
import wagtail_factories
from django.utils import timezone

from rebuttals.cases import ClaimCase
from rebuttals.pages import RebuttalIndexPage, RebuttalPage
from rebuttals.reports import ClaimReport
from rebuttals.rules.likeness import key_of
from rebuttals.wording import words_of

EVIDENCE = {
    "text": "<p>Дамба бүтін, су деңгейі қалыпты.</p>",
    "source": "Төтенше жағдайлар министрлігі",
    "url": "https://example.org/dam",
    "archive_url": "https://archive.example.org/dam",
}
PLACE = {"where": "WhatsApp", "url": "https://example.org/post", "archive_url": "https://archive.example.org/post"}


class IndexFactory(wagtail_factories.PageFactory):
    title = "Рас па, жалған ба?"
    slug = "fact-check"

    class Meta:
        model = RebuttalIndexPage


class RebuttalFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda n: f"Бөгет бүтін {n}")
    slug = factory.Sequence(lambda n: f"claim-{n}")
    claim = "Бөгет бұзылды, қаланы эвакуациялап жатыр"
    claim_by = "Мессенджердегі хабарлама"
    claim_date = datetime.date(2026, 11, 20)
    verdict = "false"
    conclusion = "Жалған: бөгет бүтін, су деңгейі қалыпты."
    spread = factory.LazyFunction(lambda: [("place", PLACE)])
    evidence = factory.LazyFunction(lambda: [("evidence", EVIDENCE)])

    class Meta:
        model = RebuttalPage


class CaseFactory(factory.django.DjangoModelFactory):
    claim = "Бөгет бұзылды дейді. Рас па?"
    language = "kk"
    report_count = 1
    look_by = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(hours=72))
    text_key = factory.LazyAttribute(lambda case: key_of(case.claim))
    words = factory.LazyAttribute(lambda case: words_of(case.claim))

    class Meta:
        model = ClaimCase


class ReportFactory(factory.django.DjangoModelFactory):
    token = factory.Sequence(lambda n: f"token-{n}")
    text = "Бөгет бұзылды дейді. Рас па?"
    language = "kk"
    case = factory.SubFactory(
        CaseFactory,
        claim=factory.SelfAttribute("..text"),
        language=factory.SelfAttribute("..language"),
        quarantined=factory.SelfAttribute("..quarantined"),
    )

    class Meta:
        model = ClaimReport

    class Params:
        automatic = factory.Trait(quarantined=True)


def correction(day: int, text: str) -> tuple[str, dict[str, Any]]:
    """A correction of November 2026, as a block."""
    return ("correction", {"date": datetime.date(2026, 11, day), "text": text})
