"""ClaimReview (schema.org), which fact-check aggregators read."""

from typing import TYPE_CHECKING, Any

from portal.structured_data import publisher, work

if TYPE_CHECKING:
    from rebuttals.pages import RebuttalPage


def claim_review(page: "RebuttalPage") -> dict[str, Any]:
    """The page's claim and verdict as a JSON-LD object, in the page's language.

    Holds what Google's documentation "Fact Check (ClaimReview)" requires (`claimReviewed`, `reviewRating` with
    `alternateName`, `url`) and recommends; the numeric rating only where the verdict lies on its scale.
    """
    return work(
        page,
        "ClaimReview",
        claimReviewed=page.claim,
        author=publisher(),
        reviewRating=_rating(page),
        itemReviewed=_claim(page),
        reviewBody=page.conclusion,
    )


def _rating(page: "RebuttalPage") -> dict[str, Any]:
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": str(page.ruling.label)}
    if page.ruling.rating is not None:
        rating |= {"ratingValue": page.ruling.rating, "bestRating": 5, "worstRating": 1}
    return rating


def _claim(page: "RebuttalPage") -> dict[str, Any]:
    """The claim with who said it, and where it was seen: the archived copy before the address, which may change."""
    claim: dict[str, Any] = {"@type": "Claim", "name": page.claim}
    if page.claim_by:
        claim["author"] = {"@type": "Organization", "name": page.claim_by}
    if page.claim_date:
        claim["datePublished"] = page.claim_date.isoformat()
    addresses = [block.value["archive_url"] or block.value["url"] for block in page.spread]
    if found := [address for address in addresses if address]:
        claim["appearance"] = [{"@type": "CreativeWork", "url": address} for address in found]
    return claim
