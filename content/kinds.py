"""The kinds of documents, in the order in which they bind."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class DocumentKind(TextChoices):
    LAW = "law", pgettext_lazy("kind of document", "Law")
    RESOLUTION = "resolution", pgettext_lazy("kind of document", "Resolution")
    ORDER = "order", pgettext_lazy("kind of document", "Order")
    RULES = "rules", pgettext_lazy("kind of document", "Rules")
    FORM = "form", pgettext_lazy("kind of document", "Form")
    OTHER = "other", pgettext_lazy("kind of document", "Other")
