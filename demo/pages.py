"""Makes the pages of the demo portal: first all of them in one language, then their translations."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from django.core.files import File
from django.utils import timezone
from wagtail.models import Locale, Page

from demo import translating
from demo.fields import MODELS, Fields
from demo.files import Files, video
from demo.source import CONTENT, ContentError, PageSource, read, said
from directory.models import PageRegion, PageTopic, Region, Topic
from home.models import FooterLink, HomePage
from press.models import Captions
from rebuttals.models import VerdictChange

Progress = Callable[[str], None]


class PageLoader:
    """Loads pages below the front page; `now` is the moment from which relative dates count."""

    def __init__(self, sources: list[PageSource], files: Files, now: datetime, progress: Progress) -> None:
        self.sources = sources
        self.progress = progress
        self.fields = Fields(files, self.link, now)
        self.unlinked = Fields(files, lambda address, language: 'href="#"', now)
        self.made: dict[str, Page] = {}
        self.topics = {topic.key: topic for topic in Topic.objects.all()}
        self.regions = {region.key: region for region in Region.objects.all()}

    def link(self, address: str, language: str) -> str:
        """The attributes of a link to "page:guidance/flood" or "page:questions".

        Raises ContentError for another place.
        """
        path = address.removeprefix("page:")
        if path in self.made:
            return f'linktype="page" id="{self.made[path].pk}"'
        if path.partition("/")[0] in {"questions", "search", "report", "display"}:
            return f'href="/{language}/{path}/"'
        raise ContentError(f"a link leads to {address}, which is no page")

    def load(self) -> None:
        """Makes every page. An empty frame of each comes first, so that texts can link to any of them."""
        for source in self.sources:
            self.made[source.path] = self.frame(source)
        for source in self.sources:
            self.progress(source.path)
            self.fill(source)
        for source in self.sources:
            self.progress(f"{source.path} ({', '.join(source.languages[1:])})")
            for language in source.languages[1:]:
                self.translate(source, language)
        for source in self.sources:
            if "lead_before" in source.data:
                self.correct(source)
        self.front_pages()

    def front_pages(self) -> None:
        """The front pages are there since the first migration; the demo gives them its own words."""
        data = read(CONTENT / "home.toml")
        for home in HomePage.objects.select_related("locale"):
            for name in ("question_heading", "question_hint", "footer_note"):
                setattr(home, name, said(data[name], home.locale.language_code, name))
            home.footer_links.set([FooterLink(page=self.made[path]) for path in data["footer"]])
            home.save_revision(log_action=False).publish()

    def frame(self, source: PageSource) -> Page:
        language = source.languages[0]
        home = HomePage.objects.get(locale__language_code=language)
        parent = self.made[source.parent] if source.parent else home
        page = MODELS[source.kind](
            **self.unlinked.of(source, language),
            slug=source.slug,
            locale=Locale.objects.get(language_code=language),
            live=False,
            show_in_menus=source.kind in {"section", "press_section", "rebuttal_index", "document_register"},
        )
        return parent.add_child(instance=page)

    def fill(self, source: PageSource) -> None:
        page = self.made[source.path]
        for name, value in self.first(source, source.languages[0]).items():
            setattr(page, name, self.as_field(page, name, value))
        self.add_rows(source, page)
        if "verdict_before" in source.data:
            self.publish_first(source, page)
        page.save_revision(clean=True, log_action=False).publish()
        page.refresh_from_db()

    def first(self, source: PageSource, language: str) -> dict[str, Any]:
        """The fields of the page as it was first published."""
        values = self.fields.of(source, language)
        return values | ({"lead": source.text("lead_before", language)} if "lead_before" in source.data else {})

    def correct(self, source: PageSource) -> None:
        """The original's lead is corrected; of its translations, those that are not left behind follow."""
        page = self.made[source.path].specific
        page.refresh_from_db()
        page.lead = source.text("lead", source.languages[0])
        page.save_revision(log_action=False).publish()
        for language in source.languages[1:]:
            if language not in source.data.get("left_behind", []):
                self.translate(source, language, self.fields.of(source, language))

    def publish_first(self, source: PageSource, page: Page) -> None:
        """A rebuttal as it was before its verdict was corrected; its history says when that was."""
        now = {"verdict": page.verdict, "corrections": page.corrections}
        page.verdict, page.corrections = source.data["verdict_before"], []
        page.save_revision(clean=True, log_action=False).publish()
        for name, value in now.items():
            setattr(page, name, value)
        page.live = True
        page.save_revision(clean=True, log_action=False).publish()
        day = datetime.combine(page.corrections[0].value["date"], time(12), tzinfo=timezone.get_current_timezone())
        changes = VerdictChange.objects.filter(translation_key=page.translation_key).exclude(before="")
        changes.update(at=day)

    def as_field(self, page: Page, name: str, value: Any) -> Any:
        """Raw StreamField data as the field's own value; all else as it is."""
        block = getattr(page._meta.get_field(name), "stream_block", None)
        return block.to_python(value) if block else value

    def add_rows(self, source: PageSource, page: Page) -> None:
        data = source.data
        if hasattr(page, "page_topics"):
            page.page_topics.set([PageTopic(topic=self.topics[key]) for key in data.get("topics", [])])
            page.page_regions.set([PageRegion(region=self.regions[key]) for key in data.get("regions", [])])
        if "captions" in data:
            rows = []
            for language, name in data["captions"].items():
                made = language in data.get("captions_made_by_machine", [])
                row = Captions(language=language, ai_made=made)
                with video(name).open("rb") as file:
                    row.file.save(name, File(file), save=False)
                rows.append(row)
            page.captions.set(rows)

    def translate(self, source: PageSource, language: str, values: dict[str, Any] | None = None) -> None:
        page = self.made[source.path].specific
        twin = type(page)(locale=page.locale)
        for name, value in (values or self.first(source, language)).items():
            setattr(twin, name, self.as_field(twin, name, value))
        twin.slug, twin.translation_key = page.slug, page.translation_key
        try:
            translated = translating.translate(page, twin, language)
        except ContentError as error:
            raise ContentError(f"{source.path}: {error}") from error
        if (translated.slug, translated.live) != (page.slug, True):
            raise ContentError(f"{source.path}: the {language} page is {translated.slug}, live: {translated.live}")
