"""Every model of the fact-checks."""

from rebuttals.approval import SecondPersonTask
from rebuttals.cases import CaseEvidence, ClaimCase, VerdictChange
from rebuttals.pages import RebuttalIndexPage, RebuttalMethodPage, RebuttalPage
from rebuttals.reports import ClaimReport

__all__ = [
    "CaseEvidence",
    "ClaimCase",
    "ClaimReport",
    "RebuttalIndexPage",
    "RebuttalMethodPage",
    "RebuttalPage",
    "SecondPersonTask",
    "VerdictChange",
]
