"""Every model of the fact-checks."""

from rebuttals.pages import RebuttalIndexPage, RebuttalPage
from rebuttals.reports import ClaimReport

__all__ = ["ClaimReport", "RebuttalIndexPage", "RebuttalPage"]
