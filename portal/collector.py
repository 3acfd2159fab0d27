"""How the garbage collector is set in a process that answers readers."""

import gc


def settle() -> None:
    """What is loaded by now stays: the collector need not walk it again, and a page makes no cycles worth an early look
    (measured in docs/decisions/0005-speed.md)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
