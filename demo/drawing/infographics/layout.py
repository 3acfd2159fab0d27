"""One column of an infographic: rules and space instead of boxes, every block under the one before.

640 units wide, so that the smallest text (23) is 12 px high on a phone of 360.
"""

from demo.drawing.mark import NAMES, draw_mark
from demo.drawing.metrics import wrap
from demo.drawing.palette import ACCENT, ACCENT_WASH, DEEP, INK, INK_2, LINE, PAPER
from demo.drawing.sheet import Pen, Sheet

WIDTH = 640
MARGIN = 32
INNER = WIDTH - 2 * MARGIN

TITLE, HEADING, BODY, SMALL = 42, 29, 26, 23


def thousands(value: int, language: str) -> str:
    """Write a whole number with the language's group separator (a no-break space, in English a comma)."""
    return f"{value:,}".replace(",", "," if language == "en" else "\u00a0")


class Column:
    """Draws downwards; `y` is where the next block begins, `pen` draws from the left margin."""

    def __init__(self, title: str, language: str, lead: str = "") -> None:
        self.sheet = Sheet(WIDTH, 0, title=title, language=language)
        self.y: float = 40
        self.rule(INK, 3)
        self.space(22)
        self.write(title, TITLE, bold=True, leading=1.16, even=True)
        if lead:
            self.space(12)
            self.write(lead, BODY, INK_2, even=True)
        self.space(34)

    @property
    def pen(self) -> Pen:
        """A pen whose origin is the left margin at the current height."""
        return self.sheet.pen().at(MARGIN, self.y)

    def space(self, height: float) -> None:
        self.y += height

    def rule(self, colour: str = LINE, height: float = 1.5) -> None:
        self.pen.rect(0, 0, INNER, height, colour)
        self.y += height

    def write(
        self,
        text: str,
        size: float = BODY,
        fill: str = INK,
        bold: bool = False,
        leading: float = 1.36,
        even: bool = False,
        indent: float = 0,
        width: float | None = None,
    ) -> None:
        """Write a block and move below it."""
        width = INNER - indent if width is None else width
        self.y = self.sheet.pen().block(MARGIN + indent, self.y, text, size, width, fill, bold, leading, even)

    def heading(self, text: str) -> None:
        self.rule(INK, 3)
        self.space(14)
        self.write(text, HEADING, bold=True, leading=1.2, even=True)
        self.space(18)

    def note(self, text: str) -> None:
        """Advice the reader must not miss: on a wash, with a bar at its left."""
        air, indent = 22, 28
        height = len(wrap(text, BODY, INNER - 2 * indent, True)) * BODY * 1.36 + 2 * air
        self.pen.rect(0, 0, INNER, height, ACCENT_WASH)
        self.pen.rect(0, 0, 5, height, ACCENT)
        self.space(air)
        self.write(text, fill=DEEP, bold=True, indent=indent, width=INNER - 2 * indent)
        self.space(air)

    def finish(self, source: str) -> Sheet:
        """Close with the source and the mark; return the sheet, now as high as its content."""
        self.space(32)
        self.rule()
        self.space(18)
        draw_mark(self.pen.at(0, 4, 1.3))
        self.pen.text(46, 29, NAMES[self.sheet.language], HEADING, bold=True)
        self.space(50)
        self.write(source, SMALL, INK_2)
        self.space(36)
        self.sheet.height = round(self.y)
        background = Sheet(WIDTH, self.sheet.height)
        background.pen().rect(0, 0, WIDTH, self.sheet.height, PAPER)
        self.sheet.shapes[:0] = background.shapes
        return self.sheet
