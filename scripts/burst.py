"""A burst of submissions: so many finished forms a second, whether or not the ones before were answered (open loop)."""

import asyncio
import statistics
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import asking


@dataclass
class Form:
    """One finished form: its draft's token, the browser's cookies, and where it seems to come from."""

    token: str
    cookies: str
    address: str
    path: str
    status: int = 0
    spent: float = 0.0


@dataclass(frozen=True)
class Report:
    rate: int
    seconds: int
    forms: int
    accepted: int
    found: int
    median: float
    tail: float
    slowest: float
    late: float

    def met(self, goal: float) -> bool:
        return self.found == self.forms == self.accepted and self.median < goal

    def __str__(self) -> str:
        return (
            f"Burst: {self.forms:,} forms sent at {self.rate} a second for {self.seconds} s; {self.accepted:,} "
            f"accepted; {self.found:,} questions found by their code, {self.forms - self.found} lost.\n"
            f"From the moment each was to be sent: median {self.median:.0f} ms, p99 {self.tail:.0f} ms, "
            f"slowest {self.slowest:.0f} ms (sent at most {self.late:.0f} ms late)."
        )


async def run(port: int, rate: int, seconds: int) -> Report:
    """Makes the forms, sends them, and looks for every one in the database."""
    forms, fields = await asyncio.to_thread(prepare, port, rate * seconds)
    body = urlencode(fields).encode()
    start = time.perf_counter() + 0.5
    late = [0.0]

    async def at_its_time(place: int, form: Form) -> None:
        due = start + place / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        late[0] = max(late[0], time.perf_counter() - due)
        form.status = await send(port, form, body)
        form.spent = time.perf_counter() - due

    await asyncio.gather(*(at_its_time(*pair) for pair in enumerate(forms)))
    found = await asyncio.to_thread(count, forms)
    spent = sorted(form.spent * 1000 for form in forms)
    return Report(
        rate, seconds, len(forms), sum(form.status == 302 for form in forms), found, statistics.median(spent),
        spent[round(len(spent) * 0.99) - 1], spent[-1], late[0] * 1000,
    )  # fmt: skip


def prepare(port: int, count: int) -> tuple[list[Form], list[tuple[str, str]]]:
    """One form is filled in step by step, the others are its likenesses: each a draft of its own under its own token,
    one in three with an address of its own."""
    from django.http import HttpRequest, HttpResponse

    from intake import grants
    from intake.models import Draft
    from intake.models.draft import new_token
    from portal import crypto

    asker = asking.Asker(
        asking.Browser(port, "10.200.0.1"), "Көктемгі су тасқынынан кейін өтемақыны қайдан алуға болады?"
    )
    asker.go(until="/check/")
    walked = Draft.objects.get(token=asker.browser.path.rstrip("/").split("/")[-2])
    last = asker.browser.form()
    fields = asking.standing(last)
    drafts = []
    for n in range(count):
        data = {**walked.data, "text": f"{walked.data['text']} ({n})"}
        if n % 3 == 0:
            data["email_sealed"] = crypto.seal(f"burst.{n}@example.org")
        drafts.append(Draft(token=new_token(), kind=walked.kind, language=walked.language, data=data))
    Draft.objects.bulk_create(drafts)
    forms = []
    for n, draft in enumerate(drafts):
        response = HttpResponse()
        grants.give(HttpRequest(), response, draft.kind, draft.token, 3600)
        cookies = {name: morsel.value for name, morsel in response.cookies.items()}
        cookies["csrftoken"] = asker.browser.cookies["csrftoken"]
        words = "; ".join(f"{name}={value}" for name, value in cookies.items())
        path = asker.browser.path.replace(walked.token, draft.token)
        forms.append(Form(draft.token, words, f"10.{n // 2500}.{n // 50 % 50}.{n % 50 + 1}", path))
    return forms, fields


async def send(port: int, form: Form, body: bytes) -> int:
    """Sends one form over a connection of its own; its status, 0 when the connection failed."""
    head = (
        f"POST {form.path} HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: {form.cookies}\r\n"
        f"X-Forwarded-For: {form.address}\r\nOrigin: http://localhost:{port}\r\nAccept-Language: kk\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(head.encode() + body)
        first = await asyncio.wait_for(reader.readline(), 60)
        await asyncio.wait_for(reader.read(), 60)
        writer.close()
    except (OSError, TimeoutError):
        return 0
    return int(first.split()[1])


def count(forms: list[Form]) -> int:
    """How many of the forms are questions, each found by the code that its asker is shown."""
    from intake import codes
    from portal import crypto
    from qa.models import Question

    by_token: dict[str, Any] = {q.token: q for q in Question.objects.filter(token__in=[form.token for form in forms])}
    found = set()
    for form in forms:
        question = by_token.get(form.token)
        if question is not None:
            code = crypto.unseal(question.code_sealed)
            same = Question.objects.filter(code_fingerprint=codes.fingerprint(code)).values_list("pk", flat=True)
            found |= {pk for pk in same if pk == question.pk}
    return len(found)
