"""What every page shares."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.images.models import AbstractRendition
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.fields import SynchronizedField

from portal import dates, places, previews, publishing, sql, structured_data
from portal.blocks import BodyBlock
from portal.images import pictures_of, prepare
from portal.links import Links, sources_of
from portal.page_forms import BasePageForm
from portal.reserved import refuse_reserved
from portal.sharing.cards import Card
from portal.tree import absolute, public_path, tree

# Whether anything restricts a page at the tree path %s: itself or one above it, an alias of it, an alias of that.
_GUARDED = """
SELECT 1 FROM wagtailcore_pageviewrestriction restriction
JOIN wagtailcore_page page ON page.id = restriction.page_id
LEFT JOIN wagtailcore_page alias ON alias.alias_of_id = page.id
LEFT JOIN wagtailcore_page second ON second.alias_of_id = alias.id
WHERE %s LIKE page.path || '%%' OR %s LIKE alias.path || '%%' OR %s LIKE second.path || '%%' LIMIT 1
"""


class BasePage(Page):
    """A page of the portal: a lead, a body of blocks, the day its facts came in, and how it was made.

    `search_kind` says under which kind search finds it; None keeps a type out of search. Every concrete page says it
    (a test looks). `shared_fields` and `shared_children` are the same in all languages: they are copied to the
    translations whenever the original is published (`portal.translations`). `serve_related` are the foreign keys that
    come with the page in the one query that serves it.
    """

    lead = models.TextField(
        _("lead"), max_length=600, blank=True, help_text=_("One or two sentences that stand alone.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    published_at = models.DateTimeField(
        _("date of publication"),
        null=True,
        blank=True,
        help_text=_("What readers see and lists are sorted by. Empty: the moment of the first publication."),
    )
    data_received = models.DateField(
        _("data received"), null=True, blank=True, help_text=_("The day on which the facts of the page came in.")
    )
    picture = models.ForeignKey(
        "portal.PortalImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    picture_alt = models.CharField(
        _("text of the picture"), max_length=255, blank=True, help_text=_("What it shows, for those who cannot see it.")
    )
    ai_made = models.BooleanField(
        _("text made with AI"), default=False, help_text=_("The mark is shown to readers and to programs.")
    )

    base_form_class = BasePageForm
    search_kind: ClassVar[str | None] = None
    serve_related: ClassVar[tuple[str, ...]] = ("picture",)
    shared_fields: ClassVar[tuple[str, ...]] = ("published_at", "data_received")
    shared_children: ClassVar[tuple[str, ...]] = ()

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Picture")),
        FieldPanel("body"),
    ]
    promote_panels = [
        *Page.promote_panels,
        MultiFieldPanel(
            [FieldPanel("published_at"), FieldPanel("data_received"), FieldPanel("ai_made")],
            heading=_("Where it comes from"),
        ),
    ]
    # Slugs are English, ASCII and the same in all languages (docs/decisions/0002-addresses.md).
    override_translatable_fields = [
        SynchronizedField("slug", overridable=False),
        SynchronizedField("published_at", overridable=False),
        SynchronizedField("data_received", overridable=False),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Raises ValidationError for a picture without its text and for a slug that a service holds."""
        super().clean()
        refuse_reserved(self.slug, self.depth)
        if self.picture_id and not self.picture_alt.strip():
            raise ValidationError({"picture_alt": _("Say in words what the picture shows.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves the page and keeps Wagtail's `first_published_at`, by which lists of mixed types are sorted, equal to
        `published_at`, so that one indexed column of one table holds every page's date."""
        if self.live:
            first = self.published_at or self.first_published_at or timezone.now()  # type: ignore[has-type]
            self.published_at = self.first_published_at = first
        super().save(*args, **kwargs)

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """As Wagtail's, once `portal.publishing` lets the revision pass."""
        publishing.ask(revision)
        return super().publish(revision, *args, **kwargs)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """As Wagtail's, from what the process remembers of the tree: the site's key, its address, the path in it."""
        site, path = tree().site, public_path(self.url_path)
        return (site.pk, settings.BASE_URL, path) if site and path else None

    def get_url(self, request: HttpRequest | None = None, current_site: Any = None) -> str | None:
        """The public path; the portal is one site."""
        return public_path(self.url_path) or None

    url = property(get_url)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Wagtail's answer: restrictions of the page, of those above it, of what they are aliases of. One small query
        for the page that has none, and one more for a page that has."""
        if not sql.rows(_GUARDED, (self.path,) * 3):
            return PageViewRestriction.objects.none()
        step = self.steplen
        paths = [self.path[:end] for end in range(step, len(self.path) + 1, step)]
        found = (
            Q(page__path__in=paths)
            | Q(page__aliases__path__in=paths)
            | Q(page__aliases__aliases__path__in=paths)  # an alias of a translation that is one itself
        )
        return PageViewRestriction.objects.filter(found).distinct()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `place` (above, versions), `crumbs`, `links` (of all rich text) and readies the pictures' renditions."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        place = getattr(request, "place", None)
        if place is None or place.page is None or place.page.pk != self.pk:
            place = places.of(self)
        prepare(pictures_of(self))
        context["place"] = place
        context["crumbs"] = place.crumbs()
        context["links"] = Links(sources_of(self), place.language)
        return context

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """The displays in which an editor can look at the page."""
        return previews.modes()

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        """The devices on which an editor can look at the page."""
        return previews.sizes()

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The page as a reader with the display of that mode sees it."""
        previews.dress(request, mode_name)
        response: HttpResponse = super().serve_preview(request, mode_name)
        return response

    def json_ld(self, place: places.Place) -> list[dict[str, Any]]:
        """What machines are told of the page: schema.org objects, without `@context`. Types add their own."""
        return structured_data.breadcrumbs(place)

    def feed_title(self) -> str:
        """Its title in a list that a feed reader shows, far from the page."""
        return str(self.title)

    def feed_summary(self) -> str:
        """What a feed reader shows below the title: plain text that stands alone."""
        return str(self.lead)

    def open_facts(self) -> dict[str, Any]:
        """What open data tell of a page of this type beyond what every page has, by name; values as JSON takes them."""
        return {}

    def share_picture(self) -> str | None:
        """The address of the page's picture for messengers and social networks, 1200 by 630; None for none and for
        drawings in SVG, which they do not show."""
        own = self.own_picture()
        return absolute(own.url) if own else None

    def own_picture(self) -> AbstractRendition | None:
        """That picture; smaller where the page's own is."""
        if self.picture is None or self.picture.is_svg():
            return None
        return self.picture.get_rendition("fill-1200x630|format-jpeg")

    def share_card(self, section: str) -> Card | None:
        """What the portal writes on a picture for links to this page, which has none; `section` is the title of the
        page above. Types add what matters of them. None for a page with a picture of its own."""
        if self.picture is not None and not self.picture.is_svg():
            return None
        day = dates.full(dates.local(self.published_at), self.locale.language_code) if self.published_at else ""
        return Card(self.locale.language_code, section, self.title, line=day)
