"""The floors hold: import-linter's contracts, run with the tests."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = {
    "portal": 1, "directory": 2, "intake": 3, "search": 3, "proofing": 3,
    "qa": 4, "rebuttals": 4, "press": 4, "content": 4, "home": 5, "newsroom": 5, "machines": 5,
}  # fmt: skip


def test_contracts_hold() -> None:
    run = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout


def test_templates_name_no_upper_floor() -> None:
    """`{% url %}`, `{% load %}` and `{% include %}` in a template reach only its own floor and those below."""
    climbs = []
    for app, floor in FLOORS.items():
        for template in (ROOT / app / "templates").rglob("*.*"):
            for line in template.read_text().splitlines():
                for name in re.findall(r"""{% (?:url|load|include|extends) ["']?([a-z_]+)[:/"' ]""", line):
                    other = FLOORS.get(name, 0)
                    if other > floor or (other == floor and name != app):
                        climbs.append(f"{template.relative_to(ROOT)}: {line.strip()}")
    assert climbs == []
