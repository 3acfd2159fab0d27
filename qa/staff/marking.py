"""A question's words with what looks like personal data marked, listed, and blacked out in a first proposal."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from portal import personal_data
from qa.models import Question
from qa.rules import redaction, routing
from qa.staff.words import FOUND

TITLE: Final = 90


@dataclass(frozen=True, slots=True)
class Mark:
    """One span that a person should look at: what kind of data it looks like, and its words."""

    label: Any
    words: str


def found(*texts: str) -> list[Mark]:
    """What looks like personal data, in the order of the texts; the same words once."""
    marks = {
        text[span.start : span.end]: FOUND[span.found]
        for text in reversed(texts)
        for span in personal_data.suggest(text)
    }
    order = {text[span.start : span.end]: None for text in texts for span in personal_data.suggest(text)}
    return [Mark(marks[words], words) for words in order]


def without(text: str, confirmed: Collection[str]) -> str:
    """The text with those suggestions blacked out whose words a person confirmed."""
    spans = [span for span in personal_data.suggest(text) if text[span.start : span.end] in confirmed]
    return redaction.black_out(text, spans)


def marked(text: str, words: Iterable[str] = ()) -> SafeString:
    """The text, escaped, with each suggestion in a `<mark>` that names its kind; and the `words` that a rule found."""
    marks = [(span.start, span.end, FOUND[span.found], "") for span in personal_data.suggest(text)]
    taken = [(start, end) for start, end, _title, _kind in marks]
    for start, end in routing.places(text, words):
        if all(end <= other or start >= other_end for other, other_end in taken):
            marks.append((start, end, _("a word of the routing rule"), "qa-word"))
    parts, last = [], 0
    for start, end, title, kind in sorted(marks, key=lambda mark: mark[:2]):
        parts.append(format_html("{}", text[last:start]))
        parts.append(format_html('<mark{} title="{}">{}</mark>', _class(kind), title, text[start:end]))
        last = end
    parts.append(format_html("{}", text[last:]))
    return mark_safe("".join(parts))  # noqa: S308 every part is escaped above


def _class(kind: str) -> SafeString | str:
    return format_html(' class="{}"', kind) if kind else ""


def blacked_out(text: str) -> str:
    """The text with every suggestion blacked out: a proposal that a person reads and changes."""
    return redaction.black_out(text, personal_data.suggest(text))


def proposal(question: Question) -> str:
    """What a moderator begins with: the asker's own proposal where they made one, else the words as they were typed."""
    return question.proposed_text or question.text


def title_from(text: str) -> str:
    """A first proposal for the title: the beginning of the text, without personal data."""
    first = blacked_out(text).strip().splitlines()[0] if text.strip() else ""
    return Truncator(" ".join(first.split())).chars(TITLE)
