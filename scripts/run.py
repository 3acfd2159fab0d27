"""Starts the portal on this machine: database, demo portal, web server and job worker, as one command.

Ctrl-C stops everything; if one of the two processes dies, the other is stopped and the reason is said.
"""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
NEEDED_MB = 300
PATIENCE = 90  # seconds until both processes must be healthy


def fail(sentence: str) -> None:
    """Says `sentence` and ends."""
    sys.exit(sentence)


def check_machine(host: str, port: int) -> None:
    free = shutil.disk_usage(ROOT).free // 2**20
    if free < NEEDED_MB:
        fail(f"There are only {free} MB free on this disk; the portal needs {NEEDED_MB} MB. Make room and try again.")
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            fail(f"Port {port} needs administrator rights. Choose another: make run PORT=8000")
        except OSError:
            fail(f"Port {port} is in use on this machine. Choose another: make run PORT={port + 1}")


def manage(*words: str) -> None:
    """Runs a management command and waits. Ends with a sentence if it fails."""
    done = subprocess.run([PYTHON, "manage.py", *words], cwd=ROOT, check=False)
    if done.returncode:
        fail(f"“manage.py {' '.join(words)}” failed; the lines above say why. Nothing was started.")


def healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    for process in processes:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()


def wait_until_healthy(processes: list[subprocess.Popen[bytes]], base: str) -> str:
    """Waits for the web server's and the worker's proof of life; returns the words of welcome.

    The two commands start at once with what they wait for: each takes seconds to load the project.
    """
    proof = start("jobs_alive", "--seconds", str(PATIENCE))
    welcome = start("demo_accounts", "--base", base, stdout=subprocess.PIPE)
    deadline = time.monotonic() + PATIENCE
    while not healthy(f"{base}/healthz"):
        watch(processes)
        if time.monotonic() > deadline:
            fail(f"The web server did not answer within {PATIENCE} seconds.")
        time.sleep(0.2)
    words = welcome.communicate()[0].decode()
    if proof.wait():
        fail("The job worker does not work; the lines above say why.")
    return words


def start(*words: str, stdout: int | None = None) -> subprocess.Popen[bytes]:
    """A management command, started beside this process."""
    return subprocess.Popen([PYTHON, "manage.py", *words], cwd=ROOT, stdout=stdout, start_new_session=True)


def watch(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ends with a sentence if one of the processes has died."""
    for process, name in zip(processes, ("web server", "job worker"), strict=True):
        if process.poll() is not None:
            fail(f"The {name} stopped by itself (exit status {process.returncode}); the lines above say why.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args()
    base = f"http://localhost:{options.port}"
    os.environ.setdefault("JAUAP_MODE", "local")
    os.environ.setdefault("BASE_URL", base)
    check_machine(options.host, options.port)

    manage("prepare", "--demo")
    # Its own process group, so that Ctrl-C reaches this process alone, which stops the others in order.
    server = [
        PYTHON, "-m", "granian", "--interface", "wsgi", "--host", options.host, "--port", str(options.port),
        "--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning", "config.wsgi:application",
    ]  # fmt: skip
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # also where a shell had it ignored
        signal.signal(ending, signal.default_int_handler)
    processes = [
        subprocess.Popen(words, cwd=ROOT, start_new_session=True) for words in (server, [PYTHON, "manage.py", "jobs"])
    ]
    try:
        print(wait_until_healthy(processes, base))
        print("The portal is running. Ctrl-C stops it.", flush=True)
        while True:
            watch(processes)
            time.sleep(1)
    except KeyboardInterrupt:
        print("\nStopping…", flush=True)
    finally:
        stop(processes)


if __name__ == "__main__":
    main()
