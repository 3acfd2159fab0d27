"""Turns the content's blocks into StreamField data, one language at a time.

A block has the same id in every language, so that wagtail-localize sees one page in three languages.
"""

import re
import uuid
from collections.abc import Callable
from typing import Any, Final

from bs4 import BeautifulSoup

from demo.source import ContentError, said
from portal import languages

Raw = list[dict[str, Any]]
# From an address of the content ("page:guidance/flood") to the attributes of a rich text link.
Linker = Callable[[str, str], str]

NAMESPACE: Final = uuid.UUID("5f6c2a0e-3f0c-4d37-9a55-6d4f2f7b9d10")


def block_id(*parts: object) -> str:
    """An id that depends on the place alone."""
    return str(uuid.uuid5(NAMESPACE, "/".join(map(str, parts))))


def rich(html: str, language: str, link: Linker) -> str:
    """`html` with the content's own links made into links of the rich text."""
    return re.sub(r'href="(page:[^"]+)"', lambda match: link(match[1], language), html)


def items(values: list[Any], where: str) -> Raw:
    return [{"type": "item", "value": value, "id": block_id(where, n)} for n, value in enumerate(values)]


def value(block: dict[str, Any], language: str, where: str, link: Linker) -> Any:
    """The value of one block in one language."""
    own = said({code: block[code] for code in languages.CODES if code in block}, language, where)
    match block["type"]:
        case "heading":
            return own
        case "paragraph" | "notice":
            return rich(own, language, link)
        case "steps":
            return items([rich(f"<p>{step}</p>", language, link) for step in own], where)
        case "table":
            cells = [items([str(cell) for cell in row], f"{where}/{n}") for n, row in enumerate(own)]
            return {"caption": said(block["caption"], language, where), "rows": items(cells, where)}
        case "quote":
            return {"text": own, "attribution": said(block.get("attribution"), language, where)}
        case "figures":
            return items([{"number": number, "label": label} for number, label in own], where)
    raise ContentError(f"{where}: there is no block {block['type']!r}")


def body(blocks: list[dict[str, Any]], language: str, where: str, link: Linker) -> Raw:
    """The StreamField data of a page's `[[body]]`."""
    return [
        {"type": block["type"], "value": value(block, language, f"{where}/{n}", link), "id": block_id(where, n)}
        for n, block in enumerate(blocks)
    ]


def equivalent(html: str, where: str, caption: str) -> Raw:
    """The text equivalent of an infographic: its HTML cut into headings, paragraphs and tables."""
    made: Raw = []
    running: list[str] = []

    def add(kind: str, content: Any) -> None:
        made.append({"type": kind, "value": content, "id": block_id(where, "equivalent", len(made))})

    def flush() -> None:
        if running:
            add("paragraph", "".join(running))
            running.clear()

    for node in BeautifulSoup(html, "html.parser").find_all(recursive=False):
        if node.name == "table":
            flush()
            n = len(made)
            cells = [
                items([cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])], f"{where}/{n}/{line}")
                for line, row in enumerate(node.find_all("tr"))
            ]
            own = node.find("caption")
            add(
                "table", {"caption": own.get_text(strip=True) if own else caption, "rows": items(cells, f"{where}/{n}")}
            )
        elif node.name in {"h2", "h3"}:
            flush()
            add("heading", node.get_text(strip=True))
        else:
            running.append(str(node))
    flush()
    return made
