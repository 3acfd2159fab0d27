"""Asks hunspell about Kazakh words, where it and its dictionary are installed; it may be slow, dead or absent."""

import shutil
import subprocess
from collections.abc import Collection, Iterable
from functools import cache
from typing import Final

from proofing.rules import spelling
from proofing.rules.house_words import HOUSE

DICTIONARY: Final = "kk_KZ"
SECONDS: Final = 5
MOST: Final = 4_000  # different words of one page


class Silent(Exception):  # noqa: N818 a state of affairs of the host
    """The checker is not installed, or did not answer in time."""


@cache
def available() -> bool:
    """Whether hunspell is here with the Kazakh dictionary; looked at once, installing it takes a restart."""
    try:
        return not unknown(["бала"])
    except Silent:
        return False


def unknown(words: Collection[str]) -> set[str]:
    """Those of `words` that the dictionary does not know. Raises Silent."""
    return {line.strip() for line in _asked("-l", words)} - {""}


def better(words: Collection[str]) -> dict[str, list[str]]:
    """What could stand for each of a few `words`. Looking for it is slow (0.1 s a word), so it may come to nothing."""
    try:
        # `^` before each line: no line is taken for a command.
        return spelling.suggestions(_asked("-a", [f"^{word}" for word in words]))
    except Silent:
        return {}


def _asked(mode: str, lines: Iterable[str]) -> list[str]:
    program = shutil.which("hunspell")
    if program is None:
        raise Silent
    try:
        done = subprocess.run(  # noqa: S603 a fixed program, words (letters and hyphens) by its standard input
            [program, "-d", DICTIONARY, mode, "-i", "utf-8"],
            input="".join(f"{line}\n" for line in lines).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise Silent from error
    return done.stdout.decode("utf-8", "replace").splitlines()


def strange(texts: Iterable[str]) -> set[str]:
    """The words of Kazakh `texts` that are known neither as they stand nor without their endings. Raises Silent."""
    words = list(dict.fromkeys(word for text in texts for word in spelling.words(text)))[:MOST]
    found = unknown(words) if words else set()
    stems = {word: spelling.stems(word) for word in found}
    asked = {stem for each in stems.values() for stem in each}
    odd = unknown(sorted(asked)) if asked else set()
    return {word for word in found if not _known(word, stems[word], odd)}


def _known(word: str, stems: list[str], odd: set[str]) -> bool:
    """Whether the word, or what is left of it without endings, is in a dictionary or among our own words."""
    return any(each in HOUSE for each in (word, *stems)) or any(stem not in odd for stem in stems)
