"""The pictures that links to public questions are shown with."""

from typing import Final

from django.utils.translation import gettext as _

from portal.sharing.cards import Card
from qa import published
from qa.models import PublishedQuestion

KIND: Final = "question"


def card_of(key: str, language: str) -> Card | None:
    """The card of the question with the number `key` as anyone may read it in `language`; None for another."""
    found = PublishedQuestion.objects.public().filter(number=key, locale__language_code=language).exists()
    if not found:
        return None
    return next((card(row) for row in published.by_number(key) if row.locale.language_code == language), None)


def card(row: PublishedQuestion) -> Card:
    """The question, and who has answered it."""
    answered = f"{_('Answer')}: {row.agency.name}" if row.agency and row.answered_at else ""
    return Card(row.locale.language_code, _("Questions and answers"), row.title, line=answered)
