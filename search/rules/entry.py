"""What is wrong with wordings and phrases as editors type them: codes with the words they are about."""

from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from search import analysis
from search.rules import phrases, words

LONGEST: Final = 80  # characters of a wording
MOST: Final = 12  # wordings of one thing in one language
_PARTING: Final = ",;/|"


class Fault(NamedTuple):
    """What is wrong (`code`), with which wording, and what it collides with."""

    code: str
    wording: str
    other: str = ""


def plain(wording: str) -> str:
    """Equal for wordings that differ in case and signs only."""
    return " ".join(token.text for token in analysis.tokens(wording))


def of_wordings(wordings: Sequence[str], language: str) -> list[Fault]:
    """The faults of one thing's `wordings` in `language`, the first of each wording."""
    found = [Fault("many", wordings[MOST])] if len(wordings) > MOST else []
    seen: dict[str, str] = {}
    forms: dict[tuple[str, ...], str] = {}
    for wording in wordings:
        form = tuple(words.broad(word.text, language) for word in words.telling(wording, language))
        fault = _alone(wording, bool(form)) or _beside(wording, form, seen, forms)
        if fault:
            found.append(fault)
        seen.setdefault(plain(wording), wording)
        forms.setdefault(form, wording)
    return found


def of_phrases(typed: Sequence[str]) -> list[Fault]:
    """The faults of a recommendation's phrases."""
    found: list[Fault] = []
    seen: dict[phrases.Key, str] = {}
    for phrase in typed:
        same = next((seen[key] for key in phrases.keys(phrase) if key in seen), "")
        fault = _alone(phrase, phrases.says_anything(phrase))
        if fault is None and same:
            fault = Fault("twice" if plain(phrase) == plain(same) else "same", phrase, same)
        if fault:
            found.append(fault)
        for key in phrases.keys(phrase):
            seen.setdefault(key, phrase)
    return found


def known_elsewhere(wordings: Collection[str], others: Sequence[Sequence[str]]) -> Fault | None:
    """The first of `wordings` that stands in one of `others`, the wordings of other things in the same language."""
    mine = {plain(wording): wording for wording in wordings}
    for other in others:
        for wording in other:
            if plain(wording) in mine:
                return Fault("elsewhere", mine[plain(wording)], other[0])
    return None


def _alone(wording: str, says_anything: bool) -> Fault | None:
    if len(wording) > LONGEST:
        return Fault("long", wording)
    if any(sign in wording for sign in _PARTING):
        return Fault("parted", wording)
    return None if says_anything else Fault("nothing", wording)


def _beside(
    wording: str, form: tuple[str, ...], seen: dict[str, str], forms: dict[tuple[str, ...], str]
) -> Fault | None:
    if plain(wording) in seen:
        return Fault("twice", wording, seen[plain(wording)])
    return Fault("same", wording, forms[form]) if form in forms else None
