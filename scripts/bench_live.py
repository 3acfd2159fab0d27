"""Readers of one live briefing, as their browsers ask: every five to six seconds, through the connections of a proxy.

The proxy (nginx in production) holds the readers' own connections; to the page server it keeps a few dozen. Nothing is
cached between them here. Says how many of the answers were "not modified", how long they took, how many threads and how
much of a processor the page server needed, and how long it was until every reader had a main point posted meanwhile.
"""

import argparse
import asyncio
import os
import random
import statistics
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import services
from bench import server

CONNECTIONS = 64
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


@dataclass
class Seen:
    """What all readers saw."""

    times: list[float] = field(default_factory=list)
    unchanged: int = 0
    failed: int = 0
    news: list[float] = field(default_factory=list)  # when each reader first had the new point


async def ask(
    streams: tuple[asyncio.StreamReader, asyncio.StreamWriter], path: str, etag: str
) -> tuple[int, str, bytes]:
    reader, writer = streams
    condition = f"If-None-Match: {etag}\r\n" if etag else ""
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{condition}\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    lines = head.split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return int(lines[0].split()[1]), headers.get("etag", ""), body


async def one(pool: "asyncio.Queue[Any]", path: str, until: float, seen: Seen, word: bytes) -> None:
    """A reader, from a moment of their own on."""
    await asyncio.sleep(random.random() * 5)
    etag, told = "", False
    while time.monotonic() < until:
        begun = time.monotonic()
        streams = await pool.get()
        try:
            status, etag, body = await ask(streams, path, etag)
        finally:
            pool.put_nowait(streams)
        seen.times.append(time.monotonic() - begun)
        seen.unchanged += status == 304
        seen.failed += status not in (200, 304)
        if word in body and not told:
            told = True
            seen.news.append(time.monotonic())
        await asyncio.sleep(5 + random.random())


def server_process(port: int) -> tuple[int, float]:
    """The threads of the busiest process below this one, and the seconds of processor that all of them have used."""
    threads, used = 0, 0.0
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if f"\0{port}\0" not in (place / "cmdline").read_text():
                continue
            parts = (place / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        threads = max(threads, int(parts[17]))
        used += (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")
    return threads, used


async def measure(port: int, page: int, options: argparse.Namespace) -> None:
    from asgiref.sync import sync_to_async

    from press.models import MainPoint

    path, word = f"/kk/feed/briefings/{page}/now/", f"Өлшеу {time.time():.0f}"
    seen, until = Seen(), time.monotonic() + options.seconds
    before = server_process(port)
    pool: asyncio.Queue[Any] = asyncio.Queue()
    for _ in range(CONNECTIONS):
        pool.put_nowait(await asyncio.open_connection("127.0.0.1", port))
    readers = [asyncio.create_task(one(pool, path, until, seen, word.encode())) for _ in range(options.readers)]
    await asyncio.sleep(options.seconds / 2)
    await sync_to_async(MainPoint.objects.create)(page_id=page, text=word)
    posted = time.monotonic()
    await asyncio.gather(*readers)
    after = server_process(port)
    seen.times.sort()
    count = len(seen.times)
    print(f"{options.readers} readers, {options.seconds} s: {count} answers, {count / options.seconds:.0f} a second")
    print(f"not modified: {seen.unchanged / count:.1%}; failed: {seen.failed}")
    print(f"p50 {1000 * statistics.median(seen.times):.1f} ms, p99 {1000 * seen.times[int(count * 0.99)]:.1f} ms, "
          f"the slowest {1000 * seen.times[-1]:.0f} ms")  # fmt: skip
    print(f"page server: {after[0]} threads, {(after[1] - before[1]) / options.seconds:.0%} of a processor")
    late = sorted(moment - posted for moment in seen.news)
    print(f"a point posted meanwhile: {len(late)} readers had it, half within {statistics.median(late):.1f} s, "
          f"the last after {late[-1]:.1f} s")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=2000)
    parser.add_argument("--seconds", type=int, default=30)
    options = parser.parse_args()
    print(services.machine())
    services.demo_portal()
    from press.models import BriefingPage, MainPoint

    page = BriefingPage.objects.get(slug="flood-information", locale__language_code="kk")
    with server("config.wsgi:application") as port:
        asyncio.run(measure(port, page.pk, options))
    MainPoint.objects.filter(page=page, text__startswith="Өлшеу ").delete()


if __name__ == "__main__":
    main()
