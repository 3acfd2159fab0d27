"""What the press service does regularly."""

from portal.schedules import Schedule

SCHEDULES = [
    Schedule(name="recordings-sweep", job="press.tasks.recordings_sweep", minutes=1),
    Schedule(name="briefings-archive", job="press.tasks.briefings_archive", minutes=1),
    Schedule(name="infographic-sizes", job="press.tasks.infographic_sizes", minutes=10),
]
