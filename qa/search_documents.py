"""What search knows of published questions: what anyone may read, and nothing else."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from portal import sql
from qa.models import PublishedQuestion
from qa.publishing import SEARCH_KIND
from search import changes
from search.documents import Document

_LINES = re.compile(r"<(/?(?:p|br|li|ul|ol|h[1-6]|table|tr|td|th|blockquote|div)\b)", re.IGNORECASE)


def path_of(row: PublishedQuestion) -> str:
    """The public path of a row in its own language."""
    with translation.override(row.locale.language_code):
        return row.get_absolute_url()


class QuestionSource:
    """Published questions, one document per language; the id is the row's key."""

    kind: str = SEARCH_KIND

    def documents(self, ids: Collection[str]) -> Iterable[Document]:
        rows = PublishedQuestion.objects.public().filter(pk__in=[int(pk) for pk in ids])
        for row in rows.select_related("locale", "topic", "region", "agency"):
            yield Document(
                kind=self.kind,
                id=str(row.pk),
                language=row.locale.language_code,
                title=row.title,
                body=f"{row.question_text}\n{_plain(row.answer)}",
                url=path_of(row),
                group=row.number,
                date=row.answered_at or row.asked_at,
                topics=(row.topic.key,) if row.topic else (),
                region=row.region.key if row.region else "",
                agency=row.agency.key if row.agency else "",
            )

    def all_ids(self) -> Iterator[str]:
        for pk in PublishedQuestion.objects.public().order_by("pk").values_list("pk", flat=True).iterator():
            yield str(pk)

    def visible(self, ids: Collection[str]) -> set[str]:
        keys = [int(pk) for pk in ids if pk.isdecimal()]
        return {str(row.pk) for row in _visible(len(keys))(**sql.listed(keys))} if keys else set()

    def label(self) -> str:
        return _("Questions and answers")


@cache
def _visible(count: int) -> sql.Prepared[PublishedQuestion]:
    """Those of so many rows that anyone may read; asked beside each question, where there are few."""
    return sql.Prepared(PublishedQuestion.objects.public().filter(pk__in=sql.slots(count)).only("pk"))


source = QuestionSource()


def _plain(html: str) -> str:
    """The words of rich text. A tag that ends a line parts words as a space does; one within it leaves them whole."""
    return strip_tags(_LINES.sub(r" <\1", html))


def published_question_saved(instance: PublishedQuestion, **kwargs: Any) -> None:
    """A translation was published, or a row changed: search follows."""
    with transaction.atomic():
        changes.note(SEARCH_KIND, [instance.pk])
