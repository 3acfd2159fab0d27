"""One rebuttal in one language as a record, the same in JSON and CSV."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django.db.models import DateTimeField, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import translation
from wagtail.models import PageQuerySet

from directory import selectors as directory
from directory.models import Agency, PageTopic
from intake.open_data_asking import written as moment
from portal.visibility import open_to_all
from rebuttals.cases import VerdictChange
from rebuttals.pages import RebuttalPage

# The fields in their order, which is the order of the columns in CSV. A new field is added at the end.
FIELDS: Final = (
    "id", "language", "url", "published_at", "updated_at", "claim", "claim_by", "claim_by_kind", "claim_date",
    "verdict", "verdict_label", "rating", "conclusion", "interested_party", "agency", "topics", "appearances",
    "evidence", "corrections", "former_verdicts", "ai_made",
)  # fmt: skip


def rows() -> PageQuerySet[RebuttalPage]:
    """All public rebuttals with `changed_at`: their own last publication, or the last change of the verdict that they
    share with their other languages."""
    changes = VerdictChange.objects.filter(translation_key=OuterRef("translation_key")).order_by()
    changed = changes.values("translation_key").annotate(last=Max("at")).values("last")
    latest = Coalesce(Subquery(changed, output_field=DateTimeField()), "last_published_at")
    pages = open_to_all(RebuttalPage.objects.filter(last_published_at__isnull=False))
    found: PageQuerySet[RebuttalPage] = pages.annotate(changed_at=Greatest("last_published_at", latest))
    return found.select_related("locale").defer("body").order_by("changed_at", "pk")


def records(pages: Iterable[Any]) -> list[dict[str, Any]]:
    """The records of `pages`, in their order; topics and former verdicts are read at once."""
    pages = list(pages)
    topics: dict[int, list[str]] = defaultdict(list)
    for page, key in PageTopic.objects.filter(page__in=pages).values_list("page_id", "topic__key"):
        topics[page].append(key)
    changes: dict[UUID, list[VerdictChange]] = defaultdict(list)
    for change in VerdictChange.objects.filter(translation_key__in={page.translation_key for page in pages}):
        changes[change.translation_key].append(change)
    return [_record(page, sorted(set(topics[page.pk])), changes[page.translation_key]) for page in pages]


def _record(page: Any, topics: list[str], changes: list[VerdictChange]) -> dict[str, Any]:
    language = page.locale.language_code
    with translation.override(language):
        label = str(page.ruling.label)
    agency = directory.one(Agency, page.agency_id)
    return {
        "id": str(page.translation_key),
        "language": language,
        "url": page.full_url,
        "published_at": moment(page.published_at),
        "updated_at": moment(page.changed_at),
        "claim": page.claim,
        "claim_by": page.claim_by,
        "claim_by_kind": page.claim_by_kind,
        "claim_date": page.claim_date.isoformat() if page.claim_date else None,
        "verdict": page.verdict,
        "verdict_label": label,
        "rating": page.ruling.rating,
        "conclusion": page.conclusion,
        "interested_party": page.interested_party or None,
        "agency": agency.key if agency else None,
        "topics": topics,
        "appearances": [{"where": block.value["where"], **_addresses(block.value)} for block in page.spread],
        "evidence": [{"source": block.value["source"], **_addresses(block.value)} for block in page.evidence],
        "corrections": [
            {"date": block.value["date"].isoformat(), "text": block.value["text"]} for block in page.corrections
        ],
        "former_verdicts": [{"verdict": one.before, "until": moment(one.at)} for one in changes if one.before],
        "ai_made": page.ai_made,
    }


def _addresses(value: Any) -> dict[str, str | None]:
    return {"url": value["url"] or None, "archive_url": value["archive_url"] or None}


def cells(record: dict[str, Any]) -> list[Any]:
    """A record as a line of CSV: what comes in numbers stands in one cell, a line each."""
    return [_cell(record[name]) for name in FIELDS]


def _cell(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    parts = (" ".join(str(one) for one in item.values() if one) if isinstance(item, dict) else item for item in value)
    return "\n".join(parts)
