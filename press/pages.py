"""Dated pages of the press service: news, infographics, video, briefings, and the sections that hold them."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

from csp.constants import HEADER
from csp.utils import build_policy
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.fields import SynchronizedField

from directory.pages import TopicalPage
from portal.blocks import TEXT, EquivalentBlock
from portal.links import Links, sources_of
from portal.pages import BasePage
from portal.places import Place
from portal.sharing.cards import Card
from portal.tree import absolute
from press import listing, now, pictures, streams, structured_data, tables, words
from press.beside import Beside, beside
from press.blocks import ChaptersBlock, DataBlock, SpeakersBlock
from press.playing import Player, links_of, player_of
from press.rules.briefings import OVER, State, state
from press.rules.embeds import PROVIDERS, Embed, embed
from press.rules.streams import Health
from press.words import briefing_state, briefing_time

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
        context["listing"] = listing.listing(self, request.GET, context["place"].versions)
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
        return [*super().json_ld(place), structured_data.news(self, place)]


class InfographicPage(TopicalPage):
    """A picture that informs, a version per language, always with its whole content in words."""

    image = models.ForeignKey(
        "portal.PortalImage", verbose_name=_("infographic"), on_delete=models.PROTECT, related_name="+"
    )
    image_wordless = models.BooleanField(
        _("no words in the picture"), default=False, help_text=_("It is the same for readers of every language.")
    )
    raster = models.ForeignKey(
        "portal.PortalImage",
        verbose_name=_("the same picture in pixels"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("For a drawing (SVG): a large PNG of it, from which files for posts, stories and paper are made."),
    )
    alt = models.CharField(_("short description"), max_length=255, help_text=_("What the infographic is about."))
    text_equivalent = StreamField(
        EquivalentBlock(),
        verbose_name=_("text version"),
        help_text=_("Everything that the picture says, in words; figures in a table."),
    )
    source = models.CharField(_("source"), max_length=255, help_text=_("Where the data comes from."))
    data_date = models.DateField(_("date of the data"), null=True, blank=True)
    data = StreamField(
        DataBlock(),
        verbose_name=_("data"),
        blank=True,
        help_text=_("The figures behind the picture. Readers get a table, and a CSV file of it."),
    )

    parent_page_types = ["press.PressSectionPage"]
    subpage_types: ClassVar[list[str]] = []
    search_kind = "infographic"
    serve_related: ClassVar[tuple[str, ...]] = (*TopicalPage.serve_related, "image", "raster")
    shared_fields: ClassVar[tuple[str, ...]] = (*TopicalPage.shared_fields, "data_date", "image_wordless")
    content_panels = [
        *TopicalPage.content_panels[:2],
        MultiFieldPanel(
            [
                FieldPanel("image"),
                FieldPanel("image_wordless"),
                FieldPanel("raster"),
                FieldPanel("alt"),
                FieldPanel("source"),
                FieldPanel("data_date"),
            ],
            heading=_("Infographic"),
        ),
        FieldPanel("text_equivalent"),
        FieldPanel("data"),
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
        context["pictures"] = pictures.of_page(self)
        context["tables"] = tables.shown(self.data, context["place"].language)
        return context

    def json_ld(self, place: Place) -> list[dict[str, Any]]:
        return [*super().json_ld(place), *structured_data.infographic(self)]

    def open_facts(self) -> dict[str, Any]:
        return {
            "image": absolute(self.image.file.url),
            "about": self.alt,
            "source": self.source,
            "data_date": self.data_date.isoformat() if self.data_date else None,
        }

    def clean(self) -> None:
        """Raises ValidationError without a text version, which Wagtail's form asks for and code might forget, and for a
        picture "in pixels" that is a drawing again."""
        super().clean()
        if not self.text_equivalent:
            raise ValidationError({"text_equivalent": _("Write the whole content of the picture in words.")})
        if self.raster is not None and self.raster.is_svg():
            raise ValidationError({"raster": _("This is a drawing, too. Choose a PNG, JPEG or WebP.")})


class Recorded(models.Model):
    """What a page with a recording has beside it: chapters, and how those who sign can follow.

    The interpreter is in the picture, or in a recording of its own; where there is none, the reason is told
    (rules-kz.md, "Briefings").
    """

    chapters = StreamField(
        ChaptersBlock(),
        verbose_name=_("chapters"),
        blank=True,
        help_text=_("Where each subject begins, and the questions and documents it is about."),
    )
    has_sign_language = models.BooleanField(
        _("has a sign language interpreter"), default=False, help_text=_("In the picture of the recording itself.")
    )
    sign_recording = models.ForeignKey(
        "portal.PortalMedia",
        verbose_name=_("recording with an interpreter"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The same in sign language, where it is a recording of its own."),
    )
    no_sign_language_reason = models.CharField(
        _("why there is no interpreter"), max_length=255, blank=True, help_text=_("Readers see this reason.")
    )

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The links of the chapters are looked up together with those of all texts."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        context["links"] = Links([*sources_of(self), *links_of(self)], context["place"].language)
        return context

    def clean(self) -> None:
        """Raises ValidationError when there is neither an interpreter nor a reason."""
        super().clean()
        told = self.has_sign_language or self.sign_recording_id or self.no_sign_language_reason.strip()
        if not told:
            raise ValidationError(
                {
                    "no_sign_language_reason": _(
                        "Say why there is no sign language interpreter, or tick that there is one."
                    )
                }
            )


SIGN_LANGUAGE_PANEL = MultiFieldPanel(
    [FieldPanel("has_sign_language"), FieldPanel("sign_recording"), FieldPanel("no_sign_language_reason")],
    heading=_("Sign language"),
)


class VideoPage(Recorded, TopicalPage):
    """A recording of our own or at a provider, with captions and its whole text."""

    recording = models.ForeignKey(
        "portal.PortalMedia",
        verbose_name=_("recording"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    embed_address = models.CharField(
        _("or its address at a provider"),
        max_length=255,
        blank=True,
        help_text=_("YouTube, Vimeo or Rutube. Nothing is asked of the provider before the reader's click."),
    )
    transcript = RichTextField(
        _("transcript"),
        features=TEXT,
        help_text=_("Everything that is said and shown. A time in brackets, like [1:05], leads to its place."),
    )

    parent_page_types = ["press.PressSectionPage"]
    subpage_types: ClassVar[list[str]] = []
    search_kind = "video"
    serve_related: ClassVar[tuple[str, ...]] = (*TopicalPage.serve_related, "recording", "sign_recording")
    shared_children: ClassVar[tuple[str, ...]] = (*TopicalPage.shared_children, "captions")
    shared_fields: ClassVar[tuple[str, ...]] = (*TopicalPage.shared_fields, "has_sign_language")
    content_panels = [
        *TopicalPage.content_panels[:2],
        MultiFieldPanel([FieldPanel("recording"), FieldPanel("embed_address")], heading=_("Recording")),
        InlinePanel("captions", label=_("Captions"), max_num=3),
        FieldPanel("chapters"),
        FieldPanel("transcript"),
        SIGN_LANGUAGE_PANEL,
        *TopicalPage.content_panels[2:],
    ]
    override_translatable_fields = [
        *TopicalPage.override_translatable_fields,
        SynchronizedField("embed_address"),
    ]

    class Meta:
        verbose_name = pgettext_lazy("page type", "video")
        verbose_name_plural = pgettext_lazy("page type", "videos")

    def clean(self) -> None:
        """Raises ValidationError unless there is a recording or an address that can be shown, and not both."""
        super().clean()
        if bool(self.recording_id) == bool(self.embed_address.strip()):
            raise ValidationError({"recording": _("Choose a recording or write its address: one of the two.")})
        if self.embed_address and self.embed is None:
            names = ", ".join(PROVIDERS)
            wrong = _("This is not the address of a video at one of these providers: %(names)s.")
            raise ValidationError({"embed_address": wrong % {"names": names}})

    @property
    def embed(self) -> Embed | None:
        """The video at its provider; None for one of our own."""
        return embed(self.embed_address) if self.embed_address else None

    @property
    def poster(self) -> str:
        """The address of the recording's poster; "" without one."""
        return self.recording.poster if self.recording else ""

    @property
    def duration(self) -> float:
        """The recording's length in seconds; 0 for an unknown one."""
        return self.recording.duration if self.recording else 0

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page; after the reader's click with the provider's frame in it, which that answer's policy allows."""
        response: HttpResponseBase = super().serve(request, *args, **kwargs)
        found = self.embed
        if found is not None and "play" in request.GET:
            response.headers[HEADER] = build_policy(update={"frame-src": [found.origin]})
            response.headers["Cache-Control"] = "private, no-store"
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["player"] = self.player(request)
        context["embed"] = self.embed
        context["embed_playing"] = "play" in request.GET
        return context

    def player(self, request: HttpRequest) -> Player:
        return player_of(self, self.recording, request)

    def json_ld(self, place: Place) -> list[dict[str, Any]]:
        return [*super().json_ld(place), structured_data.video(self, place)]

    def open_facts(self) -> dict[str, Any]:
        files = [absolute(source["url"]) for source in self.recording.playable] if self.recording else []
        return {
            "files": files,
            "provider": self.embed_address or None,
            "seconds": self.duration or None,
            "sign_language": self.has_sign_language,
        }


class BriefingPage(Recorded, TopicalPage):
    """A press event: announced, live or over, by the clock and by hand (`press.rules.briefings`)."""

    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("planned end"))
    place = models.CharField(_("place"), max_length=255)
    speakers = StreamField(SpeakersBlock(), verbose_name=_("speakers"), blank=True)
    agenda = RichTextField(_("agenda"), features=TEXT, blank=True)
    delayed_until = models.DateTimeField(
        _("will begin late, at"), null=True, blank=True, help_text=_("Readers are told the new time.")
    )
    started_at = models.DateTimeField(_("began at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    cancelled = models.BooleanField(pgettext_lazy("briefing", "cancelled"), default=False)
    stream = models.CharField(
        _("live stream"),
        max_length=255,
        blank=True,
        validators=[streams.validate_place],
        help_text=_(
            "Where the encoder writes: the path of an .m3u8 below the media folder, like live/floods/index.m3u8"
        ),
    )
    recording = models.ForeignKey(
        "portal.PortalMedia",
        verbose_name=_("recording"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    transcript = RichTextField(
        _("transcript"),
        features=TEXT,
        blank=True,
        help_text=_("Everything that is said and shown. A time in brackets, like [1:05], leads to its place."),
    )

    parent_page_types = ["press.PressSectionPage"]
    subpage_types: ClassVar[list[str]] = []
    search_kind = "briefing"
    serve_related: ClassVar[tuple[str, ...]] = (*TopicalPage.serve_related, "recording", "sign_recording")
    clock_fields: ClassVar[tuple[str, ...]] = (
        "starts_at",
        "ends_at",
        "delayed_until",
        "started_at",
        "ended_at",
        "cancelled",
    )
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
            # Not typed here: a form that was opened before the beginning would undo it when it is saved.
            [
                FieldPanel("delayed_until", read_only=True),
                FieldPanel("started_at", read_only=True),
                FieldPanel("ended_at", read_only=True),
                FieldPanel("cancelled", read_only=True),
            ],
            heading=_("Set by hand"),
            help_text=_("By the buttons of “Run the briefing”, in the menu above and under “Briefings”."),
        ),
        FieldPanel("speakers"),
        FieldPanel("agenda"),
        MultiFieldPanel([FieldPanel("stream"), FieldPanel("recording")], heading=_("Stream and recording")),
        InlinePanel("captions", label=_("Captions"), max_num=3),
        FieldPanel("chapters"),
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
        context["player"] = self.player(request)
        context["now"] = now.shown(self)
        context["followed"] = self.is_followed
        context["over"] = self.state in OVER
        return context

    def json_ld(self, place: Place) -> list[dict[str, Any]]:
        return [*super().json_ld(place), *structured_data.briefing(self, place)]

    def feed_summary(self) -> str:
        """How it stands and when it is: a feed is a reminder."""
        return f"{briefing_state(self)}: {briefing_time(self)}. {self.lead}".strip()

    def open_facts(self) -> dict[str, Any]:
        return {
            "state": str(self.state),
            "starts_at": self.begins_at.isoformat(),
            "planned_for": self.starts_at.isoformat(),
            "planned_end": self.ends_at.isoformat(),
            "ended_at": self.ended_at.isoformat() if self.ended_at else None,
            "place": self.place,
            "speakers": [f"{block.value['name']}, {block.value['role']}" for block in self.speakers],
            "sign_language": self.has_sign_language,
        }

    def share_card(self, section: str) -> Card | None:
        """With its day and hour, and a word when it will not take place."""
        card = super().share_card(section)
        if card is None:
            return None
        mark = words.briefing_state(self) if self.state is State.CANCELLED else ""
        return replace(card, line=words.briefing_time(self), mark=mark)

    def player(self, request: HttpRequest) -> Player | None:
        """What is played: the stream while the briefing is live, the recording when it is over; else nothing."""
        if self.state is State.LIVE and self.stream and streams.health(self.stream) is not Health.WAITING:
            poster = self.recording.poster if self.recording else ""
            return Player(sources=[streams.source(self.stream)], poster=poster, live=True)
        if self.state in OVER and self.recording:
            return player_of(self, self.recording, request)
        return None

    @property
    def state(self) -> State:
        """upcoming, late, live, ended, archive or cancelled, at this moment."""
        clock: dict[str, Any] = {name: getattr(self, name) for name in self.clock_fields}
        return state(timezone.now(), **clock, recorded=bool(self.recording_id))

    @cached_property
    def beside(self) -> Beside:
        """Its captions and main points; in a preview the captions as they will be."""
        if "captions" in getattr(self, "_cluster_related_objects", {}) or self.pk is None:
            return Beside([(row.language, row.file.url, row.ai_made) for row in self.captions.all()], [])
        return beside(self.pk)

    @property
    def begins_at(self) -> datetime:
        """When it began, or when readers are told that it will."""
        return self.started_at or max(self.starts_at, self.delayed_until or self.starts_at)

    @property
    def is_followed(self) -> bool:
        """Whether its page asks for what is new: while it is live or late, and in the hour before."""
        soon = timezone.now() + timedelta(hours=1) >= self.starts_at
        return self.state in {State.LIVE, State.LATE} or (self.state is State.UPCOMING and soon)
