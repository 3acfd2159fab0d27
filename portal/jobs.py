"""The one door to the job queue.

A job takes ids, calls one service and may run twice. The queue is no outbox: what must happen is a row
(`Notice`, `SearchChange`) and a sweep finds what a job missed.
"""

from collections.abc import Callable
from typing import Any

from django.utils.module_loading import import_string
from django_q.tasks import async_task


def enqueue(job: Callable[..., Any], *ids: int | str) -> None:
    """Runs `job(*ids)` in a worker soon after the present transaction commits.

    With the queue in the site's own database a rollback takes the job back too. Raises ImportError when the job
    cannot be found by its dotted path: the queue itself would accept a wrong one silently.
    """
    path = f"{job.__module__}.{job.__qualname__}"
    if import_string(path) is not job:
        raise ImportError(f"{path} is not importable as a job")
    async_task(path, *ids)
