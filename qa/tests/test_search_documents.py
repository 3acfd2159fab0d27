"""Search and sitemap know what the public may read, and nothing else."""

from wagtail.models import Locale

from qa import search_documents, services
from qa.models import PublishedQuestion
from qa.sitemaps import Questions
from qa.tests.factories import Office
from search.models import SearchChange

MARKER = "ҚҰПИЯ"


def test_a_document_holds_the_public_words_alone(office: Office) -> None:
    question = office.answered(text=f"{MARKER} екпе")
    row = PublishedQuestion.objects.get(question=question)
    (document,) = search_documents.source.documents([str(row.pk)])
    assert (document.title, document.language, document.group) == ("Екпе", "kk", question.number)
    assert document.url == f"/kk/questions/{question.number}/"
    assert document.agency == office.agency.key
    assert "Бейсенбіде" in document.body
    assert "<" not in document.body
    assert MARKER not in str(document)


def test_what_is_taken_down_is_gone_at_once_and_noted(office: Office) -> None:
    question = office.answered()
    pk = str(PublishedQuestion.objects.get(question=question).pk)
    assert search_documents.source.visible([pk]) == {pk}
    before = SearchChange.objects.count()
    services.question_revoke_consent(question=question)
    assert search_documents.source.visible([pk]) == set()
    assert list(search_documents.source.documents([pk])) == []
    assert list(search_documents.source.all_ids()) == []
    assert SearchChange.objects.count() > before


def test_the_sitemap_names_the_languages_there_are(office: Office) -> None:
    row = PublishedQuestion.objects.get(question=office.answered())
    russian = row.copy_for_translation(Locale.objects.get(language_code="ru"))
    russian.live = True
    russian.save()
    found = Questions()
    (entry,) = found.entries("ru", 0, 10)
    assert entry.path == f"/ru/questions/{row.number}/"
    assert entry.alternates == (("kk", f"/kk/questions/{row.number}/"), ("ru", f"/ru/questions/{row.number}/"))
    assert list(found.entries("en", 0, 10)) == []
    assert {code: state.count for code, state in found.states().items()} == {"kk": 1, "ru": 1}
