"""Texts that are written often, kept ready."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.models import Agency, Topic
from portal import languages
from qa import labels


class CannedText(models.Model):
    """An answer, a part of one, or a reason, ready to be inserted and changed. Everyone's, or one agency's.

    Plain text, an empty line between paragraphs; at least one language.
    """

    title = models.CharField(
        pgettext_lazy("canned text", "title"), max_length=120, help_text=_("By which staff find it.")
    )
    kind = models.CharField(_("where it is inserted"), max_length=16, choices=labels.choices(labels.CANNED_KIND))
    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), null=True, blank=True, on_delete=models.CASCADE, related_name="canned_texts"
    )
    text_kk = models.TextField(_("text in Kazakh"), blank=True)
    text_ru = models.TextField(_("text in Russian"), blank=True)
    text_en = models.TextField(_("text in English"), blank=True)
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("canned text")
        verbose_name_plural = _("canned texts")
        ordering = ("title", "id")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text_kk="", text_ru="", text_en=""), name="canned_text_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def in_language(self, language: str) -> tuple[str, str]:
        """The text in `language`, else in the nearest that it has: the language it is in, and the text."""
        texts = ((code, getattr(self, f"text_{code}")) for code in languages.order_for(language))
        return next(((code, text) for code, text in texts if text), (language, ""))
