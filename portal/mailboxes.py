"""Where reports of undelivered letters lie: a maildir, an mbox file, single letters. Each is handled once."""

import mailbox
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from portal import bounces, undelivered


def read_letter(raw: bytes) -> undelivered.Outcome:
    """Acts on one letter."""
    return undelivered.act_on(bounces.read(raw))


def read_place(path: Path) -> Counter[str]:
    """Acts on every letter at `path` not yet read; how many came to which outcome.

    A maildir's letters go from `new` to `cur`, an mbox's are marked as read. Raises FileNotFoundError.
    """
    if not path.exists():
        raise FileNotFoundError(path)
    if (path / "new").is_dir():
        return _read_maildir(mailbox.Maildir(path, create=False))
    if path.is_dir():
        return _counted(file.read_bytes() for file in sorted(path.glob("*.eml")))
    with path.open("rb") as file:
        is_mbox = file.read(5) == b"From "
    return _read_mbox(mailbox.mbox(path, create=False)) if is_mbox else _counted([path.read_bytes()])


def _counted(letters: Iterable[bytes]) -> Counter[str]:
    return Counter(str(read_letter(raw)) for raw in letters)


def _read_maildir(box: mailbox.Maildir) -> Counter[str]:
    outcomes: Counter[str] = Counter()
    for key in list(box.keys()):
        letter = box.get_message(key)
        if letter.get_subdir() != "new":
            continue
        outcomes[str(read_letter(box.get_bytes(key)))] += 1
        letter.set_subdir("cur")
        letter.add_flag("S")
        box[key] = letter
    return outcomes


def _read_mbox(box: mailbox.mbox) -> Counter[str]:
    outcomes: Counter[str] = Counter()
    box.lock()
    try:
        for key in list(box.keys()):
            letter = box.get_message(key)
            if "R" in letter.get_flags():
                continue
            outcomes[str(read_letter(box.get_bytes(key)))] += 1
            letter.add_flag("R")
            box[key] = letter
        box.flush()
    finally:
        box.unlock()
    return outcomes
