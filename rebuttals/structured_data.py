"""ClaimReview (schema.org), which fact-check aggregators read."""

from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse

from portal.structured_data import publisher, work
from portal.tree import absolute

if TYPE_CHECKING:
    from rebuttals.pages import RebuttalPage

# schema.org's types of who said it
AUTHORS: Final = {"organization": "Organization", "person": "Person"}


def claim_review(page: "RebuttalPage") -> dict[str, Any]:
    """The page's claim and verdict as a JSON-LD object, in the page's language.

    Holds what Google's documentation "Fact Check (ClaimReview)" requires (`claimReviewed`, `reviewRating` with
    `alternateName`, `url`) and recommends; the numeric rating only where the verdict lies on its scale.
    """
    return work(
        page,
        "ClaimReview",
        claimReviewed=page.claim,
        author=_author(page.language),
        reviewRating=_rating(page),
        itemReviewed=_claim(page),
        reviewBody=page.conclusion,
        correction=_corrections(page) or None,
    )


def _author(language: str) -> dict[str, Any]:
    """The portal, with its method and its log of corrections."""
    from rebuttals import changes  # it reads the pages, which read this module

    found = changes.method(language)
    author = publisher() | {"correctionsPolicy": absolute(reverse("rebuttals:corrections"))}
    return author | {"publishingPrinciples": absolute(found["url"])} if found else author


def _corrections(page: "RebuttalPage") -> list[dict[str, Any]]:
    return [
        {"@type": "CorrectionComment", "text": value["text"], "datePublished": value["date"].isoformat()}
        for value in (block.value for block in page.corrections)
    ]


def _rating(page: "RebuttalPage") -> dict[str, Any]:
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": str(page.ruling.label)}
    if page.ruling.rating is not None:
        rating |= {"ratingValue": page.ruling.rating, "bestRating": 5, "worstRating": 1}
    return rating


def _claim(page: "RebuttalPage") -> dict[str, Any]:
    """The claim with who said it, and where it was seen: the archived copy before the address, which may change."""
    claim: dict[str, Any] = {"@type": "Claim", "name": page.claim}
    if page.claim_by:
        claim["author"] = {"@type": AUTHORS[page.claim_by_kind], "name": page.claim_by}
    if page.interested_party:
        claim["about"] = {"@type": "Organization", "name": page.interested_party}
    if page.claim_date:
        claim["datePublished"] = page.claim_date.isoformat()
    addresses = [block.value["archive_url"] or block.value["url"] for block in page.spread]
    if found := [address for address in addresses if address]:
        claim["appearance"] = [{"@type": "CreativeWork", "url": address} for address in found]
    return claim
