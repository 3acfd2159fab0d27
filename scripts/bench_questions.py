"""Measures the question service at full size and at a tenth of it: `make bench-questions`.

The lists and pages of staff and the public list: how many queries each makes, and how long the page server takes over
loopback. Then a burst: 50 finished forms are sent each second for a minute, whether or not the ones before have been
answered, and every code is looked for in the database. On PostgreSQL, of a cluster of its own unless
BENCH_DATABASE_URL or TEST_DATABASE_URL names an empty database.
"""

import argparse
import asyncio
import http.client
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import archive  # noqa: E402
import burst  # noqa: E402
import services  # noqa: E402

GOAL_MS, GOAL_BURST_MS = 150, 200
FULL = 41_000


@dataclass(frozen=True)
class Case:
    """One page as someone opens it: what it is called, its path, and who looks (nobody: the public)."""

    name: str
    path: str
    user: Any = None


@dataclass(frozen=True)
class Measured:
    queries: int
    median: float
    tail: float
    rows: str = ""


def cases() -> list[Case]:
    """The lists and pages that are measured, each as the person with the longest list opens it."""
    from django.urls import reverse

    from directory.models import Topic
    from portal.users import User
    from qa.models import PublishedQuestion, Question
    from qa.rules.states import Role

    moderator = User.objects.get(username="archive.moderator.001")
    officer, approver = (User.objects.get(username=f"archive.{role}.000") for role in (Role.OFFICER, Role.APPROVER))
    coordinator = User.objects.filter(memberships__role=Role.COORDINATOR, is_active=True).first()
    topic = Topic.objects.order_by("pk").first()
    answered = Question.objects.filter(token__startswith="archive-", status="answered").order_by("pk")
    waiting = Question.objects.filter(token__startswith="archive-", status="submitted").order_by("pk").first()
    theirs = answered.filter(assignments__agency__key="archive-000").first()
    public = PublishedQuestion.objects.public().in_language("kk").order_by("pk").first()
    if not (topic and waiting and theirs and public):
        sys.exit("The archive is too small to be measured.")
    found = [Case("admin: what waits, moderator", reverse("wagtailadmin_home"), moderator)]
    for name, label, user in (
        ("moderation", "moderation queue", moderator),
        ("agency", "agency queue", officer),
        ("approval", "approval queue", approver),
        ("all", "all questions", coordinator),
    ):
        path = reverse(f"qa_staff:{name}")
        found += [Case(label, path, user), Case(f"{label}, page 50", f"{path}?p=50", user)]
        found += [Case(f"{label}, in Kazakh", f"{path}?language=kk", user)]
    found += [
        Case("all questions, overdue", f"{reverse('qa_staff:all')}?timing=overdue", coordinator),
        Case("all questions, a word", f"{reverse('qa_staff:all')}?q={quote(longest_word(waiting.text))}", coordinator),
        Case("all questions, officer", reverse("qa_staff:all"), officer),
        Case("a new question, moderator", reverse("qa_staff:question", args=[waiting.number]), moderator),
        Case("an answered one, officer", reverse("qa_staff:question", args=[theirs.number]), officer),
        Case("public list", "/kk/questions/"),
        Case("public list, page 50", "/kk/questions/?page=50"),
        Case("public list, one topic", f"/kk/questions/?topic={topic.key}"),
        Case("public list, overdue", "/kk/questions/?state=overdue"),
        Case("a public question", f"/kk/questions/{public.number}/"),
        Case("feed of answers", "/kk/questions/feed/"),
        Case("search", "/kk/search/?q=%D0%BC%D0%B5%D0%BA%D1%82%D0%B5%D0%BF"),
    ]
    return found


def longest_word(text: str) -> str:
    """What someone looks for who remembers one word of a question."""
    return max(re.findall(r"\w+", text), key=len)


def signed_in(user: Any) -> str:
    """The cookie of a session of `user`; nothing for the public."""
    from django.test import Client

    if user is None:
        return ""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return f"sessionid={client.cookies['sessionid'].value}"


def queries(case: Case) -> int:
    """How many SQL queries a warm process makes for the page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    if case.user is not None:
        client.force_login(case.user, backend="django.contrib.auth.backends.ModelBackend")
    for _ in range(2):
        answer = client.get(case.path)
        if answer.status_code != 200:
            sys.exit(f"{case.name}: {case.path} answered {answer.status_code}")
    with CaptureQueriesContext(connection) as captured:
        client.get(case.path)
    if os.environ.get("BENCH_SQL"):
        for query in sorted(captured.captured_queries, key=lambda q: -float(q["time"]))[:3]:
            print(f"    {query['time']} s: {query['sql'][:1500]}")
    return len(captured)


def timed(port: int, case: Case, times: int) -> tuple[float, float]:
    """(median, 99th of a hundred) in ms of so many requests, one after the other over one connection."""
    headers = {"Cookie": signed_in(case.user), "Accept-Language": "kk"} if case.user else {"Accept-Language": "kk"}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    spent = []
    for n in range(times + 4):  # the first ones warm the workers up
        started = time.perf_counter()
        connection.request("GET", case.path, headers={"Host": f"localhost:{port}", **headers})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            sys.exit(f"{case.name}: {case.path} answered {answer.status}")
        if n >= 4:
            spent.append((time.perf_counter() - started) * 1000)
    connection.close()
    return statistics.median(spent), sorted(spent)[max(0, round(len(spent) * 0.99) - 1)]


def measure(port: int, times: int) -> dict[str, Measured]:
    """Every case, by its name."""
    found = {}
    for case in cases():
        found[case.name] = Measured(queries(case), *timed(port, case, times))
    return found


def table(small: dict[str, Measured], large: dict[str, Measured], sizes: tuple[int, int]) -> list[str]:
    """Prints both sizes side by side; returns the names of the pages that miss a goal."""
    print(f"\n{'':<32}{f'{sizes[0]:,} questions':>28}{f'{sizes[1]:,} questions':>28}")
    print(f"{'page':<32}" + f"{'queries':>10}{'median':>9}{'p99, ms':>9}" * 2)
    missed = []
    for name, now in large.items():
        before = small[name]
        print(f"{name:<32}" + "".join(f"{m.queries:>10}{m.median:>9.1f}{m.tail:>9.1f}" for m in (before, now)))
        if now.median > GOAL_MS or now.queries != before.queries:
            missed.append(name)
    return missed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=FULL)
    parser.add_argument("--times", type=int, default=100, help="requests of each page")
    parser.add_argument("--rate", type=int, default=50, help="forms a second in the burst")
    parser.add_argument("--seconds", type=int, default=60, help="how long the burst lasts")
    parser.add_argument("--only-burst", action="store_true")
    options = parser.parse_args()
    with (
        services.database("BENCH_DATABASE_URL", "TEST_DATABASE_URL") as address,
        tempfile.TemporaryDirectory() as folder,
    ):
        os.environ |= {
            "JAUAP_MODE": "local", "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "config.settings",
            "TWO_FACTOR": "false",  # the sessions of the measured staff are made, not signed in to
            "TRUSTED_PROXIES": "1",  # the load names the addresses of its many askers, as nginx would
        }  # fmt: skip
        os.environ.setdefault("VAR_DIR", folder)
        services.manage("prepare", "--demo")
        import django

        django.setup()
        print(services.machine())
        ok = run(options)
    sys.exit(0 if ok else 1)


def run(options: argparse.Namespace) -> bool:
    """Everything; whether each goal was met."""
    sizes = (options.questions // 10, options.questions)
    results = []
    for size in sizes:
        archive.fill(size)
        if not options.only_burst:
            results.append(with_server(lambda port: measure(port, options.times)))
    missed = table(results[0], results[1], sizes) if results else []
    goal = f"median at most {GOAL_MS} ms, as many queries at both sizes"
    if results:
        print(f"Goal: {goal}. " + (f"Missed by: {', '.join(missed)}." if missed else "Met by every page."))
    report = with_server(lambda port: asyncio.run(burst.run(port, options.rate, options.seconds)), worker=True)
    print(f"\n{report}")
    print(f"Goal: none lost, median under {GOAL_BURST_MS} ms. {'Met.' if report.met(GOAL_BURST_MS) else 'Missed.'}")
    return not missed and report.met(GOAL_BURST_MS)


def with_server(act: Callable[[int], Any], *, worker: bool = False) -> Any:
    """`act(port)` while the page server runs and, for what makes jobs, the worker too."""
    port = services.free_port()
    processes = [services.start_web(port)] + ([services.start_worker()] if worker else [])
    try:
        if not services.answers(port):
            sys.exit("The page server did not answer.")
        return act(port)
    finally:
        for process in processes:
            services.end(process)


if __name__ == "__main__":
    main()
