"""The Nu checker, the W3C's own for HTML: `python3 -m tests.browser.nu_checker` fetches it from npm, once, into var/.

It needs npm to fetch and Java 17 to run. `VNU_JAR` names another copy.
"""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VERSION = "26.9.27"
FOLDER = Path(__file__).resolve().parents[2] / "var" / "nu-checker"


def present() -> Path | None:
    """The checker's jar where it is already, if there is a Java to run it."""
    given = os.environ.get("VNU_JAR")
    jar = Path(given) if given else FOLDER / f"vnu-{VERSION}.jar"
    return jar if jar.is_file() and shutil.which("java") else None


def fetch() -> Path:
    """The checker's jar, fetched if it is not there. Ends with a sentence when that cannot be."""
    ready = present()
    if ready:
        return ready
    for program, package in (("npm", "npm"), ("java", "openjdk-17-jre-headless")):
        if shutil.which(program) is None:
            sys.exit(f"{program} was not found; the Nu checker needs it here (Debian: apt install {package}).")
    print(f"Fetching the Nu checker {VERSION} (30 MB, once)…", flush=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        words = ["npm", "pack", "--silent", f"vnu-jar@{VERSION}"]
        if subprocess.run(words, cwd=folder, stdout=subprocess.DEVNULL, check=False).returncode:
            sys.exit("npm could not fetch the Nu checker; the lines above say why.")
        archive = next(Path(folder).glob("*.tgz"))
        jar = FOLDER / f"vnu-{VERSION}.jar"
        with tarfile.open(archive) as packed:
            member = next(name for name in packed.getnames() if name.endswith("/vnu.jar"))
            source = packed.extractfile(member)
            if source is None:
                sys.exit(f"{archive.name} holds no vnu.jar.")
            with (Path(folder) / "vnu.jar").open("wb") as target:
                shutil.copyfileobj(source, target)
        (Path(folder) / "vnu.jar").replace(jar)
    return jar


def faults(pages: dict[str, str], jar: Path) -> list[str]:
    """A sentence for each error or warning in `pages` (HTML by address), a fault that many pages share said once."""
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, (address, html) in enumerate(pages.items()):
            file = Path(folder) / f"{number}.html"
            file.write_text(html, encoding="utf-8")
            names[file.name] = address
        done = subprocess.run(
            ["java", "-Xmx700m", "-jar", str(jar), "--format", "json", "--exit-zero-always", folder],
            capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stderr)["messages"]
    shared: dict[str, list[str]] = {}
    for message in told:
        if message["type"] == "info" and message.get("subType") != "warning":
            continue
        words = f"{message['message']} in: {' '.join(message.get('extract', '').split())}"
        address = names.get(Path(message.get("url", "")).name, "?")
        shared.setdefault(words, []).append(address)
    return [
        f"markup: {pages[0]}{f' and {len(pages) - 1} more' if len(pages) > 1 else ''}: {words}"
        for words, pages in shared.items()
    ]


if __name__ == "__main__":
    print(fetch())
