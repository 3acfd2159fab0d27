"""How a private file leaves the portal. Callers have checked that the reader may have it."""

from django.http import FileResponse, Http404

from intake.files import KINDS
from intake.models import Attachment


def attachment_response(attachment: Attachment) -> FileResponse:
    """The file as a download that no browser runs or shows in place. Raises Http404 once it is erased."""
    if attachment.erased_at is not None or not attachment.file:
        raise Http404("erased")
    try:
        content = attachment.file.open("rb")
    except FileNotFoundError as error:
        raise Http404("the file is not there") from error
    response = FileResponse(
        content,
        as_attachment=True,
        filename=attachment.name,
        content_type=KINDS.get(attachment.kind, "application/octet-stream"),
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
