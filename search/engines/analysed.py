"""The words of documents brought to their forms, once for every engine that wants them."""

from dataclasses import replace
from typing import Final, NamedTuple

from search import analysis
from search.documents import Document

TEXTS: Final = ("title", "lead", "body")


class Forms(NamedTuple):
    """Under what the words of a document's texts can be found, parted by blanks."""

    title: str
    lead: str
    body: str


def forms_of(document: Document) -> Forms:
    """Those that the document brings along, else made now."""
    if document.forms:
        return Forms(*document.forms)
    return Forms(*(analysis.forms(analysis.clean(getattr(document, name)), document.language) for name in TEXTS))


def analysed(document: Document) -> Document:
    """The document with its forms, to be put into several engines; whoever changes its text makes them anew."""
    return replace(document, forms=tuple(forms_of(document)))
