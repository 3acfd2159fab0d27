"""The blocks of a page's body. Few, so that every one is right on paper, by ear and at 320 px."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

TEXT = ["bold", "italic", "link", "document-link", "ol", "ul"]


class FigureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("picture"))
    alt = blocks.CharBlock(label=_("text of the picture"), max_length=255)
    caption = blocks.CharBlock(label=pgettext_lazy("picture", "caption"), required=False, max_length=255)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "portal/blocks/figure.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("quotation"))
    attribution = blocks.CharBlock(label=_("who said it"), required=False, max_length=255)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "portal/blocks/quote.html"


class NumberBlock(blocks.StructBlock):
    number = blocks.CharBlock(label=_("number"), max_length=40)
    label = blocks.CharBlock(label=_("what it counts"), max_length=120)


class TableSection(blocks.StructBlock):
    caption = blocks.CharBlock(label=pgettext_lazy("table", "caption"), max_length=255)
    rows = blocks.ListBlock(blocks.ListBlock(blocks.CharBlock(required=False, max_length=500)), label=_("rows"))

    class Meta:
        icon = "table"
        label = _("Table")
        template = "portal/blocks/table.html"


class BodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(label=_("Heading"), icon="title", max_length=160, template="portal/blocks/heading.html")
    paragraph = blocks.RichTextBlock(label=_("Text"), features=TEXT, template="portal/blocks/paragraph.html")
    notice = blocks.RichTextBlock(
        label=_("Notice"), icon="warning", features=TEXT, template="portal/blocks/notice.html"
    )
    steps = blocks.ListBlock(
        blocks.RichTextBlock(features=["bold", "italic", "link"]),
        label=_("Steps"),
        icon="list-ol",
        template="portal/blocks/steps.html",
    )
    table = TableSection()
    quote = QuoteBlock()
    figures = blocks.ListBlock(NumberBlock(), label=_("Figures"), icon="order", template="portal/blocks/figures.html")
    figure = FigureBlock()
    file = DocumentChooserBlock(label=_("File"), icon="doc-full", template="portal/blocks/file.html")

    class Meta:
        required = False


class EquivalentBlock(blocks.StreamBlock):
    """The whole content of an infographic in words: no pictures, tables where there is data."""

    heading = blocks.CharBlock(label=_("Heading"), icon="title", max_length=160, template="portal/blocks/heading.html")
    paragraph = blocks.RichTextBlock(label=_("Text"), features=TEXT, template="portal/blocks/paragraph.html")
    table = TableSection()
    figures = blocks.ListBlock(NumberBlock(), label=_("Figures"), icon="order", template="portal/blocks/figures.html")
