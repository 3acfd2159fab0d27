"""Bulk import: everything good comes in once, everything else is named with its reason."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from qa import importing
from qa.models import Question

pytestmark = pytest.mark.django_db


def run(path: Path) -> str:
    out = StringIO()
    call_command("import_questions", path, stdout=out)
    return out.getvalue()


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


GOOD = 'lang\tquestion\nkk\tСу қашан беріледі?\nru\tКогда дадут воду?\nen\t"When" will there be water?\n'


def test_a_tsv_comes_in(tmp_path: Path) -> None:
    assert "Imported: 3. Already there: 0. Refused: 0." in run(write(tmp_path, "q.tsv", GOOD))
    assert set(Question.objects.values_list("language", flat=True)) == {"kk", "ru", "en"}
    assert Question.objects.filter(text='"When" will there be water?').exists()


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, "q.tsv", GOOD)
    run(path)
    assert "Imported: 0. Already there: 3." in run(path)
    assert Question.objects.count() == 3


def test_a_broken_run_is_taken_up(tmp_path: Path) -> None:
    path = write(tmp_path, "q.tsv", GOOD)
    run(path)
    Question.objects.filter(language="en").delete()
    assert "Imported: 1. Already there: 2." in run(path)


def test_refused_lines_are_reported_with_reasons(tmp_path: Path) -> None:
    lines = [
        b"language\tquestion\ttopic",
        "kk\tДұрыс сұрақ осы ма?\t".encode(),
        b"kk\tone column too few",
        b"de\tWann kommt das Wasser?\t",
        b"ru\t \t",
        "ru\tВопрос о неведомом\tnowhere".encode(),
        b"ru\t\xff\xfe broken bytes\t",
        b"en\t" + b"x" * 6000 + b"\t",
    ]
    path = write(tmp_path, "q.tsv", b"\n".join(lines) + b"\n")
    assert "Imported: 1. Already there: 0. Refused: 6." in run(path)
    report = (tmp_path / "q.refused.tsv").read_text()
    for reason in (
        "Columns: 2 instead of 3",
        "Unknown language: de",
        "The question has no text.",
        "Unknown topic: nowhere",
        "not in UTF-8",
        "Characters: 6000; the limit is 5000",
    ):
        assert reason in report


def test_a_csv_keeps_line_breaks_inside_quotes(tmp_path: Path) -> None:
    run(write(tmp_path, "q.csv", 'language,question\nru,"Первая строка,\nвторая строка"\n'))
    assert Question.objects.get().text == "Первая строка,\nвторая строка"


@pytest.mark.parametrize("content", ["", "one,two\n1,2\n", "\0\0\0"])
def test_a_file_without_columns_is_refused_in_a_sentence(tmp_path: Path, content: str) -> None:
    with pytest.raises(CommandError, match="The first line must name the columns"):
        run(write(tmp_path, "q.csv", content))


def test_a_missing_file_is_said() -> None:
    with pytest.raises(CommandError, match="There is no file"):
        call_command("import_questions", Path("nowhere.tsv"))


def test_a_future_date_is_no_date() -> None:
    assert importing.moment("2999-01-01T10:00") is None
