"""The one door to the job queue.

A job takes ids, calls one service and may run twice. The queue is no outbox: what must happen is a row
(`Notice`, `SearchChange`) and a sweep finds what a job missed.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string, module_has_submodule
from django_q.models import Schedule as Row
from django_q.tasks import async_task, result

from portal.schedules import Schedule


def enqueue(job: Callable[..., Any], *ids: int | str) -> None:
    """Runs `job(*ids)` in a worker soon after the present transaction commits.

    With the queue in the site's own database a rollback takes the job back too. Raises ImportError when the job
    cannot be found by its dotted path: the queue itself would accept a wrong one silently.
    """
    path = f"{job.__module__}.{job.__qualname__}"
    if import_string(path) is not job:
        raise ImportError(f"{path} is not importable as a job")
    async_task(path, *ids)


def echo(word: str) -> str:
    """A job that does nothing but answer: see `answered`."""
    return word


def answered(seconds: int) -> bool:
    """Whether a worker took a job and answered it within `seconds`."""
    task = async_task(f"{echo.__module__}.{echo.__qualname__}", "alive")
    return bool(result(task, wait=seconds * 1000) == "alive")


def schedules() -> Iterator[Schedule]:
    """What every app says in the `SCHEDULES` of its `schedules.py`."""
    for app in apps.get_app_configs():
        if app.module is not None and module_has_submodule(app.module, "schedules"):
            yield from getattr(import_module(f"{app.name}.schedules"), "SCHEDULES", [])


@transaction.atomic
def sync_schedules() -> list[str]:
    """Brings the queue's regular jobs in line with `schedules()`, by name; returns the names.

    What no app names any longer is removed. A job that is there already keeps the time of its next run. Raises
    ImportError for a dotted path that leads nowhere.
    """
    names = []
    for schedule in schedules():
        import_string(schedule.job)
        plan = {
            "func": schedule.job,
            "schedule_type": Row.MINUTES,
            "minutes": schedule.minutes,
            "repeats": -1,
        }
        Row.objects.update_or_create(
            name=schedule.name,
            defaults=plan,
            create_defaults={**plan, "name": schedule.name, "next_run": timezone.now()},
        )
        names.append(schedule.name)
    Row.objects.exclude(name__in=names).delete()
    return names
