"""Canned texts: which are offered where, in which language, and how the server inserts one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from portal import languages
from qa import permissions
from qa.models import CannedText, Question
from qa.rules.reasons import CannedKind
from qa.rules.states import Role
from qa.staff.forms.base import ActionForm


@dataclass(frozen=True, slots=True)
class Offer:
    """One text as the select shows it: with its language where that is not the question's."""

    pk: int
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Offers:
    """What a form may insert: groups of texts, those on the question's topic first, and into which fields."""

    groups: list[tuple[str, list[Offer]]]
    fields: list[Any]


def readable(user: Any) -> QuerySet[CannedText]:
    """Everyone's texts, and those of the agencies in which someone works: another's are not there."""
    return CannedText.objects.filter(Q(agency__isnull=True) | Q(agency__in=permissions.agencies_of(user)))


def kept_by(user: Any) -> QuerySet[CannedText]:
    """The texts that someone looks after: everyone's for moderators and coordinators, an agency's for its managers."""
    mine = Q(agency__in=permissions.agencies_of(user, Role.MANAGER))
    if permissions.roles_of(user) & {Role.MODERATOR, Role.COORDINATOR}:
        mine |= Q(agency__isnull=True)
    return CannedText.objects.filter(mine)


def offers(form: ActionForm) -> Offers | None:
    """What `form` may insert; None when it takes no canned text or there is none."""
    if form.canned is None:
        return None
    question = form.question
    rows = readable(form.user).filter(active=True, kind=form.canned).order_by("title", "pk")
    groups: dict[str, list[Offer]] = {}
    for row in sorted(rows.select_related("topic"), key=lambda row: _nearness(row, question)):
        groups.setdefault(_group(row, question), []).append(offer(row, question.language))
    fields = [form[name] for name in form.canned_fields if name in form.fields]
    return Offers(list(groups.items()), fields) if groups else None


def offer(row: CannedText, language: str) -> Offer:
    found, text = row.in_language(language)
    return Offer(row.pk, row.title if found == language else f"{row.title} ({languages.NAMES[found]})", text)


def _nearness(row: CannedText, question: Question) -> int:
    if row.topic_id is None:
        return 1
    return 0 if row.topic_id == question.topic_id else 2


def _group(row: CannedText, question: Question) -> str:
    return str((_("On this topic"), _("For every topic"), _("On other topics"))[_nearness(row, question)])


def inserted(form: ActionForm, data: Any, field: str, key: str) -> None:
    """Fills the unbound `form` with what was typed (`data`), and puts the text `key` at the end of `field`."""
    for name, bound in form.fields.items():
        value = bound.widget.value_from_datadict(data, {}, name)
        if value is not None and not isinstance(bound.widget, forms.FileInput):
            form.initial[name] = value
    row = readable(form.user).filter(pk=int(key), active=True, kind=form.canned).first() if key.isdecimal() else None
    if row is None or field not in form.canned_fields:
        return
    text, before = row.in_language(form.question.language)[1], form.initial.get(field) or ""
    rich = field in form.fields and not isinstance(form.fields[field].widget, forms.Textarea)
    form.initial[field] = before + paragraphs(text) if rich else "\n\n".join(part for part in (before, text) if part)


def paragraphs(text: str) -> str:
    """Plain text as rich text, a paragraph for each line."""
    lines: Iterable[tuple[str]] = ((line.strip(),) for line in text.splitlines() if line.strip())
    return str(format_html_join("", "<p>{}</p>", lines))


CANNED_KINDS_OF_AGENCIES = frozenset(CannedKind) - {CannedKind.REJECTION}  # only moderators reject
