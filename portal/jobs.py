"""The one door to the job queue.

A job takes ids, calls one service and may run twice. The queue is no outbox: what must happen is a row
(`Notice`, `SearchChange`) and a sweep finds what a job missed.
"""

from collections.abc import Callable
from typing import Any

from django.utils.module_loading import import_string
from django_q.tasks import async_task, result


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
