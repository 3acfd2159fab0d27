"""Where links lead: pages, files and addresses of the portal, exactly; addresses outside by what a job found out."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Final
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation
from wagtail.documents import get_document_model
from wagtail.models import Page

from portal import languages
from portal.links import page_paths
from portal.tree import tree
from proofing.models import LONGEST, OutsideLink
from proofing.rules.reading import Piece, Target, Where, links

BATCH: Final = 5_000  # keys in one query
_OURS: Final = ("page", "document", "path")


def targets_of(pieces: Iterable[Piece], chosen: Iterable[Target]) -> Iterator[Target]:
    """Everything that texts and choosers lead to. The kinds: "page", "document", "path" (an address of ours) and
    "outside". Letters, telephones and places on the same page are left out."""
    for target in chosen:
        yield from _named(target.key, target.where) if target.kind == "address" else (target,)
    for piece, link in links(pieces):
        kind = link.attributes.get("linktype", "")
        if kind in {"page", "document"}:
            yield Target(kind, link.attributes.get("id", ""), piece.where)
        else:
            yield from _named(link.attributes.get("href", ""), piece.where)


def _named(address: str, where: Where) -> Iterator[Target]:
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
    except ValueError:
        return
    if parts.scheme in {"http", "https"} and host and host != urlsplit(settings.BASE_URL).hostname:
        if len(address) <= LONGEST:
            yield Target("outside", address.strip().partition("#")[0], where)
    elif parts.scheme in {"", "http", "https"} and parts.path.startswith("/"):
        yield Target("path", parts.path, where)


def broken(targets: Collection[Target], language: str) -> set[tuple[str, str]]:
    """Those of `targets`, as (kind, key), of ours that a reader would not get."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for target in targets:
        wanted[target.kind].add(target.key)
    found = {("path", path) for path in broken_paths(wanted["path"])}
    for kind, keys in (("page", sorted(wanted["page"])), ("document", sorted(wanted["document"]))):
        for start in range(0, len(keys), BATCH):
            batch = keys[start : start + BATCH]
            there = page_paths(batch, language) if kind == "page" else _documents(batch)
            found |= {(kind, key) for key in batch if key not in there}
    return found


def _documents(keys: Iterable[str]) -> set[str]:
    wanted = [int(key) for key in keys if key.isdecimal() and len(key) < 19]
    return {str(pk) for pk in get_document_model().objects.filter(pk__in=wanted).values_list("pk", flat=True)}


def broken_paths(paths: Collection[str]) -> set[str]:
    """Those addresses of ours that nothing stands at: no view, and no page that is live in any language."""
    asked: dict[str, str] = {}  # url_path of a page → path
    gone = set()
    for path in paths:
        url_path = _page_at(path)
        if url_path is None:
            gone.add(path)
        elif url_path:
            asked[url_path] = path
    keys = list(asked)
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        rows = Page.objects.filter(url_path__in=batch).values_list("url_path", "pk")
        there = {url_path: str(pk) for url_path, pk in rows}
        live = page_paths(there.values(), "kk")
        gone |= {asked[url_path] for url_path in batch if there.get(url_path) not in live}
    return gone


def _page_at(path: str) -> str | None:
    """Wagtail's path of the page at the address `path`; "" for one of a view or a file; None for no address at all."""
    if path.startswith((settings.MEDIA_URL, settings.STATIC_URL)):
        return ""
    head, _, rest = unquote(path).lstrip("/").partition("/")
    code = languages.ALIASES.get(head, head)
    with translation.override(code if code in languages.CODES else "kk"):
        try:
            match = resolve(f"/{code}/{rest}" if code in languages.CODES else path)
        except Resolver404:
            return None
    if match.url_name != "wagtail_serve":
        return ""
    home = tree().homes.get(code)
    slashed = rest if not rest or rest.endswith("/") else f"{rest}/"
    return f"{home.url_path}{slashed}" if home else None


def dead(targets: Collection[Target]) -> dict[str, OutsideLink]:
    """The addresses outside that the job found dead, by address."""
    addresses = sorted({target.key for target in targets if target.kind == "outside"})
    found: dict[str, OutsideLink] = {}
    for start in range(0, len(addresses), BATCH):
        rows = OutsideLink.objects.dead().filter(address__in=addresses[start : start + BATCH])
        found |= {row.address: row for row in rows}
    return found
