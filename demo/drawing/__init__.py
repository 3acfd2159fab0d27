"""Draws the demo portal's pictures and infographics as SVG, with the standard library alone."""

from pathlib import Path

from demo.drawing.infographics import INFOGRAPHICS
from demo.drawing.palette import LANGUAGES
from demo.drawing.pictures import PICTURES, picture


def draw_all(folder: Path) -> list[Path]:
    """Write every SVG file and return their paths.

    Pictures go to `<folder>/pictures/<name>.svg`, infographics to `<folder>/infographics/<slug>-<language>.svg`;
    folders are made where missing, files that stand there are written anew.
    """
    sheets = {f"pictures/{name}.svg": picture(name) for name in PICTURES}
    for slug, draw in INFOGRAPHICS.items():
        sheets |= {f"infographics/{slug}-{language}.svg": draw(language) for language in LANGUAGES}
    paths = []
    for name, sheet in sheets.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(sheet.svg(), encoding="utf-8")
        paths.append(path)
    return paths
