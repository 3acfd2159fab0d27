"""Infographics: data as a table and as CSV, sizes to take, whose language the picture speaks, the gallery."""

import csv
import io
import re
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError
from wagtail.models import Page

from directory.models import PageTopic, Topic
from portal.media import PortalImage
from portal.tests import bodies
from portal.tests.trees import get, graph, home, translated
from press import pictures, tables
from press.blocks import DataBlock, DataTableBlock
from press.pages import InfographicPage
from press.rules.data_tables import Column, Kind, Reason, Unreadable, read, value
from press.tests.factories import InfographicFactory, NewsFactory, PressSectionFactory, VideoFactory

COLUMNS = [Column("Өңір"), Column("Сұрақтар", Kind.NUMBER, "мың"), Column("Күні", Kind.DATE)]


class TestReading:
    def test_a_paste_from_a_spreadsheet(self):
        table = read("Кесте", COLUMNS, "Абай\t1 200,5\t05.11.2026\r\nҰлытау\t\t2026-11-06\r\n\r\n")
        assert table.rows == (("Абай", Decimal("1200.5"), date(2026, 11, 5)), ("Ұлытау", None, date(2026, 11, 6)))
        assert [column.head for column in table.columns] == ["Өңір", "Сұрақтар, мың", "Күні"]

    def test_semicolons_where_there_are_no_tabs(self):
        assert read("", COLUMNS[:2], "Абай; 3\nШу; −4").rows == (("Абай", Decimal(3)), ("Шу", Decimal(-4)))

    @pytest.mark.parametrize("text", ["41000", "41 000", "41\u00a0000", "41\u202f000", "41000,0"])
    def test_ways_to_write_a_thousand(self, text):
        assert value(text, Kind.NUMBER) == 41000

    @pytest.mark.parametrize(
        ("text", "kind", "reason"),
        [
            ("1,234", Kind.NUMBER, Reason.UNCLEAR),
            ("1.234", Kind.NUMBER, Reason.UNCLEAR),
            ("1 23", Kind.NUMBER, Reason.NUMBER),
            ("=1+1", Kind.NUMBER, Reason.NUMBER),
            ("1e5", Kind.NUMBER, Reason.NUMBER),
            ("٣", Kind.TEXT, None),
            ("31.02.2026", Kind.DATE, Reason.DATE),
            ("yesterday", Kind.DATE, Reason.DATE),
        ],
    )
    def test_what_is_not_clear_is_not_guessed(self, text, kind, reason):
        if reason is None:
            assert value(text, kind) == text
            return
        with pytest.raises(Unreadable) as found:
            value(text, kind, 3)
        assert (found.value.reason, found.value.line) == (reason, 3)

    def test_a_fraction_below_one_is_clear(self):
        assert value("0,125", Kind.NUMBER) == Decimal("0.125")

    @pytest.mark.parametrize("text", ["", "a;b;c;d", "a", "\n".join(["a;1;2026-01-01"] * 501)])
    def test_of_the_wrong_shape(self, text):
        with pytest.raises(Unreadable):
            read("", COLUMNS, text)


def block(rows: str, columns: list[Column] = COLUMNS) -> dict:
    return {
        "caption": "Кесте",
        "columns": [{"name": each.name, "kind": each.kind.value, "unit": each.unit} for each in columns],
        "rows": rows,
    }


def test_an_editor_is_told_the_line_that_cannot_be_read():
    made = DataTableBlock().to_python(block("Абай;1;2026-11-05\nШу;көп;2026-11-05"))
    with pytest.raises(StructBlockValidationError) as found:
        DataTableBlock().clean(made)
    assert "2" in str(found.value.block_errors["rows"])
    assert "көп" in str(found.value.block_errors["rows"])
    stream = DataBlock()
    with pytest.raises(StreamBlockValidationError):
        stream.clean(stream.to_python([{"type": "table", "value": block("x")}]))


@pytest.mark.parametrize(("language", "text"), [("kk", "−1234,5"), ("en", "−1234.5")])
def test_numbers_as_people_write_them(language, text):
    assert tables.words(Decimal("-1234.5"), language) == text
    assert tables.words(Decimal("41000"), language) == "41\u202f000"
    assert tables.words(None, language) == "—"


@pytest.fixture
def section(db):
    return PressSectionFactory(parent=home(), slug="media", title="Инфографика")


def with_data(section, rows="Абай;1 200,5;05.11.2026\n=SUM(A1);-3;2026-11-06", **values):
    return InfographicFactory(parent=section, slug="years", data=[("table", block(rows))], **values)


class TestData:
    def test_a_table_for_readers(self, section):
        html = get(with_data(section).url).content.decode()
        assert '<td class="number">1200,5</td>' in html
        assert '<th scope="col" class="number">Сұрақтар, мың</th>' in html
        assert "2026 жылғы 5 қараша" in html
        assert "/kk/feed/infographics/" in html

    def test_csv_by_the_letter(self, section):
        page = with_data(section)
        answer = get(f"/kk/feed/infographics/{page.pk}-1.csv")
        content = b"".join(answer.streaming_content)
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert answer["Content-Disposition"] == 'attachment; filename="years-1-kk.csv"'
        assert answer["Content-Language"] == "kk"
        assert "public" in answer["Cache-Control"]
        assert content.startswith(b"\xef\xbb\xbf")  # for Excel
        text = content.decode("utf-8-sig")
        assert text.count("\r\n") == 3
        assert text.count("\n") == 3
        rows = list(csv.reader(io.StringIO(text)))
        assert rows[0] == ["Өңір", "Сұрақтар, мың", "Күні"]
        assert rows[1] == ["Абай", "1200.5", "2026-11-05"]
        assert rows[2] == ["'=SUM(A1)", "-3", "2026-11-06"]  # no formula, and a negative number stays one

    def test_of_another_language_or_none(self, section):
        page = with_data(section)
        for address in (f"/ru/feed/infographics/{page.pk}-1.csv", f"/kk/feed/infographics/{page.pk}-2.csv"):
            assert get(address).status_code == 404
        page.unpublish()
        assert get(f"/kk/feed/infographics/{page.pk}-1.csv").status_code == 404

    def test_for_machines(self, section):
        items = graph(get(with_data(section, data_date=date(2026, 10, 1)).url).content.decode())
        about = next(item for item in items if item["@type"] == "Dataset")
        assert about["temporalCoverage"] == "2026-10-01"
        assert about["license"].startswith("https://")
        assert about["distribution"][0]["contentUrl"].endswith("-1.csv")
        assert get(about["distribution"][0]["contentUrl"].removeprefix("http://testserver")).status_code == 200

    def test_a_table_broken_by_a_translation_is_left_out(self, section):
        page = with_data(section)
        page.data = [("table", block("one cell")), ("table", block("Абай;1;2026-11-05"))]
        page.save()
        assert get(page.url).content.decode().count('class="data-table"') == 1
        assert get(f"/kk/feed/infographics/{page.pk}-2.csv").status_code == 200


def drawing(name: str = "a.svg") -> PortalImage:
    content = b'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="900"/>'
    return PortalImage.objects.create(title="Drawing", file=ContentFile(content, name=name), width=600, height=900)


class TestSizes:
    def test_what_the_job_made_is_offered_with_bytes_and_pixels(self, section):
        page = InfographicFactory(parent=section, image=bodies.picture(size=(2000, 3000)))
        assert "1080 × 1620" not in get(page.url).content.decode()
        pictures.make_sizes()
        html = get(page.url).content.decode()
        for size in ("900 × 1350", "1080 × 1620", "1600 × 2400", "2000 × 3000"):
            assert size in html
        assert re.search(r'href="[^"]+\.webp" data-zoom', html), "what is enlarged need not be as heavy as the upload"
        assert html.count("2000 × 3000") == 2  # as it was made, and for A4; A3 would be the same again
        for address in re.findall(r'<a href="(/media/images/[^"]+)" download', html):
            name = address.removeprefix("/media/")
            assert page.image.file.storage.exists(name)
        assert pictures.make_sizes() == 0

    def test_too_small_for_paper_is_not_offered_for_paper(self):
        named = [size.format for size, _spec in pictures.specs(SimpleNamespace(width=800, height=1000))]
        assert "png" not in named

    def test_paper_lies_where_the_picture_lies(self):
        specs = dict(pictures.specs(SimpleNamespace(width=4000, height=2000)))
        assert "max-3508x2480|format-png" in specs.values()

    def test_a_drawing_gives_itself_and_what_is_made_of_its_pixels(self, section):
        page = InfographicFactory(parent=section, image=drawing(), raster=bodies.picture(size=(1400, 2100)))
        assert pictures.make_sizes() > 0
        html = get(page.url).content.decode()
        assert re.search(r">SVG, \d+\s", html)
        assert "1080 × 1620" in html

    def test_pixels_that_are_a_drawing_are_refused(self, section):
        page = InfographicFactory(parent=section, image=drawing())
        page.raster = drawing("b.svg")
        with pytest.raises(ValidationError, match="PNG"):
            page.full_clean()


class TestLanguage:
    def test_a_borrowed_picture_is_told_and_its_own_is_not(self, section):
        page = InfographicFactory(parent=section)
        home("ru")
        borrowed = translated(page, "ru", title="Путь вопроса")
        assert "другом языке: казахский" in get(borrowed.url).content.decode()
        assert "notice-info" not in get(page.url).content.decode()
        own = bodies.picture()
        InfographicPage.objects.filter(pk=borrowed.pk).update(image=own)
        html = get(borrowed.url).content.decode()
        assert "другом языке" not in html
        assert f'href="{page.image.file.url}" download hreflang="kk"' in html
        assert f'href="{own.file.url}" download hreflang="ru"' in get(page.url).content.decode()

    def test_a_picture_without_words_speaks_none(self, section):
        page = InfographicFactory(parent=section, image_wordless=True)
        home("ru")
        assert "notice-info" not in get(translated(page, "ru").url).content.decode()

    def test_pixels_of_another_language_are_not_given(self, section):
        page = InfographicFactory(parent=section, image=drawing(), raster=bodies.picture(size=(1400, 2100)))
        home("ru")
        copy = translated(page, "ru", image=drawing("ru.svg"))
        pictures.make_sizes()
        assert "1080 × 1620" in get(page.url).content.decode()
        assert "1080 × 1620" not in get(copy.url).content.decode()


class TestGallery:
    def test_a_list_in_another_language_says_so(self, section):
        home("ru")
        news = NewsFactory(parent=section, title="Жаңалық", lead="Қысқаша.")
        translated(news, "ru", title="Новость", lead="Коротко.")
        html = get("/kk/media/?language=ru").content.decode()
        assert ' lang="ru">Новость</a>' in html
        assert '<p lang="ru">Коротко.</p>' in html

    def test_pictures_with_their_sizes_and_nothing_else(self, section):
        page = InfographicFactory(parent=section)
        html = get("/kk/media/?kind=infographic").content.decode()
        assert 'class="gallery' in html
        assert re.search(rf'<img class="picture"[^>]+alt="{page.alt}" width="\d+" height="\d+"', html)

    def test_a_section_of_pictures_and_video_is_a_gallery_by_itself(self, section):
        InfographicFactory(parent=section)
        VideoFactory(parent=section)
        assert 'class="gallery' in get("/kk/media/").content.decode()
        NewsFactory(parent=section)
        assert 'class="gallery' not in get("/kk/media/").content.decode()

    def test_by_year_topic_and_language_together(self, section):
        topic = Topic.objects.create(key="floods", name_kk="Су тасқыны", name_ru="Паводок", name_en="Flood")
        old = InfographicFactory(
            parent=section, title="Былтырғы", published_at=timezone.make_aware(datetime(2025, 12, 31, 23, 30))
        )
        new = InfographicFactory(
            parent=section, title="Биылғы", published_at=timezone.make_aware(datetime(2026, 1, 1, 0, 30))
        )
        PageTopic.objects.create(page=new, topic=topic)
        home("ru")
        translated(old, "ru", title="Прошлогодняя")
        html = get("/kk/media/?kind=infographic&year=2025").content.decode()
        assert "Былтырғы" in html
        assert "Биылғы" not in html
        html = get("/kk/media/?year=2026&topic=floods").content.decode()
        assert "Биылғы" in html
        assert "topic=floods&amp;year=2026&amp;kind=infographic" in html
        html = get("/kk/media/?kind=infographic&language=ru").content.decode()
        assert '<a href="/ru/media/' in html
        assert '<article class="media-item" lang="ru">' in html
        assert "Биылғы" not in html

    @pytest.mark.parametrize(
        "query", ["year=1%00", "year=0", "year=99999", "language=kk", "language=de", "year[]=2026"]
    )
    def test_nonsense_in_the_query(self, query, section):
        InfographicFactory(parent=section)
        assert get(f"/kk/media/?{query}").status_code == 200

    def test_pages_keep_the_filters_and_empty_says_what_to_do(self, section):
        picture = bodies.picture()
        for _ in range(13):
            InfographicFactory(parent=section, image=picture)
        assert "?kind=infographic&amp;page=2" in get("/kk/media/?kind=infographic").content.decode()
        assert 'class="empty-state"' in get("/kk/media/?kind=briefing").content.decode()


def test_translators_get_the_words_of_a_table(section):
    """The rows are one text: its lines and tabs come back as they were."""
    from wagtail_localize.models import TranslationSource
    from wagtail_localize.segments.extract import extract_segments

    page = with_data(section, rows="Абай\t1\t2026-11-05\nШу\t2\t2026-11-06")
    page = Page.objects.get(pk=page.pk).specific
    segments = {s.path: s for s in extract_segments(page) if s.path.startswith("data.")}
    rows = next(s for path, s in segments.items() if path.endswith(".rows"))
    assert rows.string.render_text() == "Абай\t1\t2026-11-05\nШу\t2\t2026-11-06"
    assert any(s.string.render_text() == "Сұрақтар" for s in segments.values() if hasattr(s, "string"))
    TranslationSource.update_or_create_from_instance(page)
