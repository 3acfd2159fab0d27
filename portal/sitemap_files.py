"""How sitemaps are written (https://www.sitemaps.org/protocol.html), in pieces of UTF-8."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from portal.sitemaps import Entry, File

HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
SPACES: Final = {
    "xhtml": "http://www.w3.org/1999/xhtml",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "video": "http://www.google.com/schemas/sitemap-video/1.1",
}
PIECE: Final = 64 * 1024  # characters that are sent at a time


def index(files: Iterable[File]) -> Iterator[bytes]:
    """The index of all files."""
    yield f'{HEAD}<sitemapindex xmlns="{SPACE}">\n'.encode()
    for file in files:
        yield f"<sitemap><loc>{escape(file.location)}</loc>{_changed(file.newest)}</sitemap>\n".encode()
    yield b"</sitemapindex>\n"


def urlset(entries: Iterable[Entry]) -> Iterator[bytes]:
    """One file."""
    spaces = "".join(f' xmlns:{name}="{address}"' for name, address in SPACES.items())
    lines, size = [f'{HEAD}<urlset xmlns="{SPACE}"{spaces}>\n'], 0
    for entry in entries:
        lines.append(_url(entry))
        size += len(lines[-1])
        if size > PIECE:
            yield "".join(lines).encode()
            lines, size = [], 0
    yield "".join([*lines, "</urlset>\n"]).encode()


def _url(entry: Entry) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(address)}/>' for code, address in entry.versions
    )
    extras = "".join(
        f"<{extra.name}>{''.join(f'<{name}>{escape(text)}</{name}>' for name, text in extra.parts)}</{extra.name}>"
        for extra in entry.extras
    )
    return f"<url><loc>{escape(entry.location)}</loc>{_changed(entry.changed_at)}{links}{extras}</url>\n"


def _changed(at: datetime | None) -> str:
    """When it last changed, by W3C's profile of ISO 8601."""
    return f"<lastmod>{at.astimezone(UTC).isoformat(timespec='seconds')}</lastmod>" if at else ""
