"""Dated pages of the press service: news, infographics, video, briefings, and the sections that hold them."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.fields import SynchronizedField

from directory.pages import TopicalPage
from portal.blocks import TEXT, EquivalentBlock
from portal.pages import BasePage
from portal.places import Place
from press import listing, structured_data
from press.blocks import SpeakersBlock
from press.rules.briefings import State, state

DATED = ["press.NewsPage", "press.InfographicPage", "press.VideoPage", "press.BriefingPage"]


class PressSectionPage(BasePage):
    """Lists the dated pages below it, newest first, by topic and kind."""

    parent_page_types = ["home.HomePage", "press.PressSectionPage"]
    subpage_types = ["press.PressSectionPage", *DATED]
    page_description = _("Holds news, infographics, video and briefings, and lists them newest first.")
    search_kind = "section"
    show_in_menus_default = True

    class Meta:
        verbose_name = pgettext_lazy("page type", "press section")
        verbose_name_plural = pgettext_lazy("page type", "press sections")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["listing"] = listing.listing(self, request.GET)
        return context


class NewsPage(TopicalPage):
    """One piece of news."""

    parent_page_types = ["press.PressSectionPage"]
    subpage_types: ClassVar[list[str]] = []
    search_kind = "news"
    og_type = "article"

    class Meta:
        verbose_name = pgettext_lazy("page type", "news")
        verbose_name_plural = pgettext_lazy("page type", "news")

    def json_ld(self, place: Place) -> list[dict[str, Any]]:
        return [*super().json_ld(place), structured_data.news(self)]


class InfographicPage(TopicalPage):
    """A picture that informs, a version per language, always with its whole content in words."""

    image = models.ForeignKey(
        "portal.PortalImage", verbose_name=_("infographic"), on_delete=models.PROTECT, related_name="+"
    )
    alt = models.CharField(_("short description"), max_length=255, help_text=_("What the infographic is about."))
    text_equivalent = StreamField(
        EquivalentBlock(),
        verbose_name=_("text version"),
        help_text=_("Everything that the picture says, in words; figures in a table."),
    )
    source = models.CharField(_("source"), max_length=255, help_text=_("Where the data comes from."))
    data_date = models.DateField(_("date of the data"), null=True, blank=True)

    parent_page_types = ["press.PressSectionPage"]
    subpage_types: ClassVar[list[str]] = []
    search_kind = "infographic"
    serve_related: ClassVar[tuple[str, ...]] = (*TopicalPage.serve_related, "image")
    shared_fields: ClassVar[tuple[str, ...]] = (*TopicalPage.shared_fields, "data_date")
    content_panels = [
        *TopicalPage.content_panels[:2],
        MultiFieldPanel(
            [FieldPanel("image"), FieldPanel("alt"), FieldPanel("source"), FieldPanel("data_date")],
            heading=_("Infographic"),
        ),
        FieldPanel("text_equivalent"),
        *TopicalPage.content_panels[2:],
    ]
    override_translatable_fields = [
        *TopicalPage.override_translatable_fields,
        SynchronizedField("data_date", overridable=False),
    ]

    class Meta:
        verbose_name = pgettext_lazy("page type", "infographic")
        verbose_name_plural = pgettext_lazy("page type", "infographics")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["downloads"] = [self.download()]
        return context

    def json_ld(self, place: Place) -> list[dict[str, Any]]:
        return [*super().json_ld(place), structured_data.infographic(self)]

    def clean(self) -> None:
        """Raises ValidationError without a text version: Wagtail's form asks for it, code might forget."""
        super().clean()
        if not self.text_equivalent:
            raise ValidationError({"text_equivalent": _("Write the whole content of the picture in words.")})

    def download(self) -> dict[str, Any]:
        """The picture as a file to save."""
        name = self.image.file.name
        return {
            "url": self.image.file.url,
            "title": _("Download the infographic"),
            "size": self.image.file_size,
            "kind": name.rpartition(".")[2],
        }


class SignLanguage(models.Model):
    """Whether the picture has an interpreter; where it has none, the reason is told (rules-kz.md, "Briefings")."""

    has_sign_language = models.BooleanField(_("has a sign language interpreter"), default=False)
    no_sign_language_reason = models.CharField(
        _("why there is no interpreter"), max_length=255, blank=True, help_text=_("Readers see this reason.")
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Raises ValidationError when there is neither an interpreter nor a reason."""
        super().clean()
        if not self.has_sign_language and not self.no_sign_language_reason.strip():
            raise ValidationError(
                {
                    "no_sign_language_reason": _(
                        "Say why there is no sign language interpreter, or tick that there is one."
                    )
                }
            )


SIGN_LANGUAGE_PANEL = MultiFieldPanel(
    [FieldPanel("has_sign_language"), FieldPanel("no_sign_language_reason")], heading=_("Sign language")
)


def tracks(page: BasePage) -> list[dict[str, Any]]:
    """The captions of `page` as a player takes them; those in the page's language are on from the start."""
    own = page.locale.language_code
    return [
        {"url": row.file.url, "language": row.language, "label": row.label, "default": row.language == own}
        for row in page.captions.all()
    ]


class VideoPage(SignLanguage, TopicalPage):
    """A recording with captions and its whole text."""

    recording = models.ForeignKey(
        "portal.PortalMedia", verbose_name=_("recording"), on_delete=models.PROTECT, related_name="+"
    )
    transcript = RichTextField(_("transcript"), features=TEXT, help_text=_("Everything that is said and shown."))

    parent_page_types = ["press.PressSectionPage"]
    subpage_types: ClassVar[list[str]] = []
    search_kind = "video"
    serve_related: ClassVar[tuple[str, ...]] = (*TopicalPage.serve_related, "recording")
    shared_children: ClassVar[tuple[str, ...]] = (*TopicalPage.shared_children, "captions")
    shared_fields: ClassVar[tuple[str, ...]] = (*TopicalPage.shared_fields, "has_sign_language")
    content_panels = [
        *TopicalPage.content_panels[:2],
        FieldPanel("recording"),
        InlinePanel("captions", label=_("Captions"), max_num=3),
        FieldPanel("transcript"),
        SIGN_LANGUAGE_PANEL,
        *TopicalPage.content_panels[2:],
    ]

    class Meta:
        verbose_name = pgettext_lazy("page type", "video")
        verbose_name_plural = pgettext_lazy("page type", "videos")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["tracks"] = tracks(self)
        return context

    def json_ld(self, place: Place) -> list[dict[str, Any]]:
        return [*super().json_ld(place), structured_data.video(self)]


class BriefingPage(SignLanguage, TopicalPage):
    """A press event: upcoming, live or ended, by the clock and by hand (`press.rules.briefings`)."""

    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("planned end"))
    place = models.CharField(_("place"), max_length=255)
    speakers = StreamField(SpeakersBlock(), verbose_name=_("speakers"), blank=True)
    agenda = RichTextField(_("agenda"), features=TEXT, blank=True)
    started_at = models.DateTimeField(
        _("began at"), null=True, blank=True, help_text=_("Fill this in at the moment the stream begins.")
    )
    ended_at = models.DateTimeField(
        _("ended at"), null=True, blank=True, help_text=_("Fill this in as soon as the briefing is over.")
    )
    cancelled = models.BooleanField(pgettext_lazy("briefing", "cancelled"), default=False)
    stream = models.CharField(
        _("live stream"), max_length=255, blank=True, help_text=_("Path of an .m3u8 below the media folder.")
    )
    recording = models.ForeignKey(
        "portal.PortalMedia",
        verbose_name=_("recording"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    transcript = RichTextField(_("transcript"), features=TEXT, blank=True)

    parent_page_types = ["press.PressSectionPage"]
    subpage_types: ClassVar[list[str]] = []
    search_kind = "briefing"
    serve_related: ClassVar[tuple[str, ...]] = (*TopicalPage.serve_related, "recording")
    clock_fields: ClassVar[tuple[str, ...]] = ("starts_at", "ends_at", "started_at", "ended_at", "cancelled")
    shared_fields: ClassVar[tuple[str, ...]] = (
        *TopicalPage.shared_fields,
        *clock_fields,
        "stream",
        "has_sign_language",
    )
    shared_children: ClassVar[tuple[str, ...]] = (*TopicalPage.shared_children, "captions")
    content_panels = [
        *TopicalPage.content_panels[:2],
        MultiFieldPanel(
            [FieldPanel("starts_at"), FieldPanel("ends_at"), FieldPanel("place")], heading=_("Time and place")
        ),
        MultiFieldPanel(
            [FieldPanel("started_at"), FieldPanel("ended_at"), FieldPanel("cancelled")], heading=_("Set by hand")
        ),
        FieldPanel("speakers"),
        FieldPanel("agenda"),
        MultiFieldPanel([FieldPanel("stream"), FieldPanel("recording")], heading=_("Stream and recording")),
        InlinePanel("captions", label=_("Captions"), max_num=3),
        FieldPanel("transcript"),
        SIGN_LANGUAGE_PANEL,
        *TopicalPage.content_panels[2:],
    ]
    override_translatable_fields = [
        *TopicalPage.override_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in (*clock_fields, "stream")),
    ]

    class Meta:
        verbose_name = pgettext_lazy("page type", "briefing")
        verbose_name_plural = pgettext_lazy("page type", "briefings")

    def clean(self) -> None:
        """Raises ValidationError for a briefing that would end before it begins."""
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end must be after the start.")})
        if self.started_at and self.ended_at and self.ended_at < self.started_at:
            raise ValidationError({"ended_at": _("The end must be after the start.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["tracks"] = tracks(self)
        context["sources"] = self.sources()
        return context

    def json_ld(self, place: Place) -> list[dict[str, Any]]:
        return [*super().json_ld(place), *structured_data.briefing(self)]

    def sources(self) -> list[dict[str, str]]:
        """What the player plays: the stream while the briefing is live, the recording when it is over; else nothing."""
        if self.state is State.LIVE and self.stream:
            return [{"url": f"{settings.MEDIA_URL}{self.stream}", "type": "application/vnd.apple.mpegurl"}]
        if self.state is State.ENDED and self.recording:
            return self.recording.playable
        return []

    @property
    def state(self) -> State:
        """upcoming, live, ended or cancelled, at this moment."""
        clock: dict[str, Any] = {name: getattr(self, name) for name in self.clock_fields}
        return state(timezone.now(), **clock)
