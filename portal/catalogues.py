"""Catalogues of translations: compiled without gettext's tools, which a fresh machine lacks."""

from pathlib import Path

import polib


def compile_all(*folders: Path) -> list[Path]:
    """Compiles every .po below `folders` whose .mo is older or missing; returns the .mo files written."""
    written = []
    for source in sorted(file for folder in folders for file in folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            written.append(target)
    return written
