"""What the press service does regularly."""

from portal.schedules import Schedule

SCHEDULES = [
    Schedule(name="recordings-sweep", job="press.tasks.recordings_sweep", minutes=1),
    Schedule(name="briefings-archive", job="press.tasks.briefings_archive", minutes=1),
]
