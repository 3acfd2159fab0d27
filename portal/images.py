"""The pictures of a page, made ready in one query."""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import Any, Final

from django.db.models import Exists, ForeignKey, OuterRef, Q
from PIL import features
from wagtail.blocks import Block, ListBlock, StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.shortcuts import get_renditions_or_not_found
from wagtail.models import Page

from portal import sql

logger = logging.getLogger(__name__)

WIDTHS: Final = (400, 800, 1200)  # pixels: a phone, a phone with a fine screen or a column, a wide page
_DRAWN: Final = tuple(f"width-{width}" for width in WIDTHS)
_WEBP: Final = tuple(f"width-{width}|format-webp" for width in WIDTHS)
_AVIF: Final = tuple(f"width-{width}|format-avif" for width in WIDTHS) if features.check("avif") else ()
_PLAIN: Final = "width-800|format-jpeg"  # for browsers that know neither
_SECONDS: Final = 20.0  # of a job that makes them


def pictures_of(page: Page) -> list[AbstractImage]:
    """Every picture of `page`: of its fields that are loaded already, and of its blocks (one query for all of them)."""
    found: list[AbstractImage] = []
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            # Blocks without pictures are not unpacked: that would fetch the pages they name.
            found += _in(getattr(page, field.name)) if _holds_pictures(field) else ()
        elif isinstance(field, ForeignKey) and field.is_cached(page):
            value = field.get_cached_value(page)
            if isinstance(value, AbstractImage):
                found.append(value)
    return found


@cache
def _holds_pictures(field: StreamField) -> bool:
    return _may_hold(field.stream_block)


def _may_hold(block: Block) -> bool:
    """Whether there can be a picture in a block of this kind."""
    if isinstance(block, ImageChooserBlock):
        return True
    inner = [block.child_block] if isinstance(block, ListBlock) else getattr(block, "child_blocks", {}).values()
    return any(_may_hold(each) for each in inner)


def _in(value: Any) -> Iterator[AbstractImage]:
    if isinstance(value, AbstractImage):
        yield value
    elif isinstance(value, StreamValue):
        for child in value:
            yield from _in(child.value)
    elif isinstance(value, StructValue):
        for item in value.values():
            yield from _in(item)
    elif isinstance(value, ListValue):
        for item in value:
            yield from _in(item)


def prepare(pictures: list[AbstractImage]) -> None:
    """Fetches the existing renditions of all `pictures` at once, to where Wagtail looks for them first."""
    found: dict[int, list[AbstractRendition]] = {picture.pk: [] for picture in pictures}
    if found:
        for rendition in _renditions(len(found))(**sql.listed([*found])):
            found[rendition.image_id].append(rendition)
    for picture in pictures:
        picture.prefetched_renditions = found[picture.pk]
        for rendition in found[picture.pk]:
            rendition.image = picture


@dataclass(frozen=True, slots=True)
class Offer:
    """A picture as a browser may choose it: `sources` by media type, the best first, and the `<img>` for all others."""

    sources: list[tuple[str, list[AbstractRendition]]]
    plain: list[AbstractRendition]


def offered(image: AbstractImage) -> Offer:
    """The formats in which `image` is there. The dear ones (AVIF, a plain JPEG) are made by a job (`make_modern`) and
    offered once they are; nobody waits for them."""
    ready = {each.filter_spec: each for each in getattr(image, "prefetched_renditions", ())}
    common = renditions(image)
    if _PLAIN not in ready or image.is_svg():
        return Offer([], common)
    sources = [("image/webp", common)]
    if _AVIF and all(spec in ready for spec in _AVIF):
        sources.insert(0, ("image/avif", [ready[spec] for spec in _AVIF]))
    return Offer(sources, [ready[_PLAIN]])


def make_modern(seconds: float = _SECONDS) -> int:
    """Makes AVIF and JPEG of pictures that are shown as WebP and lack them; returns of how many. What `seconds` do not
    suffice for is left to the next run."""
    until, made = time.monotonic() + seconds, 0
    model = get_image_model()
    own = model.get_rendition_model().objects.filter(image=OuterRef("pk"))
    shown = model.objects.filter(Exists(own.filter(filter_spec=_WEBP[0])))
    for image in shown.exclude(Exists(own.filter(filter_spec=_PLAIN))).order_by("-pk")[:200]:
        if time.monotonic() > until:
            break
        if image.is_svg():
            continue
        try:
            image.get_renditions(*_AVIF, _PLAIN)  # in this order: the last one says that all are there
        except OSError:
            logger.warning("picture %s cannot be read", image.pk)
            continue
        made += 1
    return made


def renditions(image: AbstractImage) -> list[AbstractRendition]:
    """`image` in each of the `WIDTHS`, the smallest first; a drawing stays a drawing, all else is WebP.

    Those that `prepare` fetched are taken as they are; what was never made is made now, once.
    """
    specs = _DRAWN if image.is_svg() else _WEBP
    ready = {each.filter_spec: each for each in getattr(image, "prefetched_renditions", ())}
    if all(spec in ready for spec in specs):
        return [ready[spec] for spec in specs]
    return list(get_renditions_or_not_found(image, specs).values())


@cache
def _renditions(count: int) -> sql.Prepared[AbstractRendition]:
    """The renditions of so many pictures (pages have few)."""
    any_of = reduce(or_, (Q(image=slot) for slot in sql.slots(count)))
    return sql.Prepared(get_image_model().get_rendition_model().objects.filter(any_of))
