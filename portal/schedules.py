"""What an app says about its regular jobs: plain data in `<app>/schedules.py`, in a list `SCHEDULES`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Schedule:
    """Run the job at the dotted path `job` every `minutes`, or by `cron` (five fields, Kazakhstan time).

    `name` is unique and stays: schedules are brought up to date by it. Raises ValueError unless exactly one of
    `minutes` and `cron` is given.
    """

    name: str
    job: str
    minutes: int | None = None
    cron: str | None = None

    def __post_init__(self) -> None:
        if (self.minutes is None) == (self.cron is None):
            raise ValueError(f"the schedule {self.name!r} needs either minutes or a cron line")


SCHEDULES = [
    Schedule(name="outbox-sweep", job="portal.outbox.sweep", minutes=1),
]
