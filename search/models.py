"""What search keeps in the site's own database: the list of changes that every engine follows, the words that editors
look after, and counts of what was searched."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from portal import languages
from search.rules import words


class SearchChange(models.Model):
    """Something of `kind` appeared, changed or went away; written in the transaction that did it.

    A row says only what to look at again: an engine reads the present state of that thing when it follows, so applying
    a row twice, or late, does no harm.
    """

    sequence = models.BigAutoField(_("sequence"), primary_key=True)
    kind = models.CharField(_("kind"), max_length=40)
    object_id = models.CharField(_("id"), max_length=100)
    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)

    class Meta:
        ordering = ("sequence",)
        verbose_name = _("change for search")
        verbose_name_plural = _("changes for search")

    def __str__(self) -> str:
        return f"{self.sequence}: {self.kind} {self.object_id}"


class Announced(models.Model):
    """How far the search engines of the world have been told of the list of changes: one row."""

    ONLY = 1

    position = models.TextField(_("position"))

    class Meta:
        verbose_name = _("position of what was announced")
        verbose_name_plural = _("positions of what was announced")

    def __str__(self) -> str:
        return self.position


class Concept(models.Model):
    """One thing in all its wordings, one to a line, the official term first.

    Within a language the wordings are synonyms, across languages they are translations (`search.rules.concepts`).
    """

    kk = models.TextField(_("in Kazakh"), blank=True)
    ru = models.TextField(_("in Russian"), blank=True)
    en = models.TextField(_("in English"), blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        ordering = ("kk", "ru", "en", "pk")
        verbose_name = pgettext_lazy("search", "entry of the glossary")
        verbose_name_plural = pgettext_lazy("search", "synonyms and glossary")

    def __str__(self) -> str:
        """The official term, in the language of the page if it has one."""
        return next((words[0] for words in (self.wordings(languages.current()), *self.all_wordings()) if words), "—")

    def wordings(self, language: str) -> list[str]:
        return list(words.lines(getattr(self, language)))

    def all_wordings(self) -> list[list[str]]:
        return [self.wordings(language) for language in languages.CODES]


class BestBet(models.Model):
    """What readers in `language` see above all results when their query says one of `phrases`, one to a line.

    It leads to `page`, or to an address of its own with a title.
    """

    language = models.CharField(_("language"), max_length=2, choices=list(languages.NAMES.items()))
    phrases = models.TextField(_("phrases"))
    page = models.ForeignKey(
        Page, verbose_name=_("page"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    address = models.CharField(_("address"), max_length=500, blank=True)
    title = models.CharField(_("title"), max_length=160, blank=True)
    text = models.CharField(_("text"), max_length=300, blank=True)
    last_day = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        ordering = ("language", "phrases", "pk")
        verbose_name = pgettext_lazy("search", "recommended result")
        verbose_name_plural = pgettext_lazy("search", "recommended results")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(page__isnull=False, address="")
                | models.Q(page__isnull=True) & ~models.Q(address=""),
                name="best_bet_leads_to_one_place",
            )
        ]

    def __str__(self) -> str:
        return next(words.lines(self.phrases), "—")


class SearchTally(models.Model):
    """How often one text was searched in one language on one day, and nothing of those who did.

    `occasions` are minutes or so in which it was searched: three times within one of them is one occasion.
    """

    day = models.DateField()
    language = models.CharField(max_length=2)
    text = models.CharField(max_length=100)
    searches = models.PositiveIntegerField(default=0)
    empty = models.PositiveIntegerField(default=0)
    chosen = models.PositiveIntegerField(default=0)
    occasions = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-day", "language", "text")
        verbose_name = _("searches of a day")
        verbose_name_plural = _("searches of days")
        constraints = [models.UniqueConstraint(fields=["day", "language", "text"], name="search_tally_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.language}: {self.text}"


class ChoiceTally(models.Model):
    """How often one result was chosen on one day, among those of one text."""

    day = models.DateField()
    language = models.CharField(max_length=2)
    text = models.CharField(max_length=100)
    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=100)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-day", "language", "text")
        verbose_name = _("results chosen on a day")
        verbose_name_plural = _("results chosen on days")
        constraints = [
            models.UniqueConstraint(fields=["day", "language", "text", "kind", "object_id"], name="search_choice_once")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.language}: {self.text} → {self.kind} {self.object_id}"
