"""Blocks that only press pages have."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from portal import languages
from press import tables
from press.rules import timecodes
from press.rules.data_tables import Kind, Unreadable


class SpeakerBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=pgettext_lazy("person", "name"), max_length=160)
    role = blocks.CharBlock(label=_("post"), max_length=255)
    languages = blocks.MultipleChoiceBlock(
        label=_("speaks in"), choices=list(languages.NAMES.items()), help_text=_("The languages of the speech.")
    )

    class Meta:
        icon = "user"
        label = _("Speaker")


class SpeakersBlock(blocks.StreamBlock):
    speaker = SpeakerBlock()

    class Meta:
        required = False


class TimeInRecording(blocks.RegexBlock):
    """A time such as 1:05. No CharBlock: translators are not shown times."""

    def __init__(self, **kwargs: Any) -> None:
        wrong = {"invalid": _("Write the time as minutes and seconds, like 1:05, or as hours too, like 1:02:05.")}
        super().__init__(regex=rf"^{timecodes.PATTERN}$", error_messages=wrong, **kwargs)


class LinkBlock(blocks.StructBlock):
    """What a chapter leads on to: a page of the portal, or an address, such as that of a published question."""

    label = blocks.CharBlock(label=_("text of the link"), max_length=160)
    page = blocks.PageChooserBlock(label=_("page"), required=False)
    address = blocks.RegexBlock(
        regex=r"^(/(kk|ru|en)/|https://)\S*$",
        label=_("or an address"),
        required=False,
        help_text=_(
            "Of a published question or of another site; copy it from the browser: /kk/questions/… or https://…"
        ),
        error_messages={"invalid": _("The address begins with /kk/, /ru/, /en/ or https://")},
    )

    class Meta:
        icon = "link"
        label = _("Link")

    def clean(self, value: Any) -> Any:
        """Raises a StructBlockValidationError where there is neither a page nor an address, or both."""
        result = super().clean(value)
        if bool(result["page"]) == bool(result["address"]):
            wrong = ValidationError(_("Choose a page or write an address: one of the two."))
            raise StructBlockValidationError({"address": wrong})
        return result


class ChapterBlock(blocks.StructBlock):
    start = TimeInRecording(label=_("begins at"), help_text=_("Minutes and seconds, like 1:05."))
    title = blocks.CharBlock(label=_("title"), max_length=160)
    links = blocks.ListBlock(LinkBlock(), label=_("questions and documents"), default=[])

    class Meta:
        icon = "list-ol"
        label = _("Chapter")


class ChaptersBlock(blocks.StreamBlock):
    chapter = ChapterBlock()

    class Meta:
        required = False

    def clean(self, value: Any) -> Any:
        """Raises a StreamBlockValidationError at the chapter that does not begin after the one above it."""
        result = super().clean(value)
        last = -1
        for number, child in enumerate(result):
            start = timecodes.seconds(child.value["start"])
            if start is None or start <= last:
                wrong = ValidationError(_("A chapter begins later than the one above it."))
                raise StreamBlockValidationError(block_errors={number: wrong})
            last = start
        return result


class DataColumnBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=pgettext_lazy("table", "name of the column"), max_length=120)
    kind = blocks.ChoiceBlock(
        label=_("what it holds"),
        choices=[(Kind.TEXT.value, _("text")), (Kind.NUMBER.value, _("numbers")), (Kind.DATE.value, _("dates"))],
        default=Kind.TEXT.value,
    )
    unit = blocks.CharBlock(
        label=pgettext_lazy("of measure", "unit"),
        required=False,
        max_length=40,
        help_text=_("Like %, thousand people."),
    )

    class Meta:
        icon = "table"
        label = _("Column")


class DataTableBlock(blocks.StructBlock):
    """The figures behind a picture: a table for readers, a CSV file for programs."""

    caption = blocks.CharBlock(label=pgettext_lazy("table", "caption"), max_length=255)
    columns = blocks.ListBlock(DataColumnBlock(), label=_("columns"), min_num=2, max_num=12)
    rows = blocks.TextBlock(
        label=_("rows"),
        rows=8,
        help_text=_(
            "Without the head: a line for each row. Paste it from a spreadsheet, or write semicolons between the cells."
        ),
    )

    class Meta:
        icon = "table"
        label = _("Data table")

    def clean(self, value: Any) -> Any:
        """Raises a StructBlockValidationError that names the line which cannot be read."""
        result = super().clean(value)
        try:
            tables.of_block(result)
        except Unreadable as found:
            raise StructBlockValidationError({"rows": ValidationError(tables.reason_words(found))}) from found
        return result


class DataBlock(blocks.StreamBlock):
    table = DataTableBlock()

    class Meta:
        required = False
        max_num = 4
