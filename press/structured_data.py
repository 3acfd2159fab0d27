"""Schema.org data of the dated pages."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from portal.sharing.pages import section_at
from portal.structured_data import AI_SOURCE, agency, image, picture_of, publisher, work
from portal.tree import absolute
from press import streams, tables
from press.playing import chapters
from press.rules.briefings import OVER, State

if TYPE_CHECKING:
    from portal.places import Place
    from press.pages import BriefingPage, InfographicPage, NewsPage, VideoPage


def news(page: "NewsPage", place: "Place") -> dict[str, Any]:
    return work(
        page,
        "NewsArticle",
        author=publisher(),
        image=[image(page.picture if page.share_picture() else None, picture_of(page, section_at(page, place)))],
    )


def infographic(page: "InfographicPage") -> list[dict[str, Any]]:
    """The picture, and the figures behind it as a Dataset whose files are CSV."""
    drawing = page.image.is_svg()
    picture = work(
        page,
        "ImageObject",
        contentUrl=absolute(page.image.file.url),
        caption=page.alt,
        encodingFormat="image/svg+xml" if drawing else None,
        width=None if drawing else _pixels(page.image.width),
        height=None if drawing else _pixels(page.image.height),
        **_picture_mark(page.image),
    )
    return [picture, *datasets(page)]


def datasets(page: "InfographicPage") -> list[dict[str, Any]]:
    """One Dataset for all tables of a page; none without a table (Google, "Dataset")."""
    files = [
        {
            "@type": "DataDownload",
            "name": table.caption,
            "encodingFormat": "text/csv",
            "contentUrl": absolute(reverse("press:infographic_data", args=[page.pk, number])),
        }
        for number, table in tables.of_page(page.data)
    ]
    if not files:
        return []
    about = work(
        page,
        "Dataset",
        description=". ".join(part for part in (page.lead or page.alt, page.source) if part),
        creator={"@type": "Organization", "name": page.source},
        license=settings.OPEN_DATA_LICENCE_URL,
        isAccessibleForFree=True,
        temporalCoverage=page.data_date.isoformat() if page.data_date else None,
        distribution=files,
    )
    return [about]


def _pixels(number: int) -> dict[str, Any]:
    """A length as schema.org takes it; E37 is UN/CEFACT's code of the pixel."""
    return {"@type": "QuantitativeValue", "value": number, "unitCode": "E37"}


def _picture_mark(media: Any) -> dict[str, Any]:
    """The mark of a picture or recording that was made with AI, for the work that it is."""
    if media is None or not media.ai_made:
        return {}
    return {"digitalSourceType": AI_SOURCE, "creditText": _("This picture was made with AI.")}


def video(page: "VideoPage", place: "Place") -> dict[str, Any]:
    return video_object(page, place, page.recording, embed=page.embed.frame if page.embed else None)


def video_object(page: "VideoPage | BriefingPage", place: "Place", recording: Any, **more: Any) -> dict[str, Any]:
    """A VideoObject with its chapters as Clips; Google wants a picture, so where there is no poster it gets the one
    that links to the page are shown with."""
    poster = recording.poster if recording else ""
    embed = more.pop("embed", None)
    length = recording.duration if recording else 0
    files = [source["url"] for source in recording.playable] if recording else []
    return work(
        page,
        "VideoObject",
        contentUrl=absolute(files[-1]) if files else None,
        embedUrl=embed,
        thumbnailUrl=absolute(poster) if poster else picture_of(page, section_at(page, place)),
        uploadDate=page.published_at.isoformat() if page.published_at else None,
        duration=duration(length),
        transcript=strip_tags(page.transcript) or None,
        hasPart=None if embed else clips(page, length) or None,
        **_picture_mark(recording),
        **more,
    )


def clips(page: "VideoPage | BriefingPage", length: float) -> list[dict[str, Any]]:
    """The chapters, each with an address that begins there (Google, "Clip")."""
    return [
        {
            "@type": "Clip",
            "name": chapter.title,
            "startOffset": chapter.start,
            "endOffset": chapter.end,
            "url": f"{page.full_url}?t={chapter.start}",
        }
        for chapter in chapters(page, length)
        if chapter.end > chapter.start
    ]


def duration(seconds: float) -> str | None:
    """ISO 8601 of a length in seconds: 95 → "PT1M35S"; None for an unknown one (0)."""
    if not seconds:
        return None
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "") + (f"{rest}S" if rest else "")


def briefing(page: "BriefingPage", place: "Place") -> list[dict[str, Any]]:
    """The event and its broadcast, which says whether it is live (schema.org, BroadcastEvent).

    What there is to see is a VideoObject, of which the broadcast is the publication.
    """
    status = "EventCancelled" if page.cancelled else "EventRescheduled" if page.delayed_until else "EventScheduled"
    event = {
        "@type": "Event",
        "@id": f"{page.full_url}#event",
        "name": page.title,
        "description": page.lead or None,
        "url": page.full_url,
        "inLanguage": page.locale.language_code,
        "startDate": page.begins_at.isoformat(),
        "endDate": (page.ended_at or page.begins_at + (page.ends_at - page.starts_at)).isoformat(),
        "previousStartDate": timezone.localdate(page.starts_at).isoformat() if page.delayed_until else None,
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "location": {"@type": "Place", "name": page.place, "address": page.place},
        "organizer": agency(page.agency),
        "performer": [
            {"@type": "Person", "name": block.value["name"], "jobTitle": block.value["role"]} for block in page.speakers
        ]
        or None,
    }
    broadcast = {
        "@type": "BroadcastEvent",
        "@id": f"{page.full_url}#broadcast",
        "name": page.title,
        "isLiveBroadcast": page.state is State.LIVE,
        "startDate": event["startDate"],
        "endDate": event["endDate"],
        "broadcastOfEvent": {"@id": event["@id"]},
    }
    items: list[dict[str, Any]] = [event, broadcast]
    if page.state in OVER and page.recording:
        items.append(video_object(page, place, page.recording, publication=broadcast))
    elif page.state is State.LIVE and page.stream:
        live = absolute(streams.source(page.stream)["url"])
        items.append({**video_object(page, place, None, publication=broadcast), "contentUrl": live})
    return [{key: value for key, value in item.items() if value is not None} for item in items]
