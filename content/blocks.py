"""Blocks of the body's own pages: its units and the lines on which it can be reached."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

PHONE = r"^\+?[0-9][0-9 ()\-]{1,28}$"


class PhoneNumberBlock(blocks.RegexBlock):
    """A telephone number. No CharBlock: translators are not shown numbers."""

    def __init__(self, **kwargs: object) -> None:
        wrong = {"invalid": _("Write the number in digits, like +7 (7172) 74 00 00.")}
        super().__init__(regex=PHONE, error_messages=wrong, **kwargs)


class UnitFields(blocks.StructBlock):
    """What is told of every unit, whatever its place in the tree."""

    name = blocks.CharBlock(label=pgettext_lazy("unit", "name"), max_length=255)
    head = blocks.CharBlock(
        label=_("who leads it"), required=False, max_length=255, help_text=_("Post and name; empty while it is vacant.")
    )
    tasks = blocks.TextBlock(label=_("what it does"), required=False, max_length=600, rows=2)
    phone = PhoneNumberBlock(label=_("telephone"), required=False)

    class Meta:
        icon = "group"
        label = _("Unit")


class SmallUnitBlock(UnitFields):
    """A unit below which there is none."""


class MiddleUnitBlock(UnitFields):
    units = blocks.ListBlock(SmallUnitBlock(), label=_("units below it"), default=[])


class UnitBlock(UnitFields):
    """A unit with those below it: three levels, as deep as a page can still be read."""

    units = blocks.ListBlock(MiddleUnitBlock(), label=_("units below it"), default=[])


class StructureBlock(blocks.StreamBlock):
    unit = UnitBlock()

    class Meta:
        required = False


class PhoneBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("whose line it is"), max_length=160, help_text=_("Like “Reception” or “Press”."))
    number = PhoneNumberBlock(label=_("telephone"))

    class Meta:
        icon = "mobile-alt"
        label = _("Telephone")


class EmailLineBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("whose address it is"), max_length=160)
    email = blocks.EmailBlock(label=_("e-mail"))

    class Meta:
        icon = "mail"
        label = _("E-mail")


class LinesBlock(blocks.StreamBlock):
    """Telephones and e-mail addresses, in the order in which readers should try them."""

    phone = PhoneBlock()
    email = EmailLineBlock()
