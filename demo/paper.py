"""A document of the demo as a file: a small Word document (Office Open XML) of its title, facts and text."""

import io
import zipfile
from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape

from bs4 import BeautifulSoup

_NAMES: Final = "http://schemas.openxmlformats.org"
_PARTS: Final = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_NAMES}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_NAMES}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{_NAMES}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        "</Relationships>"
    ),
}
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def word(language: str, title: str, paragraphs: Iterable[str]) -> bytes:
    """The bytes of a .docx in `language`: `title` in bold, then the `paragraphs` of plain text."""
    runs = [_paragraph(title, language, bold=True), *(_paragraph(text, language) for text in paragraphs if text)]
    body = f'<w:document xmlns:w="{_NAMES}/wordprocessingml/2006/main"><w:body>{"".join(runs)}</w:body></w:document>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in {**_PARTS, "word/document.xml": body}.items():
            file.writestr(zipfile.ZipInfo(name, date_time=(2026, 11, 1, 0, 0, 0)), _HEAD + text)
    return made.getvalue()


def _paragraph(text: str, language: str, *, bold: bool = False) -> str:
    look = f'<w:rPr>{"<w:b/>" if bold else ""}<w:lang w:val="{language}-KZ"/></w:rPr>'
    return f'<w:p><w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def paragraphs(html: str) -> list[str]:
    """The paragraphs and items of `html` as plain texts."""
    found = BeautifulSoup(html, "html.parser").find_all(["p", "li"])
    return [each.get_text(" ", strip=True) for each in found] or [html]
