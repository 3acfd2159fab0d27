"""What the fact-checks do by the clock."""

from portal.schedules import Schedule

SCHEDULES = [
    Schedule(name="cases-settle", job="rebuttals.services.verdicts.cases_settle", minutes=5),
    Schedule(name="cases-join", job="rebuttals.services.merging.cases_join", minutes=5),
]
