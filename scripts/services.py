"""What the benchmarks and the proof start for themselves: a PostgreSQL cluster, the page server, the job worker."""

import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0  # seconds until a server must answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def database(*variables: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database: the first that one of `variables` names, else of a cluster of its
    own in a temporary folder (with PostgreSQL's own settings: every commit is on the disk), gone at the end."""
    named = next((os.environ[name] for name in variables if os.environ.get(name)), "")
    if named:
        yield named
        return
    with cluster() as address:
        yield address


@contextmanager
def cluster() -> Iterator[str]:
    programs = _programs()
    # Short and in /tmp: the path of a socket may have 107 characters.
    folder = Path(tempfile.mkdtemp(prefix="jauap-pg-", dir="/tmp"))
    account = "postgres" if os.getuid() == 0 else ""
    if account:
        shutil.chown(folder, account, account)
    port = free_port()
    try:
        _as(account, programs / "initdb", "-D", folder / "db", "-U", "jauap", "-A", "trust", "-E", "UTF8",
            "--locale=C.UTF-8")  # fmt: skip
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
        _as(account, programs / "pg_ctl", "-D", folder / "db", "-w", "-l", folder / "log", "-o", options, "start")
        _as(account, programs / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "jauap", "jauap")
        yield f"postgres://jauap@127.0.0.1:{port}/jauap"
    finally:
        if (folder / "db" / "postmaster.pid").exists():
            _as(account, programs / "pg_ctl", "-D", folder / "db", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """Where the newest PostgreSQL of this machine is. Ends with a sentence when there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        sys.exit("PostgreSQL was not found on this machine. Install it, or name a database in BENCH_DATABASE_URL.")
    return found[-1].parent if found else Path(str(on_path)).parent


def _as(account: str, *words: str | Path) -> None:
    """Runs a program of PostgreSQL, as `account` where root would be refused. Raises CalledProcessError."""
    user = pwd.getpwnam(account) if account else None
    subprocess.run(
        [str(word) for word in words], check=True, cwd="/", stdout=subprocess.DEVNULL,
        user=user and user.pw_uid, group=user and user.pw_gid, extra_groups=[] if user else None,
    )  # fmt: skip


def manage(*words: str) -> None:
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, check=True)


def demo_portal() -> None:
    """Django on a demo portal in a folder of its own, unless VAR_DIR names one that is there already."""
    os.environ["JAUAP_MODE"] = "local"
    os.environ.setdefault("VAR_DIR", str(Path(tempfile.gettempdir()) / "jauap-bench"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    manage("prepare", "--demo")
    import django

    django.setup()


def start_web(port: int, *, workers: int = 2, threads: int = 4) -> "subprocess.Popen[bytes]":
    """The page server, as docs/deploy.md starts it, in a process group of its own."""
    words = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", str(workers),
        "--blocking-threads", str(threads), "--no-ws", "--log-level", "error", "config.wsgi:application",
    ]  # fmt: skip
    return subprocess.Popen(words, cwd=ROOT, start_new_session=True)


def start_worker() -> "subprocess.Popen[bytes]":
    """The job worker, in a process group of its own."""
    return subprocess.Popen([sys.executable, "manage.py", "jobs"], cwd=ROOT, start_new_session=True)


def end(process: "subprocess.Popen[bytes]", how: signal.Signals = signal.SIGTERM) -> None:
    """Ends a process that was started here, with all that it started, and waits for it."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, how)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def answers(port: int, seconds: float = PATIENCE) -> bool:
    """Waits until the page server answers; whether it did."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return True
        except (URLError, OSError):
            time.sleep(0.1)
    return False


def machine() -> str:
    """What the figures were measured on, in one line."""
    memory = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())
    size = f", {int(memory[1]) / 2**20:.0f} GB" if memory else ""
    load, python = os.getloadavg()[0], sys.version.split()[0]
    return f"{os.uname().machine}, {os.cpu_count()} processors{size}, load {load:.1f}, Python {python}"
