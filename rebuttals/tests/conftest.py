import pytest
from django.utils import translation

from portal import languages, memory
from portal.tests.trees import home, translated
from rebuttals.tests.factories import IndexFactory


@pytest.fixture(params=languages.CODES)
def language(request):
    return request.param


@pytest.fixture(autouse=True)
def _fresh():
    """No menu or section remembered from another test, no language left over from a view."""
    memory.forget()
    yield
    memory.forget()
    translation.activate("kk")


@pytest.fixture
def index(db):
    """The fact-check section in all three languages; the Kazakh page is given."""
    page = IndexFactory(parent=home())
    for code in ("ru", "en"):
        home(code)
        translated(page, code, title=f"Fact-check {code}")
    memory.forget()
    return page


@pytest.fixture
def similar(monkeypatch):
    """What search finds, as the test puts it in."""
    found = []
    for module in ("rebuttals.views", "rebuttals.staff.viewsets"):
        monkeypatch.setattr(f"{module}.similar", lambda *args, **kwargs: list(found))
    return found
