"""Small components whose HTML depends on nothing but what they are given: an item of a list, the share links.

A list shows them by the dozen, and a template costs more than all queries of a page (docs/decisions/0005-speed.md). So
what a component made of some values is kept with those values as its key. A changed title is another key: nothing that
is kept can be out of date, and nothing of the reader or of the page can get into it, since the template sees its
arguments alone.
"""

from collections.abc import Mapping
from datetime import date, time
from typing import Any, Final

from django.template.loader import get_template
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeData, SafeString

from portal import languages

MOST: Final = 4096  # components of some 500 bytes each

_made: dict[tuple[Any, ...], SafeString] = {}


def render(template: str, values: Mapping[str, Any]) -> SafeString:
    """`template` with `values` (texts, numbers, dates, and lists and dicts of them) in the present language.

    Raises TypeError for a value that is not plain: an object may change while its key does not.
    """
    language = languages.current()
    # Dates of the present year are written without it.
    key = (template, language, timezone.localdate().year, _key(values))
    found = _made.get(key)
    if found is None:
        if len(_made) >= MOST:
            _made.clear()
        found = _made[key] = SafeString(get_template(template).render({"language": language, **values}))
    return found


def _key(value: Any) -> Any:
    """`value` as something that is equal exactly where its HTML is."""
    if value is None or isinstance(value, (SafeData, str)):
        return isinstance(value, SafeData), value  # the same letters, escaped or not
    if isinstance(value, (bool, int, float, date, time)):
        return type(value), value
    if isinstance(value, Mapping):
        return tuple((name, _key(part)) for name, part in value.items())
    if isinstance(value, (list, tuple)):
        return tuple(map(_key, value))
    if isinstance(value, Promise):
        return False, str(value)
    raise TypeError(f"a component takes plain values, not {type(value).__name__}")
