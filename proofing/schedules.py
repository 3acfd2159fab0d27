"""What proofreading does regularly."""

from portal.schedules import Schedule

SCHEDULES = [Schedule(name="outside-links", job="proofing.tasks.ask_outside_links", minutes=5)]
