"""Loads the words of search: the glossary, and what editors recommend."""

from wagtail.models import Page

from demo import source
from portal import languages
from search.models import BestBet, Concept


def load() -> None:
    """Writes all of it; the pages must be there. Raises ContentError for a page that is not."""
    Concept.objects.bulk_create(
        Concept(**{code: "\n".join(row.get(code, [])) for code in languages.CODES}) for row in source.rows("concepts")
    )
    for row in source.rows("bets"):
        language, path = row["language"], row["page"]
        pages = Page.objects.filter(locale__language_code=language, slug=path.rpartition("/")[2], live=True)
        page = next((found for found in pages if found.url_path.endswith(f"/{path}/")), None)
        if page is None:
            raise source.ContentError(f"bets: there is no page {path} in {language}")
        BestBet.objects.create(language=language, phrases="\n".join(row["phrases"]), page=page, text=row["text"])
