"""One style sheet from many small ones, without a build step.

The sources are one file per component, named like its template; readers get `portal/css/site.css` in one request.
The finder assembles it for `collectstatic` and for the development server alike.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SOURCES = Path(__file__).parent / "styles"
TARGET = "portal/css/site.css"
# Later sheets may refine earlier ones: tokens, then the ground, then components by name, paper last.
FIRST = ("tokens.css", "ground.css", "layout.css")
LAST = ("paper.css",)
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def parts(folder: Path) -> list[Path]:
    """The sheets below `folder` in the order in which they are joined."""
    ends = {*FIRST, *LAST}
    middle = sorted(path for path in folder.glob("**/*.css") if path.name not in ends)
    return [*(folder / name for name in FIRST), *middle, *(folder / name for name in LAST)]


def joined(paths: Iterable[Path]) -> str:
    """The text of all sheets, one after the other, without the comments: a tenth of what readers would fetch."""
    return "".join(_COMMENT.sub("", path.read_text(encoding="utf-8")).strip() + "\n\n" for path in paths)


class SiteStylesheetFinder(BaseFinder):
    """Offers the joined sheet as a static file."""

    def __init__(self, app_names: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(location=settings.VAR_DIR / "assembled")

    def assemble(self) -> Path:
        """Writes the joined sheet anew when it differs; returns where it is."""
        target = Path(self.storage.path(TARGET))
        text = joined(parts(SOURCES))
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            fresh = target.with_suffix(".new")
            fresh.write_text(text, encoding="utf-8")
            fresh.replace(target)
        return target

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Where the sheet is, when `path` asks for it; otherwise nothing."""
        if path != TARGET:
            return []
        found = str(self.assemble())
        return [found] if find_all or kwargs.get("all") else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """The one file that `collectstatic` takes from here."""
        self.assemble()
        yield TARGET, self.storage
