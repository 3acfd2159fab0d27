"""What an SVG may not hold: it is a program as much as a picture."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring


class Danger(StrEnum):
    BROKEN = "broken"
    ENTITIES = "entities"
    SCRIPT = "script"
    FOREIGN = "foreign"
    OUTSIDE = "outside"


_SCRIPTS: Final = frozenset({"script", "handler", "listener"})
_FOREIGN: Final = frozenset({"foreignobject", "iframe", "embed", "object", "audio", "video", "canvas", "html", "body"})
_PICTURE: Final = re.compile(r"data:image/(?:png|jpe?g|gif|webp);", re.IGNORECASE)
_URL: Final = re.compile(r"url\(\s*['\"]?\s*(?!#|data:image/(?:png|jpe?g|gif|webp)|data:font/)[^)]", re.IGNORECASE)


def dangers(content: bytes) -> list[Danger]:
    """Why an SVG is not taken, each reason once; nothing for a drawing that only draws."""
    try:
        root = fromstring(content, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        return [Danger.ENTITIES]
    except (ParseError, ValueError, LookupError, RecursionError):
        return [Danger.BROKEN]
    return list(dict.fromkeys(danger for element in root.iter() for danger in _of(element)))


def _of(element: Element) -> Iterator[Danger]:
    if not isinstance(element.tag, str):  # a comment, an instruction
        return
    name = _local(element.tag)
    if name in _SCRIPTS:
        yield Danger.SCRIPT
    if name in _FOREIGN:
        yield Danger.FOREIGN
    for key, value in element.attrib.items():
        yield from _of_attribute(name, _local(key), value)
    if name == "style" and element.text:
        yield from _of_style(element.text)


def _of_attribute(element: str, name: str, value: str) -> Iterator[Danger]:
    plain = re.sub(r"[\s\x00-\x1f]+", "", value).casefold()
    # An animation may write an address or a handler later.
    animated = name in {"to", "from", "values", "by"} and "script:" in plain
    if name.startswith("on") or "javascript:" in plain or "vbscript:" in plain or animated:
        yield Danger.SCRIPT
    elif name in {"href", "src"}:
        inside = plain.startswith("#") or bool(_PICTURE.match(plain)) or not plain
        if not inside and element != "a":  # a link is dead in a picture
            yield Danger.OUTSIDE
    else:
        yield from _of_style(value)


def _of_style(text: str) -> Iterator[Danger]:
    if "@import" in text.casefold() or _URL.search(text):
        yield Danger.OUTSIDE


def _local(name: str) -> str:
    return name.rpartition("}")[2].casefold()
