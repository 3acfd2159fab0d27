"""Every kind of page in every language, at both widths and in all schemes, by pairs: accessible, inside its width.

All combinations: `make audit`. Pictures of what was seen lie in test-results/pages.
"""

from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import ROOT, Portal
from tests.browser.looking import Case, Look, paired_cases
from tests.browser.pairs import pairs_of, pairwise

PICTURES: Path = ROOT / "test-results" / "pages"


@pytest.fixture(scope="module")
def look(portal: Portal, browser: Browser, number: str) -> Iterator[Look]:
    """One tab for all cases: a new one for each would cost as much as the page."""
    context = browser.new_context(locale="kk-KZ")
    context.set_default_timeout(15_000)
    yield Look(context.new_page(), portal.url, number, PICTURES)
    context.close()


@pytest.mark.parametrize("case", paired_cases(), ids=str)
def test_page(look: Look, case: Case) -> None:
    faults = look.at(case)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("sizes", [(45, 3, 2, 5), (7, 5, 3, 2), (2, 2), (3, 1, 4), (4, 4, 4, 4, 4)])
def test_every_two_values_meet(sizes: tuple[int, ...]) -> None:
    columns = [[f"{at}.{value}" for value in range(size)] for at, size in enumerate(sizes)]
    rows = pairwise(columns)
    seen = set().union(*map(pairs_of, rows))
    wanted = {(i, a, j, b) for i, j in combinations(range(len(columns)), 2) for a, b in product(columns[i], columns[j])}
    assert seen == wanted
    longest = sorted(sizes)[-2:]
    assert longest[0] * longest[1] <= len(rows) <= 2 * longest[0] * longest[1]
