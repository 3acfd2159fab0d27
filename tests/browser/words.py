"""Which of the words on a screen are still English: what stands there, held against the catalogues."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import polib
from django.conf import settings
from playwright.sync_api import Page

from portal import packages

# Every text of the document, shown or waiting in a menu or a dialog, and what a screen reader is told.
COLLECT: Final = """() => {
    const found = new Set();
    const add = (text) => {
        text = (text || '').replace(/\\s+/g, ' ').trim();
        if (text) found.add(text);
    };
    const left = 'script, style, noscript, code, pre, svg style, [lang]:not(html), [data-contents="true"]';
    const walk = (root) => {
        const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
            const parent = texts.currentNode.parentElement;
            if (!parent || !parent.closest(left)) add(texts.currentNode.data);
        }
        for (const element of root.querySelectorAll('*')) {
            for (const name of ['aria-label', 'aria-description', 'title', 'placeholder', 'alt', 'data-tippy-content',
                                'data-w-tooltip-content-value', 'data-w-progress-active-value']) {
                if (!element.closest(left)) add(element.getAttribute(name));
            }
            if (element.matches('input[type=submit], input[type=button]')) add(element.value);
            if (element instanceof HTMLTemplateElement) walk(element.content);
        }
    };
    walk(document.body);
    add(document.title);
    return [...found];
}"""
LATIN: Final = re.compile(r"[A-Za-z]{2,}")
CYRILLIC: Final = re.compile(r"[Ѐ-ӿ]")


@dataclass
class Words:
    """What was read on some screens: texts in Kazakh, texts that are a package's English, Latin ones nobody knows."""

    translated: set[str] = field(default_factory=set)
    english: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)

    @property
    def percent(self) -> float:
        return 100 * len(self.translated) / max(1, len(self.translated) + len(self.english))


class Catalogues:
    """The English and the words in `language` of everything that is installed, as patterns for whole texts."""

    def __init__(self, language: str) -> None:
        english: set[str] = set()
        for package in packages.installed():
            for domain in packages.DOMAINS:
                for entry in packages.strings(package, domain).values():
                    english |= {entry.msgid, entry.msgid_plural}
        words: set[str] = set()
        for path in _files(language):
            for entry in polib.pofile(str(path)):
                forms = [entry.msgstr, *entry.msgstr_plural.values()]
                words |= set(forms)
                english |= {entry.msgid, entry.msgid_plural}
        words = {text for text in words if CYRILLIC.search(text)}
        self._words = _pattern(words, CYRILLIC)
        self._english = _pattern(english, re.compile(r"[A-Za-z]{3,}"))

    def sort(self, texts: Iterable[str], known: Iterable[str] = ()) -> Words:
        """Puts each of `texts` where it belongs; `known` are the contents, in whatever language they are."""
        contents, sorted_ = set(known), Words()
        for text in texts:
            if text in contents:
                continue
            if CYRILLIC.search(text):
                if self._words.fullmatch(text):
                    sorted_.translated.add(text)
            elif self._english.fullmatch(text):
                sorted_.english.add(text)
            elif LATIN.search(text):
                sorted_.unknown.add(text)
        return sorted_


def read(page: Page) -> list[str]:
    """Every text of the screen."""
    return [str(text) for text in page.evaluate(COLLECT)]


def _files(language: str) -> list[Path]:
    ours = [Path(folder) for folder in settings.LOCALE_PATHS]
    folders = [*ours, *(package.folder for package in packages.installed())]
    return [path for folder in folders for path in sorted((folder / language / "LC_MESSAGES").glob("*.po"))]


def _pattern(texts: Iterable[str], letters: re.Pattern[str]) -> re.Pattern[str]:
    """Matches each of `texts` with anything in its placeholders; a text with markup is matched part by part."""
    parts = {" ".join(part.split()) for text in texts for part in packages.TAG.split(text)}
    patterns = set()
    for part in parts:
        fixed = packages.PLACEHOLDER.split(part)
        if letters.search("".join(fixed)):
            patterns.add(".*".join(re.escape(piece) for piece in fixed))
    return re.compile("|".join(sorted(patterns, key=len, reverse=True)))
