"""What is checked of infographics, videos and briefings before they are published (`proofing.registry`)."""

from collections.abc import Iterator
from typing import Final

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from portal import languages
from press.pages import BriefingPage, InfographicPage, VideoPage
from proofing.registry import Check, Proof, Words, register
from proofing.rules.reading import Hit, Severity

EQUIVALENT: Final = 120  # letters: whatever an infographic says takes more


def infographics(proof: Proof) -> Iterator[Hit]:
    """A text version that can hardly say all that the picture says, or only repeats its short description."""
    page = proof.page
    if not isinstance(page, InfographicPage):
        return
    place = proof.at_field("text_equivalent")
    texts = [piece.plain for piece in proof.pieces if piece.where.label.startswith(place.label)]
    length = sum(len(text.strip()) for text in texts)
    if length < EQUIVALENT:
        yield Hit("equivalent-short", place, {"length": length})


def recordings(proof: Proof) -> Iterator[Hit]:
    """Captions that are missing: in the page's language, or altogether; and a transcript of a word or two."""
    page = proof.page
    if not isinstance(page, VideoPage | BriefingPage) or not page.recording_id:
        return
    there = [row.language for row in page.captions.all()]
    if not there:
        yield Hit("captions-missing", proof.at_field("captions"))
    elif proof.language not in there:
        own = languages.NAMES[proof.language]
        yield Hit("captions-other", proof.at_field("captions"), {"language": own})
    if not strip_tags(page.transcript).strip():
        yield Hit("transcript-missing", proof.at_field("transcript"))


def briefings(proof: Proof) -> Iterator[Hit]:
    """A briefing that is announced for a time that has passed, or that ends before it begins."""
    page = proof.page
    if not isinstance(page, BriefingPage):
        return
    if page.ends_at and page.starts_at and page.ends_at <= page.starts_at:
        yield Hit("briefing-backwards", proof.at_field("ends_at"))
    over = page.started_at or page.ended_at or page.recording_id or page.cancelled or page.live
    if not over and page.starts_at and page.starts_at < proof.at:
        yield Hit("briefing-past", proof.at_field("starts_at"))


WARNS, SUGGESTS = Severity.WARNS, Severity.SUGGESTS
INFOGRAPHICS: Final = {
    "equivalent-short": Words(
        WARNS,
        _("The text version has only %(length)d characters."),
        _("It must say everything that the picture says: those who cannot see it have nothing else."),
    )
}
RECORDINGS: Final = {
    "captions-missing": Words(
        WARNS, _("The recording has no captions."), _("Add a WebVTT file: those who cannot hear follow by it alone.")
    ),
    "captions-other": Words(
        WARNS,
        _("The recording has no captions in the language of the page: %(language)s"),
        _("Add a WebVTT file in this language."),
    ),
    "transcript-missing": Words(
        WARNS,
        _("The recording has no transcript."),
        _("Write what is said and shown: it is read, searched and quoted."),
    ),
}
BRIEFINGS: Final = {
    "briefing-past": Words(
        WARNS,
        _("The briefing is announced for a time that has passed."),
        _("Mend the time; or note when it began, if it has taken place."),
    ),
    "briefing-backwards": Words(WARNS, _("The briefing ends before it begins."), _("Mend the times.")),
}


def register_all() -> None:
    register(
        Check("infographics", infographics, INFOGRAPHICS),
        Check("recordings", recordings, RECORDINGS),
        Check("briefings", briefings, BRIEFINGS),
    )
