"""The telling words of a claim, by which editors are shown cases that are alike, public or not."""

from typing import Final

from search import analysis

MOST_WORDS: Final = 80  # words of a claim that are looked at
# People paste Russian messages into the Kazakh form and the other way round: words are read in both.
READ_AS: Final = ("kk", "ru")


def words_of(text: str) -> list[str]:
    """The folded stems of the telling words of `text`, sorted."""
    found = set()
    for token in analysis.tokens(text, MOST_WORDS):
        for language in READ_AS:
            if len(token.text) > 1 and not analysis.is_stop_word(token.text, language):
                found.add(analysis.terms(token.text, language)[-1][2:])
    return sorted(found)
