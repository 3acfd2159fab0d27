"""A real Elasticsearch for tests, trials and measurements: `make elasticsearch` fetches it and runs one node.

The official minimal distribution comes from the Maven repository by `mvn`, once, into var/. A node listens on loopback
only, without passwords, keeps its data in a temporary folder, and leaves nothing behind. It needs Java 17 and Maven.
ELASTICSEARCH_VERSION chooses another version (9.2.0 needs Java 21), JAVA_HOME another Java than the one in the PATH.
"""

import argparse
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import services

VERSION = os.environ.get("ELASTICSEARCH_VERSION", "8.19.16")
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
FOLDER = services.ROOT / "var" / "elasticsearch"
PATIENCE = 120.0  # seconds until a node must answer
HEAP = "512m"


def fetch() -> Path:
    """The distribution's archive, fetched if it is not there. Ends with a sentence when that cannot be."""
    archive = FOLDER / f"elasticsearch-{VERSION}.zip"
    if archive.is_file():
        return archive
    for program, package in (("mvn", "maven"), ("java", "openjdk-17-jre-headless")):
        if shutil.which(program) is None:
            sys.exit(f"{program} was not found; Elasticsearch needs it here (Debian: apt install {package}).")
    print(f"Fetching Elasticsearch {VERSION} (100 MB, once)…", flush=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        words = ["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={folder}"]
        if subprocess.run(words, cwd=folder, check=False).returncode:
            sys.exit("Maven could not fetch Elasticsearch; the lines above say why.")
        (Path(folder) / archive.name).replace(archive)
    return archive


@dataclass
class Node:
    """A node that runs: where it answers, and its process (in a group of its own)."""

    name: str
    url: str
    process: "subprocess.Popen[bytes]"
    log: Path


@contextmanager
def nodes(count: int = 1, port: int = 0) -> Iterator[list[Node]]:
    """So many nodes of one cluster, on free ports (the first on `port` if one is given), ended at the end."""
    folder = Path(tempfile.mkdtemp(prefix="jauap-es-", dir="/tmp"))
    folder.chmod(0o755)
    account = pwd.getpwnam("nobody") if os.getuid() == 0 else None  # it refuses to run as root
    with ZipFile(fetch()) as archive:
        archive.extractall(folder)
    home = folder / f"elasticsearch-{VERSION}"
    for program in (home / "bin").iterdir():
        program.chmod(0o755)
    ports = [port or services.free_port(), *(services.free_port() for _ in range(count - 1))]
    inner = [services.free_port() for _ in range(count)]
    names = [f"node-{n}" for n in range(count)]
    try:
        with ExitStack() as stack:
            started = []
            for n, name in enumerate(names):
                settings = {
                    "cluster.name": "jauap", "node.name": name, "network.host": "127.0.0.1", "http.port": ports[n],
                    "transport.port": inner[n], "xpack.security.enabled": "false",
                    "path.data": folder / name / "data", "path.logs": folder / name / "logs",
                    "cluster.routing.allocation.disk.threshold_enabled": "false",
                }  # fmt: skip
                if count == 1:
                    settings["discovery.type"] = "single-node"
                else:
                    settings["cluster.initial_master_nodes"] = ",".join(names)
                    settings["discovery.seed_hosts"] = ",".join(f"127.0.0.1:{number}" for number in inner)
                started.append(stack.enter_context(_running(home, folder / name, name, settings, account)))
            for node in started:
                _wait(node, count)
            yield started
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(
    home: Path, folder: Path, name: str, settings: dict[str, object], account: pwd.struct_passwd | None
) -> Iterator[Node]:
    shutil.copytree(home / "config", folder / "config")
    (folder / "tmp").mkdir()
    (folder / "config" / "elasticsearch.yml").write_text(
        "".join(f"{key}: {value}\n" for key, value in settings.items())
    )
    (folder / "config" / "jvm.options.d").mkdir(exist_ok=True)
    (folder / "config" / "jvm.options.d" / "heap.options").write_text(f"-Xms{HEAP}\n-Xmx{HEAP}\n")
    if account:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, account.pw_uid, account.pw_gid)
    java = os.environ.get("JAVA_HOME") or Path(str(shutil.which("java"))).resolve().parent.parent
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(folder), "ES_JAVA_HOME": str(java),
        "ES_PATH_CONF": str(folder / "config"), "ES_TMPDIR": str(folder / "tmp"),
    }  # fmt: skip
    log = folder / "output"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(home / "bin" / "elasticsearch")], cwd="/", env=environment, start_new_session=True,
            stdout=output, stderr=subprocess.STDOUT, user=account and account.pw_uid, group=account and account.pw_gid,
            extra_groups=[] if account else None,
        )  # fmt: skip
    try:
        yield Node(name, f"http://127.0.0.1:{settings['http.port']}", process, log)
    finally:
        services.end(process)


def _wait(node: Node, count: int) -> None:
    """Until `node` says that its cluster has `count` nodes. Ends with its last words if it does not start."""
    deadline = time.monotonic() + PATIENCE
    url = f"{node.url}/_cluster/health?wait_for_nodes={count}&timeout=5s"
    while time.monotonic() < deadline and node.process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(url, timeout=10) as answer:
            if b'"timed_out":false' in answer.read():
                return
        time.sleep(0.2)
    sys.exit("Elasticsearch did not start:\n" + node.log.read_text(errors="replace")[-3000:])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=9200)
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that the server ends, too
    with nodes(port=options.port) as (node,):
        print(f"Elasticsearch {VERSION} answers at {node.url}; Ctrl-C ends it.", flush=True)
        print(f"Start the portal with it: ELASTICSEARCH_URL={node.url} make run", flush=True)
        with suppress(KeyboardInterrupt):
            node.process.wait()


if __name__ == "__main__":
    main()
