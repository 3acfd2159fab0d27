"""Reads a page into plain data for the rules: every field and block that its editor shows, each with its place."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel, PanelGroup
from wagtail.blocks import (
    Block,
    CharBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from proofing.registry import Proof
from proofing.rules.reading import Kind, Picture, Piece, Target, Where

Found = Piece | Picture | Target


@cache
def anchors(model: type[Page]) -> dict[str, str]:
    """Where each field of `model` stands in Wagtail's editor: the id of its element, by the field's name."""
    return dict(_panels(model.get_edit_handler(), "panel"))


def _panels(panel: Panel, prefix: str) -> Iterator[tuple[str, str]]:
    if isinstance(panel, PanelGroup):
        for child, identifier in zip(panel.children, panel.child_identifiers, strict=True):
            yield from _panels(child, f"{prefix}-child-{identifier}")
    elif isinstance(panel, InlinePanel):
        yield panel.relation_name, f"id_{panel.relation_name}-FORMS"
    elif isinstance(panel, FieldPanel):
        yield panel.field_name, f"{prefix}-wrapper"


def proof_of(page: Page) -> Proof:
    """`page` as it stands (hand in its newest draft): one query for the facts of its pictures."""
    model: type[Page] = type(page)
    places = anchors(model)  # type: ignore[arg-type]
    found = [each for name, anchor in places.items() for each in _field(page, name, anchor)]
    body = getattr(page, "body", None)
    return Proof(
        page=page,
        language=page.locale.language_code,
        at=timezone.now(),
        pieces=tuple(each for each in found if isinstance(each, Piece)),
        pictures=tuple(_measured([each for each in found if isinstance(each, Picture)])),
        targets=tuple(each for each in found if isinstance(each, Target)),
        blocks=tuple(row["type"] for row in body.get_prep_value()) if body else (),
        anchors=places,
    )


def _field(page: Page, name: str, anchor: str) -> Iterator[Found]:
    field = page._meta.get_field(name)
    if field.is_relation and not isinstance(field, models.ForeignKey):
        yield from _rows(page, name, anchor)
        return
    where = Where(anchor, capfirst(str(field.verbose_name)))
    if isinstance(field, StreamField):
        value = getattr(page, name)
        if value is not None:
            yield from _block(field.stream_block, value.get_prep_value(), where, "")
    elif isinstance(field, models.ForeignKey):
        yield from _chosen(page, field, where)
    else:
        yield from _text(page, field, where)


def _text(row: Any, field: Any, where: Where) -> Iterator[Found]:
    value = getattr(row, field.attname, None)
    if not isinstance(value, str) or not value.strip() or field.choices:
        return
    if isinstance(field, models.URLField):
        yield Target("address", value, where)
    elif isinstance(field, RichTextField):
        yield Piece(Kind.RICH, value, where)
    elif isinstance(field, models.TextField) or (
        isinstance(field, models.CharField) and not isinstance(field, models.SlugField)
    ):
        yield Piece(Kind.LINE, value, where)


def _chosen(page: Page, field: Any, where: Where) -> Iterator[Found]:
    key = getattr(page, field.attname)
    if key is None:
        return
    if field.related_model is get_image_model():
        # The text of a picture stands beside it: `picture_alt` of `picture`, `alt` of `image`.
        names = [f"{field.name}_alt", "alt"]
        alt = next((getattr(page, name) for name in names if hasattr(page, name)), None)
        if alt is not None:
            yield Picture(key, alt, where, leads=field.name == "picture")
    elif issubclass(field.related_model, Page):
        yield Target("page", str(key), where)


def _rows(page: Page, name: str, anchor: str) -> Iterator[Found]:
    """The texts of rows that are edited with the page."""
    relation = page._meta.get_field(name)
    own = relation.field.attname
    for row in getattr(page, name).all():
        for field in row._meta.concrete_fields:
            if field.attname != own and field.editable and not field.is_relation:
                yield from _text(row, field, Where(anchor, capfirst(str(field.verbose_name))))


def _block(block: Block, raw: Any, where: Where, name: str) -> Iterator[Found]:
    """`raw` as it is stored: nothing that a block refers to is fetched, and what was deleted is still named."""
    if isinstance(block, StreamBlock | ListBlock):
        for child in raw or ():
            plain = not isinstance(child, dict) or "value" not in child  # lists of old: bare values
            kind = "" if plain or isinstance(block, ListBlock) else child["type"]
            inner = block.child_block if isinstance(block, ListBlock) else block.child_blocks.get(kind)
            if inner is not None:
                key = None if plain else child.get("id")
                place = _inside(where, inner, f"block-{key}-section" if key else where.anchor)
                yield from _block(inner, child if plain else child["value"], place, kind)
    elif isinstance(block, StructBlock):
        yield from _struct(block, raw or {}, where)
    elif raw is not None and (raw != "" or name == "heading"):
        yield from _leaf(block, raw, where, name)


def _struct(block: StructBlock, raw: dict[str, Any], where: Where) -> Iterator[Found]:
    pictured = "alt" in block.child_blocks
    for name, inner in block.child_blocks.items():
        value = raw.get(name)
        if isinstance(inner, ImageChooserBlock):
            if value and pictured:
                yield Picture(int(value), raw.get("alt") or "", where)
        else:
            yield from _block(inner, value, _inside(where, inner, where.anchor), name)


def _inside(where: Where, block: Block, anchor: str) -> Where:
    return Where(anchor, f"{where.label} › {capfirst(str(block.label))}" if block.label else where.label)


def _leaf(block: Block, raw: Any, where: Where, name: str) -> Iterator[Found]:
    if isinstance(block, RichTextBlock):
        yield Piece(Kind.RICH, raw, where)
    elif isinstance(block, URLBlock):
        yield Target("address", raw, where)
    elif isinstance(block, CharBlock | TextBlock):
        yield Piece(Kind.HEADING if name == "heading" else Kind.LINE, raw, where)
    elif isinstance(block, PageChooserBlock):
        yield Target("page", str(raw), where)
    elif isinstance(block, DocumentChooserBlock):
        yield Target("document", str(raw), where)


def _measured(pictures: list[Picture]) -> Iterator[Picture]:
    """`pictures` with their facts; one that is no longer there keeps its text alone."""
    rows = get_image_model().objects.in_bulk({picture.key for picture in pictures})
    for picture in pictures:
        row = rows.get(picture.key)
        if row is None:
            yield picture
            continue
        try:
            size = row.file_size or row.get_file_size()
        except Exception:  # Wagtail's SourceImageIOError: the file is gone
            size = 0
        yield Picture(
            picture.key, picture.alt, picture.where, picture.leads, row.width, row.height, size or 0, row.is_svg()
        )
