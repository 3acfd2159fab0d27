"""The pictures of an infographic: whose language they speak, in which sizes they can be taken."""

import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from django.apps import apps
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import Page

from portal import languages, sql
from portal.tree import tree

if TYPE_CHECKING:
    from press.pages import InfographicPage

logger = logging.getLogger(__name__)

SECONDS: Final = 25.0  # of a job; what is left over is made by the next one
DOTS: Final = 150  # to the inch, at least, for what is offered for paper


@dataclass(frozen=True, slots=True)
class Size:
    """A size in which a picture can be taken: the box into which it must fit, upright, and the format of the file.

    `least` is the long side, in pixels, below which a print would be coarse.
    """

    label: Any
    width: int
    height: int
    format: str
    least: int = 0

    def spec(self, *, lying: bool) -> str:
        """Wagtail's words for it. Nothing is cut off: an infographic says something at every edge."""
        box = (self.height, self.width) if lying and self.least else (self.width, self.height)
        return f"max-{box[0]}x{box[1]}|format-{self.format}"


SIZES: Final = (
    Size(gettext_lazy("For a post"), 1080, 1350, "jpeg"),
    Size(gettext_lazy("For a story"), 1080, 1920, "jpeg"),
    Size(gettext_lazy("For a web page"), 1600, 3200, "webp"),
    Size(gettext_lazy("To print on A4"), 2480, 3508, "png", least=round(11.7 * DOTS)),
    Size(gettext_lazy("To print on A3"), 3508, 4961, "png", least=round(16.5 * DOTS)),
)


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take: its address, what it is for, its format, its bytes and pixels (0 where a drawing has none)."""

    url: str
    title: str
    kind: str
    size: int
    width: int = 0
    height: int = 0
    language: str = ""


def pixels_of(page: "InfographicPage") -> AbstractImage | None:
    """The picture of which sizes are made; None where there is only a drawing (SVG), which needs none."""
    if page.raster_id:
        return page.raster
    return None if page.image.is_svg() else page.image


def specs(image: AbstractImage) -> list[tuple[Size, str]]:
    """The sizes that `image` is large enough for, each with Wagtail's words for it."""
    lying = image.width > image.height
    long_side = max(image.width, image.height)
    return [(size, size.spec(lying=lying)) for size in SIZES if long_side >= size.least]


def _downloads(page: "InfographicPage", image: AbstractImage | None) -> list[Download]:
    """The files of the page's own picture: as it was made, then the sizes of `image` that are ready, each of them
    once."""
    drawing = page.image.is_svg()
    found = [original(page.image, _("Drawing, sharp at any size") if drawing else _("As it was made"))]
    if image is None:
        return found
    ready = {each.filter_spec: each for each in getattr(image, "prefetched_renditions", ())}
    seen = set()
    for size, spec in specs(image):
        rendition: AbstractRendition | None = ready.get(spec)
        key = rendition and (size.format, rendition.width, rendition.height)
        if rendition is None or key in seen:
            continue
        seen.add(key)
        weight = _weight(rendition.file)
        if not weight:
            continue  # the file is gone
        found.append(
            Download(rendition.url, str(size.label), size.format.upper(), weight, rendition.width, rendition.height)
        )
    return found


def original(image: AbstractImage, title: str, language: str = "") -> Download:
    """The picture as it was uploaded."""
    drawing = image.is_svg()
    return Download(
        image.file.url,
        title,
        image.file.name.rpartition(".")[2].upper().replace("JPG", "JPEG"),
        image.file_size or _weight(image.file),
        0 if drawing else image.width,
        0 if drawing else image.height,
        language,
    )


def _weight(file: Any) -> int:
    """The bytes of a file; 0 for one that is gone."""
    try:
        return int(file.size)
    except OSError:
        return 0


@dataclass(frozen=True, slots=True)
class Pictures:
    """What readers of a page are told of its picture: the language of the words in it ("" for none), the files to take,
    the pictures that the other languages have."""

    language: str
    downloads: list[Download]
    others: list[Download]

    @property
    def large(self) -> str:
        """The address of the picture to be looked at closely: the drawing, or pixels that a weak network carries."""
        first, *made = self.downloads
        return next((each.url for each in made if each.kind == "WEBP" and first.width), first.url)

    @property
    def language_name(self) -> str:
        """The name of that language in the reader's, as it stands within a sentence."""
        name = str(dict(settings.LANGUAGES).get(self.language, ""))
        return name if languages.current() == "en" else name.lower()


def of_page(page: "InfographicPage") -> Pictures:
    """A translation begins with the picture of its original. Until it has one of its own, that picture's words are in
    the original's language: readers are told. One query."""
    versions = list(_versions()(pk=page.pk)) if page.pk else []
    first = next((each for each in versions if each.image_id == page.image_id), page)
    language = "" if page.image_wordless else tree().language_of(first.locale_id)
    others = {
        each.image_id: original(each.image, languages.NAMES[code], code)
        for each in reversed(versions)
        if each.live and each.image_id != page.image_id and (code := tree().language_of(each.locale_id))
    }
    # A translation that has a picture of its own, and not yet one in pixels, still has the original's: not to be given.
    strange = page.raster_id and any(
        each.raster_id == page.raster_id and each.image_id != page.image_id and each.pk < page.pk for each in versions
    )
    image = (None if page.image.is_svg() else page.image) if strange else pixels_of(page)
    order = sorted(others.values(), key=lambda each: languages.CODES.index(each.language))
    return Pictures(language, _downloads(page, image), order)


@cache
def _versions() -> "sql.Prepared[InfographicPage]":
    """The language versions of a page with their pictures, the oldest first: what the others were translated from."""
    model = apps.get_model("press", "InfographicPage")
    same = Page.objects.filter(pk=sql.slot("pk")).values("translation_key")
    rows = model.objects.filter(translation_key__in=same).select_related("image").order_by("pk")
    return sql.Prepared(rows.defer("body", "text_equivalent", "data", "lead", "alt", "source"))


def make_sizes(seconds: float = SECONDS) -> int:
    """Makes the files that pages of infographics offer and that are not there yet; returns how many."""
    until, made = time.monotonic() + seconds, 0
    for image in _offered():
        wanted = [spec for _size, spec in specs(image)]
        there = set(image.renditions.filter(filter_spec__in=wanted).values_list("filter_spec", flat=True))
        for spec in wanted:
            if spec in there:
                continue
            if time.monotonic() > until:
                return made
            try:
                image.get_rendition(spec)
            except OSError:
                logger.warning("picture %s cannot be read", image.pk)
                break
            made += 1
    return made


def _offered() -> Iterable[AbstractImage]:
    """The pictures of live infographics of which sizes are made, the newest first, each once."""
    model = apps.get_model("press", "InfographicPage")
    pages = model.objects.filter(live=True).filter(Q(raster__isnull=False) | ~Q(image__file__endswith=".svg"))
    seen = set()
    for page in pages.select_related("image", "raster").order_by("-first_published_at").iterator(chunk_size=200):
        image = pixels_of(page)
        if image is not None and image.pk not in seen:
            seen.add(image.pk)
            yield image
