"""The parts of a rebuttal that come in numbers: where the claim spread, the evidence, the corrections."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class SpreadBlock(blocks.StructBlock):
    where = blocks.CharBlock(label=_("where it spread"), max_length=255)
    url = blocks.URLBlock(label=_("address"), required=False)
    archive_url = blocks.URLBlock(label=_("archived copy"), required=False)

    class Meta:
        icon = "site"
        label = _("Place")


class EvidenceBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(label=_("what it shows"), features=["bold", "italic", "link", "ol", "ul"])
    source = blocks.CharBlock(label=_("source"), max_length=255, help_text=_("Who says it and in which document."))
    url = blocks.URLBlock(label=_("address"), required=False)
    archive_url = blocks.URLBlock(label=_("archived copy"), required=False)

    class Meta:
        icon = "tick-inverse"
        label = _("Evidence")


class CorrectionBlock(blocks.StructBlock):
    date = blocks.DateBlock(label=_("date"))
    text = blocks.TextBlock(label=_("what was corrected"))

    class Meta:
        icon = "edit"
        label = _("Correction")


class SpreadStream(blocks.StreamBlock):
    place = SpreadBlock()


class EvidenceStream(blocks.StreamBlock):
    evidence = EvidenceBlock()


class CorrectionStream(blocks.StreamBlock):
    correction = CorrectionBlock()

    class Meta:
        required = False
