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
    // What no reader meets, what is written in Draftail, the hidden counter of a side panel, which starts as "None".
    const left = 'script, style, noscript, iframe, [data-contents="true"], [data-side-panel-toggle-counter]';
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
# English inside a text in Kazakh: a month that was not translated, a sentence put together in code.
INSIDE: Final = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December"
    r"|the|of|to|and|is|in|on|by|at|from|with|ago|pages?|others?)\b"
)
# Names and signs that are the same in every language.
SAME: Final = re.compile(
    r"(Ctrl|Esc|⌘|Shift|Alt|\W|\b\w\b)+"  # keys
    r"|Wagtail v[\d.]+|[\w.+-]+@[\w.-]+|English|PDF|CSV|XLSX|URL|H\d"
    r"|[\w/+-]+: (GMT|UTC).*|localtime"  # time zones
    r"|\d\d:\d\d, [\w.]+"  # when, and by which account
    r"|[a-z_]+\.[a-z_]+"  # a type of page, or the name of an account
    r"|[\w-]+\.(svg|png|jpe?g|webp|mp4|pdf|vtt|webm)"
)


@dataclass
class Words:
    """What was read on some screens: texts in Kazakh, texts that are a package's English, Latin ones nobody knows."""

    translated: set[str] = field(default_factory=set)
    english: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)

    @property
    def percent(self) -> float:
        """How much of what packages and portal say is said in the language."""
        left = len(self.english) + len(self.unknown)
        return 100 * len(self.translated) / max(1, len(self.translated) + left)

    def __ior__(self, other: "Words") -> "Words":
        self.translated |= other.translated
        self.english |= other.english
        self.unknown |= other.unknown
        return self


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
            if text in contents or SAME.fullmatch(text) or _begins(text, contents):
                continue
            if CYRILLIC.search(text):
                if not any(part in text for part in contents) and INSIDE.search(text):
                    sorted_.unknown.add(text)
                elif self._words.fullmatch(text):
                    sorted_.translated.add(text)
            elif self._english.fullmatch(text):
                sorted_.english.add(text)
            elif LATIN.search(text):
                sorted_.unknown.add(text)
        return sorted_


def _begins(text: str, contents: Iterable[str]) -> bool:
    """Whether `text` is a content cut short."""
    return text.endswith("…") and any(content.startswith(text[:-1]) for content in contents)


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
