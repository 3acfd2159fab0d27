"""The examples of docs/search-as-a-library.md, run as they stand, in a process that knows nothing of the portal."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import need

ROOT = Path(__file__).resolve().parents[2]
SERVER = "http://localhost:9200"
EXAMPLES = re.findall(r"```python\n(.*?)```", (ROOT / "docs/search-as-a-library.md").read_text(encoding="utf-8"), re.S)
EMBEDDED, ELASTIC, WORDS = EXAMPLES


def run(example, folder):
    """What the example prints, line by line."""
    done = subprocess.run(
        [sys.executable, "-c", example],
        capture_output=True, text=True, check=True, cwd=folder, timeout=120,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    return done.stdout.splitlines()


def test_the_embedded_engine(tmp_path):
    found, repaired = run(EMBEDDED, tmp_path)
    assert found == "[('1', 'Қазақ тілінің <mark>грамматикасы</mark>', 'Септік жалғаулары туралы')] ['2']"
    assert repaired == "грамматика"


@pytest.mark.sqlite
def test_elasticsearch_in_its_place(tmp_path):
    url = os.environ.get("TEST_ELASTICSEARCH_URL", "")
    need(bool(url), "an Elasticsearch server (TEST_ELASTICSEARCH_URL)")
    other = ELASTIC.replace(SERVER, url).replace('prefix="library"', 'prefix="test-library", patience=60.0')
    example = EMBEDDED.replace('engine = EmbeddedEngine(Path("library.sqlite3"))', other)
    end = "engine.client.indices.delete(index=','.join(engine.client.indices.get(index='test-library-*')))"
    assert run(f"{example}\n{end}", tmp_path) == run(EMBEDDED, tmp_path)


def test_words(tmp_path):
    said = [re.search(r"# (.*)$", line) for line in WORDS.splitlines()]
    expected = [comment[1] for comment in said if comment]
    assert run(WORDS, tmp_path)[: len(expected)] == expected
