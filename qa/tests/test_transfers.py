"""Exports hold what their owner may see, imports what was good; both survive a break and end with their files."""

import csv
import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone

from portal import retention
from portal.events import Event
from qa import services
from qa.models import Membership, Question, Transfer
from qa.rules.states import Role
from qa.tests.archive import fill
from qa.tests.factories import Office, confirmed_contact, member
from qa.transfers import full, imports, lists, work
from qa.transfers.columns import COLUMNS

State, Kind = Transfer.State, Transfer.Kind
ADDRESS = "marker-asker@example.org"


def listed(actor: Any, filters: str = "", kind: str = "csv", columns: Any = ("number", "text")) -> Transfer:
    options = {"filters": filters, "format": kind, "columns": list(columns)}
    return services.transfer_begin(kind=Kind.LIST, actor=actor, options=options)


def imported(actor: Any, text: str, name: str = "source.csv") -> Transfer:
    options = {"source": name}
    return services.transfer_begin(kind=Kind.IMPORT, actor=actor, options=options, source=[text.encode()])


def finish(transfer: Transfer) -> Transfer:
    """What the worker does, each job in as little time as it takes for one step."""
    for _ in range(500):
        work.run(transfer.pk, seconds=0)
        transfer.refresh_from_db()
        if not transfer.to_do:
            return transfer
    raise AssertionError("it never ends")


def rows_of(transfer: Transfer) -> list[list[str]]:
    assert transfer.file
    return list(csv.reader(io.StringIO(transfer.file.read_text("utf-8-sig"))))


class TestLists:
    def test_hold_what_their_owner_may_see_and_nothing_else(self, office: Office) -> None:
        own, foreign = office.routed(), office.submitted()
        rows = rows_of(finish(listed(office.officer)))
        assert [row[0] for row in rows[1:]] == [own.number]
        every = rows_of(finish(listed(office.coordinator)))
        assert {row[0] for row in every[1:]} == {own.number, foreign.number}

    def test_follow_the_filters_of_the_list(self, office: Office) -> None:
        office.submitted()
        answered = office.answered()
        rows = rows_of(finish(listed(office.coordinator, "stage=answered")))
        assert [row[0] for row in rows[1:]] == [answered.number]

    def test_of_someone_whose_role_is_gone_are_empty(self, office: Office) -> None:
        office.routed()
        transfer = listed(office.officer)
        Membership.objects.filter(user=office.officer).delete()
        assert len(rows_of(finish(transfer))) == 1

    def test_no_column_holds_contact_data_or_a_code(self, office: Office) -> None:
        question = office.answered(contact=confirmed_contact(ADDRESS))
        text = str(rows_of(finish(listed(office.coordinator, columns=COLUMNS))))
        assert question.number in text
        for secret in (ADDRESS, question.code_fingerprint, question.token, question.contact.email_sealed):
            assert secret not in text

    def test_every_column_has_a_value_in_both_formats_and_no_formula(self, office: Office) -> None:
        office.submitted(text='=HYPERLINK("http://evil.example") деген сұрақ')
        question = office.answered()
        transfer = finish(listed(office.coordinator, kind="xlsx", columns=COLUMNS))
        sheet = openpyxl.load_workbook(transfer.file)["questions"]
        rows = list(sheet.iter_rows(values_only=True))
        assert len(rows[0]) == len(COLUMNS)
        assert rows[2][0] == question.number
        assert rows[1][-1].startswith("'=HYPERLINK")
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]

    def test_survive_a_break_at_any_step(self, office: Office, monkeypatch: Any) -> None:
        fill(25)
        monkeypatch.setattr(lists, "CHUNK", 7)
        transfer = listed(office.coordinator)
        work.run(transfer.pk, seconds=0)
        with (transfer.place / "rows.jsonl").open("a") as file:
            file.write('["half a row')  # what a killed worker leaves
        assert transfer.state == State.WAITING
        rows = rows_of(finish(transfer))
        assert [row[0] for row in rows[1:]] == [f"1999-{number:06}" for number in range(25)]
        transfer.refresh_from_db()
        assert (transfer.done, transfer.total, transfer.percent) == (25, 25, 100)

    def test_cost_the_same_number_of_queries_for_each_chunk(self, office, django_assert_num_queries) -> None:
        fill(120)
        transfer = listed(office.coordinator)
        with django_assert_num_queries(4):
            lists.step(transfer)
        assert transfer.done == 120
        fill(60)
        with django_assert_num_queries(4):
            lists.step(transfer)
        assert transfer.done == 180


class TestWork:
    def test_two_workers_do_it_once(self, office: Office) -> None:
        transfer = listed(office.coordinator)
        assert work._take(transfer.pk)
        assert work._take(transfer.pk) is None
        Transfer.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
        assert work._take(transfer.pk)

    def test_the_sweep_wakes_what_a_lost_job_left(self, office: Office) -> None:
        transfer = listed(office.coordinator)
        assert work.sweep() == 1
        work._take(transfer.pk)
        assert work.sweep() == 0
        Transfer.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
        assert work.sweep() == 1
        finish(transfer)
        assert work.sweep() == 0

    def test_cancelled_it_stops_and_has_no_file(self, office: Office, monkeypatch: Any) -> None:
        fill(20)
        monkeypatch.setattr(lists, "CHUNK", 5)
        transfer = listed(office.coordinator)
        work.run(transfer.pk, seconds=0)
        assert services.transfer_cancel(transfer=transfer, actor=office.coordinator)
        assert finish(transfer).state == State.CANCELLED
        assert transfer.file is None
        assert not services.transfer_cancel(transfer=transfer, actor=office.coordinator)

    def test_cancelled_in_the_middle_of_a_step_it_stays_cancelled(self, office: Office, monkeypatch: Any) -> None:
        transfer = listed(office.coordinator)
        step = lists.step

        def cancelled_meanwhile(working: Transfer) -> bool:
            services.transfer_cancel(transfer=transfer, actor=office.coordinator)
            return step(working)

        monkeypatch.setattr(lists, "step", cancelled_meanwhile)
        assert finish(transfer).state == State.CANCELLED

    def test_a_failure_is_said_and_quotes_nothing(self, office: Office, monkeypatch: Any, caplog: Any) -> None:
        def broken(transfer: Transfer) -> bool:
            raise RuntimeError("marker-of-a-citizen")

        monkeypatch.setattr(lists, "step", broken)
        transfer = finish(listed(office.coordinator))
        assert transfer.state == State.FAILED
        assert "marker" not in caplog.text + str(transfer.report)

    def test_past_its_end_it_goes_with_its_files(self, office: Office) -> None:
        transfer = finish(listed(office.coordinator))
        place = transfer.place
        assert "transfers" not in retention.run()
        done = retention.run(timezone.now() + timedelta(hours=25))
        assert done["transfers"] == 1
        assert not place.exists()
        assert not Transfer.objects.exists()

    def test_who_may_begin_what(self, office: Office) -> None:
        dpo, editor = member(Role.DPO), member(Role.EDITOR)
        allowed = {
            Kind.LIST: {office.officer, office.moderator, office.coordinator, dpo},
            Kind.FULL: {office.coordinator, dpo},
            Kind.IMPORT: {office.coordinator},
        }
        options = {"source": "source.csv", "columns": ["number"], "format": "csv"}
        for kind, people in allowed.items():
            for user in (office.officer, office.moderator, office.coordinator, dpo, editor):
                if user in people:
                    assert services.transfer_begin(kind=kind, actor=user, options=options)
                else:
                    with pytest.raises(PermissionDenied):
                        services.transfer_begin(kind=kind, actor=user, options=options)

    def test_the_log_says_who_began_cancelled_and_took(self, office: Office) -> None:
        transfer = listed(office.coordinator)
        services.transfer_cancel(transfer=transfer, actor=office.coordinator)
        services.transfer_downloaded(transfer=transfer, actor=office.coordinator)
        events = Event.objects.filter(subject_kind="transfer", subject_id=transfer.pk)
        assert [event.code for event in events] == ["transfer_begun", "transfer_cancelled", "transfer_downloaded"]


class TestFullExport:
    @pytest.fixture
    def archive(self, office: Office, monkeypatch: Any) -> zipfile.ZipFile:
        self.question = office.answered(contact=confirmed_contact(ADDRESS))
        fill(30)
        monkeypatch.setattr(full, "CHUNK", 11)
        transfer = finish(services.transfer_begin(kind=Kind.FULL, actor=office.coordinator, options={}))
        assert transfer.file
        self.total = transfer.total
        return zipfile.ZipFile(transfer.file)

    def rows(self, archive: zipfile.ZipFile, name: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in archive.read(f"{name}.jsonl").splitlines()]

    def test_every_record_is_there_once_and_the_manifest_counts_them(self, archive: zipfile.ZipFile) -> None:
        manifest = json.loads(archive.read("manifest.json"))
        assert {entry["file"] for entry in manifest["records"]} | {"manifest.json"} == set(archive.namelist())
        for entry in manifest["records"]:
            rows = self.rows(archive, entry["type"])
            assert len(rows) == len({row[entry["key"]] for row in rows}) == entry["rows"], entry["type"]
        questions = self.rows(archive, "qa.question")
        assert {row["number"] for row in questions} == set(Question.objects.values_list("number", flat=True))
        assert any(row["text"] == self.question.text for row in questions)

    def test_no_secret_leaves(self, archive: zipfile.ZipFile) -> None:
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
        question = self.question
        contact = question.contact
        for secret in (
            ADDRESS, question.code_fingerprint, question.code_sealed, question.token, contact.email_sealed,
            contact.email_fingerprint, contact.confirm_token,
        ):  # fmt: skip
            assert secret
            assert secret not in everything
        assert '"password"' not in everything

    def test_the_command_writes_the_same(self, archive: zipfile.ZipFile, tmp_path: Path) -> None:
        target = tmp_path / "all.zip"
        call_command("export_all", str(target))
        with zipfile.ZipFile(target) as made:
            assert set(made.namelist()) == set(archive.namelist())
            assert made.read("qa.question.jsonl") == archive.read("qa.question.jsonl")
        assert Transfer.objects.count() == 1


class TestImport:
    TEXT = "language,question\nkk,Емханада екпе қашан?\nxx,Белгісіз тіл\nru,Когда откроют дорогу?\nkk,\n"

    def test_the_dry_run_changes_nothing_and_names_every_refused_line(self, office: Office) -> None:
        transfer = finish(imported(office.coordinator, self.TEXT))
        assert transfer.state == State.CHECKED
        assert not Question.objects.exists()
        assert (transfer.report["ready"], transfer.report["refused"]) == (2, 2)
        assert [line for line, reason in transfer.report["first"]] == [3, 5]
        rows = rows_of(transfer)
        assert rows[0] == ["line", "reason", "content"]
        assert [row[0] for row in rows[1:]] == ["3", "5"]

    def test_then_it_imports_what_was_good_once(self, office: Office) -> None:
        transfer = finish(imported(office.coordinator, self.TEXT))
        assert services.transfer_go(transfer=transfer, actor=office.coordinator)
        assert finish(transfer).state == State.DONE
        assert Question.objects.count() == transfer.report["made"] == 2
        assert not services.transfer_go(transfer=transfer, actor=office.coordinator)
        again = finish(imported(office.coordinator, self.TEXT))
        assert (again.report["ready"], again.report["known"]) == (0, 2)

    def test_survives_a_break_in_the_dry_run_and_in_the_import(self, office: Office, monkeypatch: Any) -> None:
        monkeypatch.setattr(imports, "CHUNK", 4)
        lines = [f"kk,Емханада екпе қашан болады {n}?" if n % 3 else f"xx,Жарамсыз {n}" for n in range(23)]
        transfer = finish(imported(office.coordinator, "\n".join(["language,question", *lines])))
        assert (transfer.report["ready"], transfer.report["refused"], transfer.done) == (15, 8, 23)
        assert len(rows_of(transfer)) == 9
        services.transfer_go(transfer=transfer, actor=office.coordinator)
        assert finish(transfer).report["made"] == Question.objects.count() == 15

    def test_a_file_without_its_columns_fails_with_the_reason(self, office: Office) -> None:
        transfer = finish(imported(office.coordinator, "a,b\n1,2\n"))
        assert transfer.state == State.FAILED
        assert "language" in transfer.report["problem"]
