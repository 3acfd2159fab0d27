"""Blocks that only press pages have."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from portal import languages


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
