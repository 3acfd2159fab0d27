"""Schema.org data of the dated pages."""

from typing import TYPE_CHECKING, Any

from django.utils.html import strip_tags

from portal.structured_data import publisher, work
from portal.tree import absolute

if TYPE_CHECKING:
    from press.pages import BriefingPage, InfographicPage, NewsPage, VideoPage


def news(page: "NewsPage") -> dict[str, Any]:
    picture = page.share_picture()
    return work(page, "NewsArticle", author=publisher(), image=[picture] if picture else None)


def infographic(page: "InfographicPage") -> dict[str, Any]:
    return work(
        page,
        "ImageObject",
        contentUrl=absolute(page.image.file.url),
        caption=page.alt,
        encodingFormat="image/svg+xml" if page.image.is_svg() else None,
    )


def video(page: "VideoPage") -> dict[str, Any]:
    recording = page.recording
    return work(
        page,
        "VideoObject",
        contentUrl=absolute(recording.url),
        thumbnailUrl=absolute(recording.poster) if recording.poster else None,
        uploadDate=page.published_at.isoformat() if page.published_at else None,
        duration=duration(recording.duration),
        transcript=strip_tags(page.transcript) or None,
    )


def duration(seconds: float) -> str | None:
    """ISO 8601 of a length in seconds: 95 → "PT1M35S"; None for an unknown one (0)."""
    if not seconds:
        return None
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "") + (f"{rest}S" if rest else "")


def briefing(page: "BriefingPage") -> list[dict[str, Any]]:
    """The event and its broadcast; the broadcast says whether it is live (schema.org, BroadcastEvent)."""
    status = "EventCancelled" if page.cancelled else "EventScheduled"
    event = {
        "@type": "Event",
        "@id": f"{page.full_url}#event",
        "name": page.title,
        "description": page.lead or None,
        "url": page.full_url,
        "inLanguage": page.locale.language_code,
        "startDate": (page.started_at or page.starts_at).isoformat(),
        "endDate": (page.ended_at or page.ends_at).isoformat(),
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "location": {"@type": "Place", "name": page.place, "address": page.place},
        "organizer": {"@type": "GovernmentOrganization", "name": page.agency.name} if page.agency else publisher(),
        "performer": [
            {"@type": "Person", "name": block.value["name"], "jobTitle": block.value["role"]} for block in page.speakers
        ]
        or None,
    }
    broadcast = {
        "@type": "BroadcastEvent",
        "name": page.title,
        "isLiveBroadcast": page.state == "live",
        "startDate": event["startDate"],
        "endDate": event["endDate"],
        "broadcastOfEvent": {"@id": event["@id"]},
    }
    return [{key: value for key, value in item.items() if value is not None} for item in (event, broadcast)]
