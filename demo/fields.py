"""What the fields of each kind of page hold, in one language."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from django.utils import timezone
from wagtail.models import Page

from content.models import (
    ContactsPage,
    DocumentPage,
    DocumentRegisterPage,
    GuidancePage,
    InspectionPage,
    InspectionsPage,
    OrganizationPage,
    PersonPage,
    ReportPage,
    SectionPage,
)
from demo import blocks, paper
from demo.files import Files
from demo.source import PageSource, said
from directory.models import Agency
from portal.models import PortalDocument
from press.models import BriefingPage, InfographicPage, NewsPage, PressSectionPage, VideoPage
from rebuttals.models import RebuttalIndexPage, RebuttalMethodPage, RebuttalPage

MODELS: Final[dict[str, type[Page]]] = {
    "section": SectionPage,
    "guidance": GuidancePage,
    "document": DocumentPage,
    "document_register": DocumentRegisterPage,
    "organization": OrganizationPage,
    "person": PersonPage,
    "contacts": ContactsPage,
    "report": ReportPage,
    "inspections": InspectionsPage,
    "inspection": InspectionPage,
    "press_section": PressSectionPage,
    "news": NewsPage,
    "infographic": InfographicPage,
    "video": VideoPage,
    "briefing": BriefingPage,
    "rebuttal_index": RebuttalIndexPage,
    "rebuttal": RebuttalPage,
    "rebuttal_method": RebuttalMethodPage,
}

UNIT_LEVELS: Final = 3  # of `content.blocks.UnitBlock`


class Fields:
    """Makes field values from content. `now` is the moment of loading, from which relative dates count."""

    def __init__(self, files: Files, link: blocks.Linker, now: datetime) -> None:
        self.files = files
        self.link = link
        self.now = now
        self.agencies = {agency.key: agency for agency in Agency.objects.all()}

    def of(self, page: PageSource, language: str) -> dict[str, Any]:
        """All fields of `page` in `language`, for its model's constructor."""
        data = page.data
        fields: dict[str, Any] = {
            "title": page.text("title", language),
            "lead": page.text("lead", language),
            "body": self.stream(page, language),
            "published_at": page.moment(self.now),
            "data_received": self.received(data),
        }
        if "picture" in data:
            fields["picture"] = self.files.image(f"pictures/{data['picture']}", page.text("title", "en"))
            if data.get("picture_made_with_ai"):
                self.files.mark(fields["picture"])
            fields["picture_alt"] = page.text("picture_alt", language)
        if "agency" in data and hasattr(MODELS[page.kind], "agency"):
            fields["agency"] = self.agencies[data["agency"]]
        own: Callable[[PageSource, str], dict[str, Any]] | None = getattr(self, page.kind, None)
        return fields | (own(page, language) if own else {})

    def stream(self, page: PageSource, language: str) -> blocks.Raw:
        return blocks.body(page.data.get("body", []), language, page.path, self.link)

    def rich(self, page: PageSource, name: str, language: str) -> str:
        return blocks.rich(page.text(name, language), language, self.link)

    def received(self, data: dict[str, Any]) -> date | None:
        """The day on which the facts came in: a fixed one, or so many days before the loading."""
        if "data_received_days_ago" in data:
            return timezone.localtime(self.now).date() - timedelta(days=data["data_received_days_ago"])
        return date.fromisoformat(data["data_received"]) if "data_received" in data else None

    def document(self, page: PageSource, language: str) -> dict[str, Any]:
        return {
            "kind": page.data.get("document_kind", "other"),
            "file": self.paper(
                page, language, page.data["number"], page.data["date"], page.text("signatory", language)
            ),
            "number": page.data["number"],
            "date": date.fromisoformat(page.data["date"]),
            "signatory": page.text("signatory", language),
        }

    def paper(self, page: PageSource, language: str, *facts: str) -> PortalDocument | None:
        """The page as a file, where it says `file = true`: its facts, its lead and the words of its text."""
        if not page.data.get("file"):
            return None
        said_there = [block.get(language) for block in page.data.get("body", []) if block["type"] != "table"]
        texts = [text for found in said_there if isinstance(found, str) for text in paper.paragraphs(found)]
        lead = page.text("lead", language)
        name = f"{page.slug}-{language}.docx"
        return self.files.paper(name, language, page.text("title", language), [*facts, lead, *texts])

    def organization(self, page: PageSource, language: str) -> dict[str, Any]:
        return {
            "full_name": page.text("full_name", language),
            "short_name": page.text("short_name", language),
            "structure": [
                {"type": "unit", "value": self.unit(row, language, f"{page.path}/unit/{n}", UNIT_LEVELS),
                 "id": blocks.block_id(page.path, "unit", n)}
                for n, row in enumerate(page.data.get("unit", []))
            ],
        }  # fmt: skip

    def unit(self, row: dict[str, Any], language: str, where: str, levels: int) -> dict[str, Any]:
        """A unit with those below it; there are as many `levels` as the block has."""
        made = {name: said(row.get(name), language, where) for name in ("name", "head", "tasks")}
        made["phone"] = row.get("phone", "")
        if levels > 1:
            rows = [self.unit(each, language, f"{where}/{n}", levels - 1) for n, each in enumerate(row.get("unit", []))]
            made["units"] = blocks.items(rows, where)
        return made

    def person(self, page: PageSource, language: str) -> dict[str, Any]:
        return {
            "post": page.text("post", language),
            "reception": page.text("reception", language),
            "oversees": self.rich(page, "oversees", language),
            "biography": self.rich(page, "biography", language),
        }

    def contacts(self, page: PageSource, language: str) -> dict[str, Any]:
        lines = []
        for n, row in enumerate(page.data["line"]):
            where = f"{page.path}/line/{n}"
            kind, name = ("phone", "number") if "number" in row else ("email", "email")
            value = {"label": said(row["label"], language, where), name: row[name]}
            lines.append({"type": kind, "value": value, "id": blocks.block_id(where)})
        return {
            **{name: page.text(name, language) for name in ("address", "hours", "way")},
            "latitude": Decimal(page.data["latitude"]),
            "longitude": Decimal(page.data["longitude"]),
            "lines": lines,
        }

    def report(self, page: PageSource, language: str) -> dict[str, Any]:
        data = page.data
        return {
            "kind": data["report"],
            "file": self.paper(page, language, f"{data['begins']} – {data['ends']}"),
            **self.period(page),
        }

    def period(self, page: PageSource) -> dict[str, Any]:
        """A period of fixed days, or of days counted from the loading."""
        data, today = page.data, timezone.localtime(self.now).date()
        if "begins_days_from_now" in data:
            days = (data["begins_days_from_now"], data["ends_days_from_now"])
            begins, ends = (today + timedelta(days=each) for each in days)
            return {"begins": begins, "ends": ends}
        return {name: date.fromisoformat(data[name]) for name in ("begins", "ends")}

    def inspection(self, page: PageSource, language: str) -> dict[str, Any]:
        return {
            "kind": page.data["inspection"],
            "planned": page.data.get("planned", True),
            **{name: page.text(name, language) for name in ("inspector", "subject")},
            **{name: self.rich(page, name, language) for name in ("outcome", "measures")},
            **self.period(page),
        }

    def infographic(self, page: PageSource, language: str) -> dict[str, Any]:
        alt = page.text("alt", language)
        return {
            "image": self.files.image(f"infographics/{page.text('image', language)}", alt),
            "alt": alt,
            "text_equivalent": blocks.equivalent(
                page.text("text_equivalent", language), page.path, page.text("title", language)
            ),
            "source": page.text("source", language),
            "data_date": date.fromisoformat(page.data["data_date"]) if "data_date" in page.data else None,
            "raster": self.files.pixels(page.text("image", language), page.data["raster"], alt)
            if "raster" in page.data
            else None,
            "data": self.data_tables(page, language),
        }

    def data_tables(self, page: PageSource, language: str) -> blocks.Raw:
        """The `[[data]]` of an infographic: the figures behind the picture."""
        made = []
        for n, row in enumerate(page.data.get("data", [])):
            where = f"{page.path}/data/{n}"
            names = said(row["columns"], language, where)
            units = said(row.get("units"), language, where) or [""] * len(names)
            columns = [
                {"name": name, "kind": kind, "unit": unit}
                for name, kind, unit in zip(names, row["kinds"], units, strict=True)
            ]
            value = {
                "caption": said(row["caption"], language, where),
                "columns": blocks.items(columns, where),
                "rows": said(row["rows"], language, where).strip(),
            }
            made.append({"type": "table", "value": value, "id": blocks.block_id(where)})
        return made

    def video(self, page: PageSource, language: str) -> dict[str, Any]:
        return {
            "recording": self.files.recording(page.data, page.text("title", "en")),
            "transcript": self.rich(page, "transcript", language),
            "chapters": self.chapters(page, language),
            **self.sign_language(page, language),
        }

    def chapters(self, page: PageSource, language: str) -> blocks.Raw:
        """The `[[chapter]]` rows of a recording, each with its links to pages and questions."""
        made = []
        for n, row in enumerate(page.data.get("chapter", [])):
            where = f"{page.path}/chapter/{n}"
            links = [self.chapter_link(link, language, where) for link in row.get("link", [])]
            value = {
                "start": row["start"],
                "title": said(row["title"], language, where),
                "links": blocks.items(links, where),
            }
            made.append({"type": "chapter", "value": value, "id": blocks.block_id(where)})
        return made

    def chapter_link(self, row: dict[str, Any], language: str, where: str) -> dict[str, Any]:
        attributes = self.link(row["page"], language)
        found = re.search(r'linktype="page" id="(\d+)"', attributes)
        address = "" if found else attributes.removeprefix('href="').removesuffix('"')
        return {
            "label": said(row["label"], language, where),
            "page": int(found[1]) if found else None,
            "address": address,
        }

    def sign_language(self, page: PageSource, language: str) -> dict[str, Any]:
        return {
            "has_sign_language": page.data.get("has_sign_language", False),
            "no_sign_language_reason": page.text("sign_language", language),
        }

    def briefing(self, page: PageSource, language: str) -> dict[str, Any]:
        data = page.data
        starts = self.start(data)
        ends = starts + timedelta(minutes=data["minutes"])
        state = data["state"]
        recording = self.files.recording(data, page.text("title", "en")) if "file" in data else None
        return {
            "starts_at": starts,
            "ends_at": ends,
            "started_at": starts if state != "upcoming" else None,
            "ended_at": ends if state == "ended" else None,
            "place": page.text("place", language),
            "speakers": [self.speaker(page, n, row, language) for n, row in enumerate(data.get("speaker", []))],
            "agenda": self.rich(page, "agenda", language),
            "stream": recording.playlist if recording else data.get("stream", ""),
            "recording": recording,
            "transcript": self.rich(page, "transcript", language),
            "chapters": self.chapters(page, language),
            **self.sign_language(page, language),
        }

    def start(self, data: dict[str, Any]) -> datetime:
        """When a briefing starts. One that is live now began a quarter of an hour before the loading."""
        if data["state"] == "live":
            return self.now - timedelta(minutes=15)
        if "starts" in data:
            return timezone.make_aware(datetime.fromisoformat(data["starts"]))
        day = timezone.localtime(self.now).date() + timedelta(days=data["starts_days_from_now"])
        return timezone.make_aware(datetime.combine(day, time.fromisoformat(data["start_time"])))

    def speaker(self, page: PageSource, n: int, row: dict[str, Any], language: str) -> dict[str, Any]:
        where = f"{page.path}/speaker/{n}"
        return {
            "type": "speaker",
            "id": blocks.block_id(where),
            "value": {
                "name": said(row["name"], language, where),
                "role": said(row["role"], language, where),
                "languages": row["languages"],
            },
        }

    def rebuttal(self, page: PageSource, language: str) -> dict[str, Any]:
        data = page.data
        return {
            "claim": page.text("claim", language),
            "claim_by": page.text("claim_by", language),
            "claim_date": date.fromisoformat(data["claim_date"]) if "claim_date" in data else None,
            "verdict": data["verdict"],
            "conclusion": page.text("conclusion", language),
            "interested_party": page.text("interested_party", language),
            "spread": self.entries(page, "spread", "place", ("where",), ("url", "archive_url"), language),
            "evidence": self.entries(
                page, "evidence", "evidence", ("text", "source"), ("url", "archive_url"), language
            ),
            "corrections": self.entries(page, "correction", "correction", ("text",), ("date",), language),
        }

    def entries(
        self, page: PageSource, key: str, kind: str, texts: tuple[str, ...], plain: tuple[str, ...], language: str
    ) -> blocks.Raw:
        """The rows `key` of a page as blocks of `kind`: `texts` differ by language, `plain` values do not."""
        made = []
        for n, row in enumerate(page.data.get(key, [])):
            where = f"{page.path}/{key}/{n}"
            value = {name: blocks.rich(said(row[name], language, where), language, self.link) for name in texts}
            value |= {name: row.get(name, "") for name in plain}
            made.append({"type": kind, "value": value, "id": blocks.block_id(where)})
        return made
