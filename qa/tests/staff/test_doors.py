"""Every address of the staff × every role × own or another's agency: opened, forbidden, or not there at all."""

import statistics
import time
from typing import Any, Final
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from intake.models import Attachment
from qa import services
from qa.models import Transfer
from qa.rules.states import Role
from qa.staff import urls, viewsets
from qa.tests.factories import AgencyFactory, Office, UserFactory, confirmed_contact, member

WHO: Final = [
    "moderator",
    "coordinator",
    "officer",
    "approver",
    "manager",
    "helper",
    "editor",
    "dpo",
    "stranger",
    "nobody",
]
EVERYONE: Final = set(WHO) - {"editor", "nobody"}
# Which role opens which address; `question` ones are 404 to an agency whose question it is not. All others get 403.
OPEN: Final[dict[str, str]] = {
    "moderation moderation_results": "moderator",
    "agency agency_results": "officer approver manager helper stranger",
    "approval approval_results": "approver",
    "all all_results transfers transfer_list": " ".join(sorted(EVERYONE)),
    "overview": "coordinator",
    "accounts accounts_results reset recount": "coordinator",
    "asked asked_results expiring expiring_results opinions": " ".join(sorted(EVERYONE)),
    "mine mine_results calendar": "officer approver manager helper stranger",
    "agencies people": "coordinator manager",
    "rule_tester rule_figures": "coordinator moderator",
    "deflections": "coordinator editor",
    "translations translations_results": "coordinator editor moderator",
    "urgent urgent_results bulk": "moderator",
    "log log_results log_csv retention": "dpo",
    "transfer_full": "coordinator dpo",
    "transfer_import": "coordinator",
    "question attachment action draft opinions-of": "moderator coordinator officer approver manager helper dpo",
    "contact": "coordinator dpo",
    # One's own alone: the transfer of the test is the coordinator's.
    "transfer transfer_progress transfer_download": "coordinator",
    "transfer_cancel transfer_go": "",
    # Only ever posted to, or about something of one's own that is not there.
    "next switch desk here rule_move translation_confirm bulk_undo bulk_result answer_file pause_end": "",
}
# Addresses that exist only for whoever may see what they are about: for others with a role they are not there.
HIDDEN: Final = {
    "question", "attachment", "action", "draft", "opinions-of", "transfer", "transfer_progress", "transfer_download",
}  # fmt: skip
ROWS: Final = {
    "qa_rules": "moderator coordinator",
    "qa_retention_terms": "dpo",
    **{
        viewset.name: "coordinator"
        for viewset in viewsets.made()
        if viewset.name not in {"qa_rules", "qa_retention_terms"}
    },
}


def allowed() -> dict[str, set[str]]:
    return {name: set(people.split()) for names, people in OPEN.items() for name in names.split()}


class Doors:
    """The addresses, about one question of one agency and one export of the coordinator."""

    def __init__(self, office: Office) -> None:
        self.question = office.drafted(contact=confirmed_contact())
        file = Attachment(owner=self.question.reference, name="a.txt", kind="txt", size=1)
        file.file.save("a.txt", ContentFile(b"x"))
        made = services.transfer_begin(kind="full", actor=office.coordinator, options={})
        Transfer.objects.filter(pk=made.pk).update(state=Transfer.State.DONE, file_name="export.zip")
        (made.place / "export.zip").write_bytes(b"x")
        self.values: dict[str, Any] = {
            "number": self.question.number, "agency": office.agency.key, "file": file.pk, "transfer": made.pk,
            "person": office.officer.pk,
        }  # fmt: skip

    def address(self, pattern: Any) -> str:
        values = self.values
        keys = {
            "number": values["number"], "verb": "redact", "agency": values["agency"], "what": "keys", "act": "skip",
            "token": UUID(int=1), "answer": 1, "saved": 1,
        }  # fmt: skip
        if "pk" in pattern.pattern.converters:
            kind = "file" if "files" in str(pattern.pattern) else "transfer" if "transfer" in pattern.name else "person"
            keys["pk"] = values[kind]
        wanted = {name: keys[name] for name in pattern.pattern.converters}
        return reverse(f"qa_staff:{pattern.name}", kwargs=wanted)


@pytest.fixture
def people(office: Office) -> dict[str, Any]:
    names = ("moderator", "coordinator", "officer", "approver", "manager", "helper")
    return {name: getattr(office, name) for name in names} | {
        "editor": member(Role.EDITOR),
        "dpo": member(Role.DPO),
        "stranger": member(Role.OFFICER, AgencyFactory()),
        "nobody": UserFactory(),
    }


def expected(name: str, who: str) -> set[int]:
    if who in allowed()[name]:
        # A verb that someone may not do now leads back to the question, a manager straight to their agency, and many
        # questions of which none was chosen back to the list: that is opened, too.
        return {200, 302} if name in {"action", "agencies", "bulk"} else {200}
    if name in HIDDEN and who in EVERYONE:
        return {404}
    if not allowed()[name]:
        return {404, 405, 403}
    return {403}


def test_every_address_is_in_the_table() -> None:
    assert {pattern.name for pattern in urls.urlpatterns} == set(allowed())


@pytest.mark.parametrize("who", WHO)
def test_every_address_for_every_role(office: Office, people: dict[str, Any], sign_in: Any, who: str) -> None:
    doors, client, wrong = Doors(office), sign_in(people[who]), []
    for pattern in urls.urlpatterns:
        response = client.get(doors.address(pattern), headers={"X-Requested-With": "XMLHttpRequest"})
        if response.status_code not in expected(pattern.name, who):
            wrong.append((pattern.name, response.status_code, expected(pattern.name, who)))
    for name, roles in ROWS.items():
        for action in ("index", "add"):
            status = client.get(reverse(f"{name}:{action}"), headers={"X-Requested-With": "XMLHttpRequest"}).status_code
            if status != (200 if who in roles.split() else 403):
                wrong.append((f"{name}:{action}", status, roles))
    assert wrong == []


def test_signed_out_nothing_opens(office: Office, client: Client) -> None:
    doors = Doors(office)
    for pattern in urls.urlpatterns:
        response = client.get(doors.address(pattern))
        assert response.status_code == 302, pattern.name
        assert response.url.startswith(reverse("wagtailadmin_login"))


@pytest.mark.parametrize(
    "name", ["transfer_cancel", "transfer_go", "transfer_full", "transfer_import", "reset", "contact"]
)
def test_what_changes_something_is_a_post_and_keeps_others_out(office, people, sign_in, name: str) -> None:
    doors = Doors(office)
    pattern = next(pattern for pattern in urls.urlpatterns if pattern.name == name)
    before = Transfer.objects.count()
    for who in ("officer", "stranger", "editor", "nobody", "moderator"):
        status = sign_in(people[who]).post(doors.address(pattern), headers={"X-Requested-With": "XMLHttpRequest"})
        assert status.status_code in {403, 404}, who
    assert Transfer.objects.count() == before
    assert Transfer.objects.get().state == Transfer.State.DONE


def test_anothers_question_and_no_question_cannot_be_told_apart(office: Office, people, sign_in) -> None:
    """The same page word for word, and no more than a fifth of a difference in time (of the quickest tries)."""
    question, client = office.routed(), sign_in(people["stranger"])
    there, nowhere = (reverse("qa_staff:question", args=[number]) for number in (question.number, "2001-00001"))
    pages = {url: client.get(url) for url in (there, nowhere)}
    assert {response.status_code for response in pages.values()} == {404}
    texts = [response.text.replace(url, "") for url, response in pages.items()]
    assert texts[0] == texts[1]
    times: dict[str, list[float]] = {there: [], nowhere: []}
    for _ in range(25):
        for url in times:
            started = time.process_time()
            client.get(url)
            times[url].append(time.process_time() - started)
    quick = [statistics.mean(sorted(found)[:8]) for found in times.values()]
    assert max(quick) / min(quick) < 1.2
