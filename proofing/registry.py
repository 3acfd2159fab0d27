"""What is checked before a page is published: one list of checks, to which every room adds its own when it is ready.

registry.register(Check("videos", captions_missing, {"captions-missing": Words(Severity.WARNS, _("…"), _("…"))}))
"""

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.text import capfirst

from proofing.rules.reading import Hit, Picture, Piece, Severity, Target, Where

logger = logging.getLogger(__name__)
MOST_OF_A_KIND: Final = 20  # findings of one code: the rest is counted
_ORDER: Final = list(Severity)


@dataclass(frozen=True)
class Proof:
    """A page as it would be published, read once for all checks."""

    page: Any
    language: str
    at: datetime
    pieces: tuple[Piece, ...] = ()
    pictures: tuple[Picture, ...] = ()
    targets: tuple[Target, ...] = ()
    blocks: tuple[str, ...] = ()  # the kinds of the body's blocks, in order
    anchors: Mapping[str, str] = field(default_factory=dict)

    def at_field(self, name: str) -> Where:
        """The place of the field `name`."""
        try:
            label = capfirst(str(self.page._meta.get_field(name).verbose_name))
        except AttributeError:  # a relation has none
            label = ""
        return Where(self.anchors.get(name, ""), label)


@dataclass(frozen=True, slots=True)
class Words:
    """How a finding reads: `text` is filled with the values of the hit, `why` says what to do about it."""

    severity: Severity
    text: str | Promise
    why: str | Promise


@dataclass(frozen=True, slots=True)
class Check:
    """`run` looks at a proof; `words` are those of the codes it finds. What only suggests and takes long says so
    (`decides` false): publishing does not wait for it."""

    key: str
    run: Callable[[Proof], Iterable[Hit]]
    words: Mapping[str, Words]
    decides: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """What an editor is shown."""

    code: str
    severity: Severity
    text: str
    why: str
    where: Where
    more: int = 0  # others of the same kind that are not listed


_checks: dict[str, Check] = {}


def register(*checks: Check) -> None:
    """Adds checks; a key that is there already is replaced by the same check of a second start."""
    _checks.update({check.key: check for check in checks})


def findings(proof: Proof, *, deciding: bool = False) -> list[Finding]:
    """Everything that is found, the heaviest first; with `deciding` only what may keep the page from being published.

    A check that breaks is written to the log and finds nothing: a page can always be mended.
    """
    found: list[Finding] = []
    for check in _checks.values():
        if check.decides or not deciding:
            found += _of(check, proof)
    kept = [each for each in found if each.severity is not Severity.SUGGESTS] if deciding else found
    return sorted(kept, key=lambda each: _ORDER.index(each.severity))


def _of(check: Check, proof: Proof) -> list[Finding]:
    try:
        hits = list(dict.fromkeys(_Once(hit) for hit in check.run(proof)))
    except Exception:
        logger.exception("the check %s broke on page %s", check.key, proof.page.pk)
        return []
    counts: dict[str, int] = {}
    for once in hits:
        counts[once.hit.code] = counts.get(once.hit.code, 0) + 1
    found, listed = [], dict.fromkeys(counts, 0)
    for once in hits:
        hit, words = once.hit, check.words[once.hit.code]
        listed[hit.code] += 1
        if listed[hit.code] <= MOST_OF_A_KIND:
            more = max(0, counts[hit.code] - MOST_OF_A_KIND) if listed[hit.code] == MOST_OF_A_KIND else 0
            text = str(words.text % hit.values) if hit.values else str(words.text)
            found.append(Finding(hit.code, words.severity, text, str(words.why), hit.where, more))
    return found


class _Once:
    """A hit that is told once, however often a rule finds it at the same place."""

    __slots__ = ("hit", "key")

    def __init__(self, hit: Hit) -> None:
        self.hit = hit
        self.key = (hit.code, hit.where.anchor, json.dumps(hit.values, sort_keys=True, default=str))

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Once) and self.key == other.key


def remarks(found: Iterable[Finding]) -> list[str]:
    """The findings by name and place: the same in whatever language they are told."""
    return sorted({f"{each.code} {each.where.anchor}" for each in found})
