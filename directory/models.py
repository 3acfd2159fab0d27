"""Topics, regions and agencies: plain rows with a name per language and one key each."""

from django.contrib.admin import display
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from portal import languages


class InThreeLanguages(models.Model):
    """A row that readers know by its name in each language."""

    name_kk = models.CharField(_("name in Kazakh"), max_length=255)
    name_ru = models.CharField(_("name in Russian"), max_length=255)
    name_en = models.CharField(_("name in English"), max_length=255)
    active = models.BooleanField(_("in use"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    @display(description=pgettext_lazy("thing", "Name"))
    def name(self) -> str:
        """The name in the language of the page being made."""
        return self.name_in(languages.current())

    def name_in(self, language: str) -> str:
        return str(getattr(self, f"name_{language}"))


class Named(InThreeLanguages):
    """A row known by `key` in code, data and addresses."""

    key = models.SlugField(_("key"), max_length=60, unique=True)

    class Meta:
        abstract = True
        ordering = ("order", "key")


class Topic(Named):
    class Meta(Named.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class Region(Named):
    class Kind(models.TextChoices):
        OBLAST = "oblast", _("oblast")
        CITY = "city", _("city of republican significance")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.OBLAST)

    class Meta(Named.Meta):
        verbose_name = _("region")
        verbose_name_plural = _("regions")


class Agency(Named):
    short_kk = models.CharField(_("short name in Kazakh"), max_length=120, blank=True)
    short_ru = models.CharField(_("short name in Russian"), max_length=120, blank=True)
    short_en = models.CharField(_("short name in English"), max_length=120, blank=True)
    website = models.URLField(_("website"), blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="agencies")

    class Meta(Named.Meta):
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")

    @property
    def short_name(self) -> str:
        return str(getattr(self, f"short_{languages.current()}") or self.name)


class Unit(InThreeLanguages):
    """A department of an agency: its people belong to one, and a routing rule may name one. Units have no units."""

    agency = models.ForeignKey(Agency, verbose_name=_("agency"), on_delete=models.CASCADE, related_name="units")

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ("agency", "order", "id")
        constraints = [models.UniqueConstraint(fields=["agency", "name_kk"], name="unit_once_per_agency")]


class PageTopic(Orderable):
    """A page's topic. A child row, since wagtail-localize copies children to translations but not many-to-many."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="page_topics")
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.CASCADE, related_name="page_topics")

    class Meta(Orderable.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class PageRegion(Orderable):
    """A region that a page is about; a page without any is about the whole country."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="page_regions")
    region = models.ForeignKey(Region, verbose_name=_("region"), on_delete=models.CASCADE, related_name="page_regions")

    class Meta(Orderable.Meta):
        verbose_name = _("region")
        verbose_name_plural = _("regions")
