"""Error pages: in the reader's language, with what to do next; the one for our own failures needs no database."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.views.defaults import permission_denied

from portal import errors


class TestServerError:
    @pytest.mark.parametrize(
        ("path", "language"),
        [("/ru/x/", "ru"), ("/en/", "en"), ("/kz/x/", "kk"), ("/", "kk"), ("/admin/", "kk"), ("/de/", "kk")],
    )
    def test_language_is_that_of_the_address(self, path, language):
        # No database mark: pytest-django refuses any query here.
        answer = errors.server_error(RequestFactory().get(path))
        assert answer.status_code == 500
        assert f'<html lang="{language}">' in answer.content.decode()
        assert "112" in answer.content.decode()

    def test_page_comes_without_collected_static_files(self, monkeypatch):
        def missing(path):
            raise ValueError(path)

        monkeypatch.setattr(errors, "static", missing)
        answer = errors.server_error(RequestFactory().get("/kk/"))
        assert "<h1>" in answer.content.decode()
        assert "stylesheet" not in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
class TestReadersErrors:
    def test_unknown_page(self, client, language):
        answer = client.get(f"/{language}/no-such-page/")
        page = answer.content.decode()
        assert answer.status_code == 404
        assert f'<html lang="{language}">' in page
        assert 'class="error-number"' in page

    def test_closed_page(self, rf, language):
        request = rf.get(f"/{language}/x/")
        answer = permission_denied(request, PermissionDenied())
        assert answer.status_code == 403
        assert 'class="error-number"' in answer.content.decode()
