"""What a clip is: scenes in order, each drawn at any moment, each with its caption in three languages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from demo.drawing.mark import draw_mark
from demo.drawing.palette import ACCENT, ACCENT_WASH, DEEP, INK_2, LINE, PAPER, SUN
from demo.drawing.sheet import Pen, Sheet

WIDTH, HEIGHT = 960, 540
FRAMES_A_SECOND = 12
LEFT = 64

Caption = dict[str, str]


@dataclass(frozen=True)
class Scene:
    """`draw(pen, t)` draws the scene at `t` from 0 to 1; `caption` is what is said or shown, per language."""

    seconds: float
    draw: Callable[[Pen, float], None]
    caption: Caption


@dataclass(frozen=True)
class Clip:
    """A clip; `poster_at` is the second whose frame is the poster, `stream` asks for an HLS playlist too."""

    slug: str
    title: str
    scenes: tuple[Scene, ...]
    poster_at: float
    stream: bool = False
    badge: str = ""

    @property
    def seconds(self) -> float:
        return sum(scene.seconds for scene in self.scenes)

    def starts(self) -> Iterator[tuple[float, Scene]]:
        """Yield each scene with the second at which it begins."""
        start = 0.0
        for scene in self.scenes:
            yield start, scene
            start += scene.seconds

    def frame(self, second: float) -> Sheet:
        """Return the picture at `second`."""
        sheet = Sheet(WIDTH, HEIGHT, title=self.title)
        pen = sheet.pen()
        pen.rect(0, 0, WIDTH, HEIGHT, PAPER)
        start, scene = [pair for pair in self.starts() if pair[0] <= second][-1]
        scene.draw(pen, min(1.0, (second - start) / scene.seconds))
        _frame_of_all(pen, self, second / self.seconds)
        return sheet


def _frame_of_all(pen: Pen, clip: Clip, share: float) -> None:
    """The mark and the clip's name above, the time that has passed below."""
    pen.rect(0, 0, WIDTH, 62, PAPER)
    draw_mark(pen.at(LEFT, 19))
    pen.text(LEFT + 38, 41, "Жауап", 22, DEEP, True)
    pen.text(WIDTH - LEFT, 40, clip.title, 20, INK_2, anchor="end")
    if clip.badge:
        pen.circle(LEFT + 140, 33, 6, "#a4262c")
        pen.text(LEFT + 154, 40, clip.badge, 20, "#a4262c", True)
    pen.rect(0, 62, WIDTH, 1.5, LINE)
    pen.rect(0, HEIGHT - 8, WIDTH, 8, ACCENT_WASH)
    pen.rect(0, HEIGHT - 8, WIDTH * share, 8, ACCENT)


def ease(t: float, start: float = 0.0, end: float = 1.0) -> float:
    """Return how far a movement from `start` to `end` has come at `t`, slow at both ends."""
    t = min(1.0, max(0.0, (t - start) / (end - start)))
    return t * t * (3 - 2 * t)


def opening(pen: Pen, t: float, title: str, text: str) -> None:
    """The first and last card of a clip: a dark field, a heading, a line of the sun's colour that grows."""
    pen.rect(0, 62, WIDTH, HEIGHT - 62, DEEP)
    end = pen.block(LEFT, 170, title, 56, 700, PAPER, True, leading=1.18, even=True)
    pen.rect(LEFT, end + 20, 20 + 160 * ease(t, 0, 0.5), 6, SUN)
    pen.block(LEFT, end + 46, text, 28, 640, ACCENT_WASH)
