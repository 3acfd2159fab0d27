"""What makes the demo a portal in use: units and their officers, canned texts, and what readers said of answers."""

from typing import Any

from demo import source
from directory.models import Agency, Unit
from intake.opinions import opinion_add
from portal import languages
from portal.users import User
from qa.models import CannedText, Question
from qa.opinions import PREFIX
from qa.rules.states import Role
from qa.services import people
from qa.services.following import question_ask_too


def load(staff: dict[str, User], answered: dict[str, Question]) -> None:
    """Writes all of it. `answered` are the demo's questions by their slug."""
    units(staff)
    for row in source.rows("canned"):
        texts = {f"text_{code}": row[code] for code in languages.CODES}
        CannedText.objects.create(title=row["title"], kind=row["kind"], **texts)
    for row in source.rows("opinions"):
        opinions(row, answered[row["slug"]])


def units(staff: dict[str, User]) -> None:
    for order, row in enumerate(source.rows("units"), start=1):
        names = {name: row[name] for name in ("name_kk", "name_ru", "name_en")}
        agency = Agency.objects.get(key=row["agency"])
        by, role = staff["coordinator"], Role.COORDINATOR
        unit = people.unit_save(agency=agency, unit=Unit(order=order, **names), actor=by, role=role)
        if "officer" in row:
            people.seat_change(agency=agency, user=staff[row["officer"]], unit=unit, actor=by, role=role)


def opinions(row: dict[str, Any], question: Question) -> None:
    for _ in range(row["too"]):
        question_ask_too(question=question)
    subject = f"{PREFIX}{question.number}"
    for _ in range(row["useful"]):
        opinion_add(subject=subject, language=question.language, useful=True)
    for said in row["against"]:
        opinion_add(subject=subject, useful=False, **said)
