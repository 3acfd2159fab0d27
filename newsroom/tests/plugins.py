"""Machine translators as someone would plug them in."""

from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.strings import StringValue


class Parrot(BaseMachineTranslator):
    """Says the same, and that it was a machine."""

    display_name = "Parrot"

    def translate(self, source_locale, target_locale, strings):
        sign = self.options.get("sign", "?")
        return {string: StringValue(f"{sign} {string.data}") for string in strings}

    def can_translate(self, source_locale, target_locale):
        return source_locale != target_locale


class Broken(Parrot):
    """Its service does not answer."""

    def translate(self, source_locale, target_locale, strings):
        raise ConnectionError("no answer")
