import pytest
from django.core.exceptions import ValidationError

from intake import files
from intake.tests.samples import EXE, PDF, claiming, image, office, office_bomb, upload


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("акт.pdf", PDF, "pdf"),
        ("photo.JPEG", image("JPEG"), "jpg"),
        ("фото.png", image("PNG"), "png"),
        ("a.webp", image("WEBP"), "webp"),
        ("шарт.docx", office(), "docx"),
        ("кесте.xlsx", office("xl/workbook.xml"), "xlsx"),
        ("мәтін.txt", "Ұзақ мәтін".encode(), "txt"),
        ("scan", PDF, "pdf"),
    ],
)
def test_taken(name, content, kind):
    checked = files.check(upload(name, content))
    assert checked.kind == kind
    assert files.kind_of(checked.content) == kind
    if kind in {"pdf", "docx", "xlsx", "txt"}:
        assert checked.content == content
    assert checked.name.endswith(f".{kind}")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.pdf", b"", "empty"),
        ("big.pdf", PDF + b" " * files.MAX_SIZE, "large"),
        ("program.exe", EXE, "kind"),
        ("program.pdf", EXE, "kind"),
        ("page.html", b"<!DOCTYPE html><script>alert(1)</script>", "kind"),
        ("page.txt", b"  <html><script>alert(1)</script>", "kind"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "kind"),
        ("archive.zip", office("readme.md"), "kind"),
        ("macro.docx", office("word/document.xml", "word/vbaProject.bin"), "kind"),
        ("broken.docx", b"PK\x03\x04" + b"\x00" * 50, "kind"),
        ("binary.txt", b"\x01\x02\x03", "kind"),
        ("latin.txt", "текст".encode("cp1251"), "kind"),
        ("photo.jpg", PDF, "lie"),
        ("photo.png", image("JPEG"), "lie"),
        ("table.xlsx", office(), "lie"),
        ("evil.pdf.exe", PDF, "lie"),
        ("cut.png", image("PNG", (400, 400))[:60], "damaged"),
        ("huge.png", image("PNG", (8000, 7000)), "pixels"),
        ("bomb.png", claiming(60_000, 60_000), "pixels"),
        ("half.pdf", PDF[:30], "damaged"),
        ("half.jpg", image("JPEG", (900, 900))[:4000], "damaged"),
        ("active.pdf", PDF.replace(b"<<>>", b"<</S /JavaScript /JS (app.alert(1))>>", 1), "program"),
        ("launch.pdf", PDF.replace(b"<<>>", b"<</S /Launch /F (calc.exe)>>", 1), "program"),
        ("bomb.docx", office_bomb(), "kind"),
    ],
)
def test_refused_with_a_sentence(name, content, code):
    with pytest.raises(ValidationError) as caught:
        files.check(upload(name, content))
    assert caught.value.code == code
    assert name in caught.value.messages[0]


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Асель\\акт.pdf", "акт.pdf"),
        ("a\x00b\r\nc.pdf", "ab_c.pdf"),
        ("..", "file.pdf"),
        ("", "file.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.pdf"),
        ('a"b<c>.pdf', "a_b_c.pdf"),
        ("ұ" * 300 + ".pdf", "ұ" * 90 + ".pdf"),
    ],
)
def test_names_are_made_safe(given, safe):
    assert files.safe_name(given, "pdf") == safe
