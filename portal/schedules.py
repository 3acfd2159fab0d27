"""What an app says about its regular jobs: plain data in `<app>/schedules.py`, in a list `SCHEDULES`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Schedule:
    """Run the job at the dotted path `job` every `minutes`.

    `name` is unique and stays: schedules are brought up to date by it.
    """

    name: str
    job: str
    minutes: int


SCHEDULES = [
    Schedule(name="outbox-sweep", job="portal.outbox.sweep", minutes=1),
    Schedule(name="read-bounces", job="portal.tasks.read_bounces", minutes=5),
    Schedule(name="retention", job="portal.tasks.erase_what_is_past", minutes=10),
    Schedule(name="modern-pictures", job="portal.tasks.modern_pictures", minutes=5),
    Schedule(name="share-pictures", job="portal.tasks.forget_share_pictures", minutes=24 * 60),
]
