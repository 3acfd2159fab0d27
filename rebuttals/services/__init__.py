"""What can be done with reports and cases. A rebuttal itself is a page and goes through Wagtail's own workflow."""

from rebuttals.services.act import CASE, REPORT
from rebuttals.services.cases import (
    case_add_evidence,
    case_assign,
    case_dismiss,
    case_release,
    case_reopen,
    case_strike_evidence,
    case_take,
    case_triage,
)
from rebuttals.services.merging import case_merge, case_separate, case_unmerge
from rebuttals.services.reports import Submitted, report_by_code, report_erase, report_submit
from rebuttals.services.verdicts import cases_settle
from rebuttals.services.writing import NoIndexPage, case_begin, case_link, case_unlink, index_for

__all__ = [
    "CASE",
    "REPORT",
    "NoIndexPage",
    "Submitted",
    "case_add_evidence",
    "case_assign",
    "case_begin",
    "case_dismiss",
    "case_link",
    "case_merge",
    "case_release",
    "case_reopen",
    "case_separate",
    "case_strike_evidence",
    "case_take",
    "case_triage",
    "case_unlink",
    "case_unmerge",
    "cases_settle",
    "index_for",
    "report_by_code",
    "report_erase",
    "report_submit",
]
