"""Measures each page type for an anonymous reader: queries, bytes, requests per second of one worker.

Nothing is cached between the page server and the reader: every request makes its page anew. In the same run, on the
same machine, the same server serves Django's own empty view; the last column is the page's share of that rate. Then
the same pages as a reader on a phone with a weak network sees them (`bench_reader`).
"""

import gzip
import json
import os
import platform
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import bench_reader
import services

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SECONDS = float(os.environ.get("BENCH_SECONDS", "4"))
LIMIT_QUERIES, LIMIT_BYTES, LIMIT_SHARE = 12, 60_000, 0.04


def addresses() -> dict[str, str]:
    """One address for each kind of page, in Kazakh."""
    from django.apps import apps
    from wagtail.models import Page

    found = {}
    for model in apps.get_models():
        if issubclass(model, Page) and model is not Page and hasattr(model, "search_kind"):
            page = cast("Any", model).objects.live().filter(locale__language_code="kk").order_by("-path").first()
            if page:
                found[str(model._meta.model_name)] = page.specific.get_url_parts()[2]
    published = apps.get_model("qa", "PublishedQuestion").objects.public().in_language("kk").first()
    return found | {
        "questions": "/kk/questions/",
        "question": published.get_absolute_url() if published else "/kk/questions/",
        "search": "/kk/search/?q=%D1%81%D2%B1%D1%80%D0%B0%D2%9B",
    }


def queries(path: str) -> int:
    """How many SQL queries a warm process makes for `path`."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    for _ in range(2):
        client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def fetch(url: str) -> bytes:
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        body: bytes = answer.read()
        return body


def weigh(base: str, path: str) -> tuple[int, int]:
    """(bytes of the page itself, bytes with its CSS and JavaScript) as transferred by gzip, pictures left out."""
    page = fetch(base + path)
    total = len(gzip.compress(page, 6))
    html = page.decode()
    for asset in set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', html)):
        total += len(fetch(base + asset))
    return len(page), total


@contextmanager
def server(application: str, *, folder: Path = ROOT) -> Iterator[int]:
    """The page server with one worker on one processor, ready; yields its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "1",
        "--blocking-threads", "1", "--no-ws", "--log-level", "error", application,
    ]  # fmt: skip
    process = subprocess.Popen(pinned(words, "0"), cwd=folder)
    try:
        for _ in range(150):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2)
                break
            except OSError as error:  # not listening yet, or still importing
                if getattr(error, "code", None) == 404:
                    break
                time.sleep(0.2)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def pinned(words: list[str], processor: str) -> list[str]:
    """`words` held to one processor where the machine has two: the load then comes from the other."""
    two = (os.cpu_count() or 1) > 1 and Path("/usr/bin/taskset").exists()
    return ["taskset", "-c", processor, *words] if two else words


def rate(port: int, path: str) -> dict[str, float]:
    words = pinned([sys.executable, str(ROOT / "scripts" / "load.py"), str(port), path, str(SECONDS), "4"], "1")
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def main() -> None:
    services.demo_portal()
    print(
        f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}; {SECONDS:g} s each\n"
    )
    with server("bench_empty:application", folder=ROOT / "scripts") as port:
        rate(port, "/")
        empty = rate(port, "/")["per_second"]
    print(f"Django's empty view, 8 middlewares: {empty:.0f} requests/s\n")
    titles = ("queries", "HTML, B", "sent, B", "p50, ms", "p99, ms", "req/s", "of empty")
    print(f"{'page':<20}" + "".join(f"{title:>10}" for title in titles))
    missed = []
    with server("config.wsgi:application") as port:
        pages = addresses()
        for kind, path in pages.items():
            count, (html, sent) = queries(path), weigh(f"http://127.0.0.1:{port}", path)
            measured = rate(port, path)
            share = measured["per_second"] / empty
            print(
                f"{kind:<20}{count:>10}{html:>10}{sent:>10}{measured['p50']:>10.1f}{measured['p99']:>10.1f}"
                f"{measured['per_second']:>10.0f}{share:>10.1%}"
            )
            if count > LIMIT_QUERIES or sent > LIMIT_BYTES or share < LIMIT_SHARE:
                missed.append(kind)
    goal = f"at most {LIMIT_QUERIES} queries, {LIMIT_BYTES:,} bytes, at least {LIMIT_SHARE:.0%} of the empty view"
    print(f"\nGoal: {goal}. " + (f"Missed by: {', '.join(missed)}." if missed else "Met by every page."))
    with server("config.wsgi:application") as port:
        bench_reader.report(f"http://127.0.0.1:{port}", pages)


if __name__ == "__main__":
    main()
