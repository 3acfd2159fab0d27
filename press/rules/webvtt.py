"""Reads WebVTT (W3C, section 4): cues out of a text, or the line that is wrong and why."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMES = re.compile(rf"\s*{_TIME}[ \t]*-->[ \t]*{_TIME}(?:[ \t]+.*)?")
MOST: Final = 50_000  # lines; a day of speech has fewer


class Fault(StrEnum):
    """What can be wrong with a file of captions."""

    SIGNATURE = "signature"  # the first line is not WEBVTT
    HEADER = "header"  # no empty line after the header
    TIMES = "times"  # a cue without "00:00:01.000 --> 00:00:04.000"
    BACKWARDS = "backwards"  # a cue that ends before it begins
    ORDER = "order"  # a cue that begins before the one above it
    EMPTY = "empty"  # a cue without words
    NONE = "none"  # no cue at all
    LONG = "long"  # more lines than any speech has


class NotWebVTTError(ValueError):
    """The file is wrong at `line` (from 1), for the reason `fault`."""

    def __init__(self, fault: Fault, line: int) -> None:
        super().__init__(f"{fault.value} in line {line}")
        self.fault, self.line = fault, line


@dataclass(frozen=True, slots=True)
class Cue:
    """Words on the screen between two moments, in seconds."""

    start: float
    end: float
    text: str


def cues(text: str) -> list[Cue]:
    """The cues of a WebVTT file: their times go forward and each has words, as players need. Raises NotWebVTTError."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        raise NotWebVTTError(Fault.SIGNATURE, 1)
    if len(lines) > MOST:
        raise NotWebVTTError(Fault.LONG, MOST)
    found: list[Cue] = []
    number = _after_header(lines)
    while number < len(lines):
        if not lines[number].strip():
            number += 1
            continue
        end = next((n for n in range(number, len(lines)) if not lines[n].strip()), len(lines))
        if not re.match(r"(?:NOTE|STYLE|REGION)(?:[ \t]|$)", lines[number]):
            found.append(_cue(lines, number, end, found[-1].start if found else 0.0))
        number = end
    if not found:
        raise NotWebVTTError(Fault.NONE, len(lines))
    return found


def _after_header(lines: list[str]) -> int:
    """Where the first block begins; the header may have lines of its own, but none with an arrow."""
    for number, line in enumerate(lines[1:], start=1):
        if not line.strip():
            return number
        if "-->" in line:
            raise NotWebVTTError(Fault.HEADER, number + 1)
    return len(lines)


def _cue(lines: list[str], begin: int, end: int, earliest: float) -> Cue:
    at = begin if "-->" in lines[begin] else begin + 1  # a cue may have a name above its times
    match = _TIMES.fullmatch(lines[at]) if at < end else None
    if match is None:
        raise NotWebVTTError(Fault.TIMES, min(at, end - 1) + 1)
    start, stop = _moment(*match.groups()[:4]), _moment(*match.groups()[4:])
    if stop <= start:
        raise NotWebVTTError(Fault.BACKWARDS, at + 1)
    if start < earliest:
        raise NotWebVTTError(Fault.ORDER, at + 1)
    words = "\n".join(lines[at + 1 : end]).strip()
    if not words:
        raise NotWebVTTError(Fault.EMPTY, at + 1)
    return Cue(start, stop, words)


def _moment(hours: str | None, minutes: str, seconds: str, thousandths: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(thousandths) / 1000
