"""The words of links, and the language of texts."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from proofing.rules.reading import Hit, Kind, Piece, excerpt, links, paragraphs

# Words by which nobody who hears a list of links knows where one leads.
_NOTHING: Final = (
    "here|click here|read more|more|link|this link|this|details|learn more|download|здесь|тут|ссылка|по ссылке|"
    "по этой ссылке|подробнее|далее|читать далее|читать|скачать|сюда|нажмите здесь|мұнда|осында|осы жерде|сілтеме|"
    "осы сілтеме|сілтеме бойынша|толығырақ|толық оқу|оқу|жүктеу|жүктеп алу|басыңыз|мына жерде|осы жерден"
)
SAYS_NOTHING: Final = frozenset(_NOTHING.split("|"))
_EDGES: Final = " \t\n\u00a0.,;:!?…»«\"'()→>»"

ENOUGH: Final = 60  # letters: of less text the language cannot be told
_KAZAKH: Final = re.compile("[әғқңөұүһі]", re.IGNORECASE)
_CYRILLIC: Final = re.compile("[а-яёәғқңөұүһі]", re.IGNORECASE)
_LATIN: Final = re.compile("[a-z]", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]+")
_RUSSIAN_WORDS: Final = (
    "и в на не с со по что для от за из при как это или к о об их был была были будет если также до его "
    "после а но чтобы все где который которые которая можно нужно"
)
_RUSSIAN: Final = frozenset(_RUSSIAN_WORDS.split())
_ENGLISH_WORDS: Final = "the of and to in is are for with that this by on be was were will from it as at"
_ENGLISH: Final = frozenset(_ENGLISH_WORDS.split())


def links_without_words(pieces: Sequence[Piece]) -> Iterator[Hit]:
    """Links with no words at all, and links with words that say nothing."""
    for piece, link in links(pieces):
        words = link.text.strip(_EDGES).casefold()
        if not words:
            yield Hit("link-empty", piece.where)
        elif words in SAYS_NOTHING:
            yield Hit("link-says-nothing", piece.where, {"text": excerpt(link.text)})


def language_of(text: str) -> str:
    """ "kk", "ru" or "en", where it can be told; else ""."""
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    if cyrillic + latin < ENOUGH:
        return ""
    words = [word.casefold() for word in _WORD.findall(text)]
    if latin > 3 * cyrillic:
        return "en" if sum(word in _ENGLISH for word in words) >= max(2, len(words) // 20) else ""
    if cyrillic < 3 * latin:
        return ""
    kazakh = len(_KAZAKH.findall(text)) / cyrillic
    if kazakh > 0.03:
        return "kk"
    few = kazakh < 0.005  # a name or two
    return "ru" if few and sum(word in _RUSSIAN for word in words) >= max(2, len(words) // 25) else ""


def other_language(pieces: Sequence[Piece], language: str) -> Iterator[Hit]:
    """Texts in another language than the page's."""
    for piece in pieces:
        texts = [p.text for p in paragraphs(piece.text)] if piece.kind is Kind.RICH else [piece.text]
        for text in texts:
            found = language_of(text)
            if found and found != language:
                yield Hit("language-other", piece.where, {"text": excerpt(text), "language": found})
                break  # one for a text: its other paragraphs will be seen with it
