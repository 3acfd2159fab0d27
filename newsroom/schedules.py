"""What the newsroom does regularly."""

from portal.schedules import Schedule

SCHEDULES = [
    Schedule(name="publish-scheduled", job="newsroom.tasks.publish_scheduled", minutes=1),
]
