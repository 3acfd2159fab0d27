import pytest
from django.http import Http404

from intake import services
from intake.downloads import attachment_response
from intake.tests.samples import PDF, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def attachment():
    draft = services.draft_open(kind="question", language="kk", data={})
    services.attachments_add(draft, [upload("Асель.pdf", PDF)])
    return draft.attachments.get()


def test_a_file_leaves_as_a_download_that_nothing_runs(attachment):
    response = attachment_response(attachment)
    assert b"".join(response) == PDF
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]


def test_an_erased_file_is_not_there(attachment, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert services.attachments_erase([attachment]) == 1
    attachment.refresh_from_db()
    assert attachment.name == ""
    with pytest.raises(Http404):
        attachment_response(attachment)


def test_a_file_lost_on_disk_is_a_404(attachment):
    attachment.file.storage.delete(attachment.file.name)
    with pytest.raises(Http404):
        attachment_response(attachment)
