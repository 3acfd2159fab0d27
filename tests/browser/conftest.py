"""A real portal for the browser: its own database and files, the page server and the job worker as processes.

While tests are being written, one portal may be started by hand and used again and again:
`JAUAP_TEST_PORTAL="http://localhost:8310|<its VAR_DIR>"`.

Portal and browser end with this folder's last test, not with the run: as long as Playwright is there, its event loop
runs in the thread, and Django refuses that thread the database which the next test wants.
"""

import email
import email.policy
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit, urlunsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from portal import languages
from tests import migrated

ROOT = Path(__file__).resolve().parents[2]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_itemcollected(item: pytest.Item) -> None:
    """All browser tests go to one process: they share one portal. (Called for the tests of this folder alone.)"""
    item.add_marker(pytest.mark.browser)
    item.add_marker(pytest.mark.xdist_group("browser"))


@dataclass(frozen=True)
class Portal:
    """A running demo portal: its address and the folder that holds its data."""

    url: str
    folder: Path
    environment: dict[str, str]

    def manage(self, *words: str) -> str:
        """Runs a management command against this portal; returns what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT, env=self.environment, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, f"manage.py {' '.join(words)} failed:\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def mails(self, address: str) -> list[EmailMessage]:
        """The mails sent to `address` so far, oldest first."""
        files = sorted((self.folder / "mail").glob("*"), key=lambda file: file.stat().st_mtime_ns)
        read = [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]
        return [mail for mail in read if mail["To"] == address]

    def get(self, path: str) -> str:
        """The page at `path`, as a client without a browser gets it."""
        with urllib.request.urlopen(self.url + path, timeout=20) as answer:
            return str(answer.read().decode())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def own_database(folder: Path) -> str:
    """A migrated database for the browser's portal: beside the tests' one on PostgreSQL, else a file in `folder`."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        shutil.copyfile(migrated.sqlite(), folder / "portal.sqlite3")
        return f"sqlite:///{folder / 'portal.sqlite3'}"
    import psycopg

    name = "jauap_browser"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {migrated.postgresql(url)}")
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"/{name}"))


def wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        assert process.poll() is None, "the page server stopped by itself"
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(f"{url} did not answer")


@pytest.fixture(scope="package")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    ready = os.environ.get("JAUAP_TEST_PORTAL")
    if ready:
        url, _, place = ready.partition("|")
        yield Portal(url, Path(place), environment(url, Path(place), f"sqlite:///{place}/portal.sqlite3"))
        return
    folder = tmp_path_factory.mktemp("portal")
    port = free_port()
    url = f"http://localhost:{port}"
    running = Portal(url, folder, environment(url, folder, own_database(folder)))
    running.manage("prepare", "--demo")
    processes = started(running, port)
    try:
        wait_for(f"{url}/healthz", processes[0])
        running.manage("jobs_alive")
        yield running
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


def environment(url: str, folder: Path, database: str) -> dict[str, str]:
    """What the portal's processes are told: as in life, without the settings of the tests."""
    ours = {"DJANGO_SETTINGS_MODULE", "VAR_DIR", "SEARCH_INDEX", "EMAIL_URL"}
    return {
        **{name: value for name, value in os.environ.items() if name not in ours},
        "JAUAP_MODE": "local",
        "VAR_DIR": str(folder),
        "DATABASE_URL": database,
        "BASE_URL": url,
        "TRUSTED_PROXIES": "1",  # a test that must not look like all the others together names an address of its own
    }


def started(running: Portal, port: int) -> list["subprocess.Popen[bytes]"]:
    """The page server and the job worker, as `make run` starts them."""
    worker = [sys.executable, "manage.py", "jobs"]
    return [
        serving(running, port),
        subprocess.Popen(worker, cwd=ROOT, env=running.environment, start_new_session=True),
    ]


def serving(running: Portal, port: int) -> "subprocess.Popen[bytes]":
    """A page server of its own at `port`."""
    words = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "1",
        "--blocking-threads", "4", "--no-ws", "--log-level", "warning", "config.wsgi:application",
    ]  # fmt: skip
    return subprocess.Popen(words, cwd=ROOT, env=running.environment, start_new_session=True)


@pytest.fixture(scope="package")
def number(portal: Portal) -> str:
    """The number of an answered question that is there in all three languages."""
    found = [
        re.findall(rf"/{code}/questions/(\d{{4}}-\d+)/", portal.get(f"/{code}/questions/?state=answered"))
        for code in languages.CODES
    ]
    shared = [number for number in found[0] if all(number in others for others in found[1:])]
    assert shared, "no answered question is there in all languages"
    return shared[-1]


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        # Each context is a new reader, for whom the service worker would fetch its pages: only its own tests want that.
        browser.new_context = partial(browser.new_context, service_workers="block")  # type: ignore[method-assign]
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="kk-KZ")
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
