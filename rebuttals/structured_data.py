"""ClaimReview (schema.org), which fact-check aggregators read."""

from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from rebuttals.pages import RebuttalPage


def claim_review(page: "RebuttalPage") -> dict[str, Any]:
    """The page's claim and verdict as a JSON-LD object, in the page's language.

    Follows the properties that Google's Fact Check documentation requires: `claimReviewed`, `reviewRating` with
    `alternateName`, `url`, and `author`; the numeric rating only where the verdict lies on the scale.
    """
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": str(page.ruling.label)}
    if page.ruling.rating is not None:
        rating |= {"ratingValue": page.ruling.rating, "bestRating": 5, "worstRating": 1}
    claim: dict[str, Any] = {"@type": "Claim", "author": {"@type": "Organization", "name": page.claim_by}}
    if page.claim_date:
        claim["datePublished"] = page.claim_date.isoformat()
    appearances = [block.value["archive_url"] or block.value["url"] for block in page.spread]
    if found := [address for address in appearances if address]:
        claim["appearance"] = [{"@type": "CreativeWork", "url": address} for address in found]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": page.full_url,
        "inLanguage": page.locale.language_code,
        "claimReviewed": page.claim,
        "author": {"@type": "GovernmentOrganization", "name": settings.WAGTAIL_SITE_NAME, "url": settings.BASE_URL},
        "reviewRating": rating,
        "itemReviewed": claim,
        "reviewBody": page.conclusion,
    }
    if page.first_published_at:
        data["datePublished"] = page.first_published_at.date().isoformat()
    return data
