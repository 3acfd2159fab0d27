"""Reports and cases of the demo: by the same verbs as in service."""

from datetime import datetime, timedelta
from typing import Any

from wagtail.models import Page

from demo import source
from portal.users import User
from rebuttals import services
from rebuttals.cases import ClaimCase
from rebuttals.models import RebuttalPage


def load(staff: dict[str, User], pages: dict[str, Page], now: datetime) -> int:
    """Takes all reports in and does with their cases what the content says; how many reports."""
    count = 0
    for n, row in enumerate(source.rows("reports")):
        count += row["times"]
        case = submit(n, row, now)
        check(case, row, staff["editor"], pages)
    return count


def submit(n: int, row: dict[str, Any], now: datetime) -> ClaimCase:
    """The case of a message that so many people sent, each an hour after the other at most."""
    begun = now - timedelta(hours=row["hours_ago"])
    step = timedelta(hours=min(1.0, row["hours_ago"] / row["times"] / 2))
    for time in range(row["times"]):
        report = services.report_submit(
            token=f"demo-report-{n}-{time}",
            claim=row["text"],
            language=row["language"],
            links=row["links"],
            where_seen=row["where"],
            at=begun + step * time,
        ).report
    assert report.case is not None
    return report.case


def check(case: ClaimCase, row: dict[str, Any], editor: User, pages: dict[str, Page]) -> None:
    """How far the editor is with it."""
    if "rebuttal" in row:
        page = RebuttalPage.objects.get(pk=pages[row["rebuttal"]].pk)
        services.case_link(case=case, page=page, actor=editor)
    elif row.get("stage") == "dismissed":
        services.case_dismiss(case=case, actor=editor, reason=row["reason"])
    elif row.get("stage") == "checking":
        services.case_take(case=case, actor=editor)
        services.case_triage(case=case, actor=editor, harm=row["harm"], spread=row["spread"])
        services.case_add_evidence(case=case, actor=editor, **row["evidence"])
