import pytest
from django.utils import translation

from portal import languages, memory
from portal.tests.trees import home, translated
from rebuttals.tests.factories import IndexFactory


@pytest.fixture(params=languages.CODES)
def language(request):
    return request.param


@pytest.fixture(autouse=True)
def _fresh(request):
    """No menu or section remembered from another test, no language left over from a view. Rules need none of it."""
    if request.node.get_closest_marker("django_db") is None:
        yield
        return
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
    for module in ("rebuttals.views.parts", "rebuttals.staff.viewsets"):
        monkeypatch.setattr(f"{module}.similar", lambda *args, **kwargs: list(found))
    return found
