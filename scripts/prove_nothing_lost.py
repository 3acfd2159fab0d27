"""Kills the portal again and again while people ask and are answered, and then looks for what was lost: `make prove`.

The page server and the job worker run on PostgreSQL; mails go to a real SMTP server that notes their Message-IDs. At
random moments one of the two is killed with SIGKILL, all its processes at once, and started again. Askers and staff do
what people do: they try again. Only processes that this script started are killed.

Then: every code that was given out opens its question, every question is there exactly once, every notice was sent, and
twice only where the worker died between the mail server's receipt and our commit (the same Message-ID; counted).
"""

import argparse
import email
import os
import random
import re
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from queue import Empty, Queue
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import asking  # noqa: E402
import services  # noqa: E402
from aiosmtpd.controller import Controller  # noqa: E402

TRIES = 5  # how often one person tries what the portal refuses before it counts as a failure
DRAIN = 240.0  # seconds after the last act until every notice must be out: a lease of a dead worker is two minutes
WITH_ADDRESS = 3  # one asker in so many leaves an address
OPENED_BY_HAND = 500  # so many codes are typed into the form; all are looked up


class Letterbox:
    """The mail server: what it received, and the links to confirm that were in it."""

    def __init__(self) -> None:
        self.ids: Counter[str] = Counter()
        self.links: Queue[str] = Queue()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 the server's own name
        letter = email.message_from_bytes(envelope.content)
        self.ids[str(letter["Message-ID"])] += 1
        body = letter.get_payload(decode=True)
        parts = letter.walk() if letter.is_multipart() else ()
        texts = [body, *(part.get_payload(decode=True) for part in parts)]
        for text in texts:
            link = re.search(rb"http\S+/confirm/\S+", text) if isinstance(text, bytes) else None
            if link:
                self.links.put(link[0].decode())
                break
        return "250 received"


@dataclass
class Portal:
    """The two processes, and how often each was killed."""

    port: int
    web: Any = None
    worker: Any = None
    kills: Counter[str] = field(default_factory=Counter)

    def start(self) -> None:
        self.web, self.worker = services.start_web(self.port), services.start_worker()
        if not services.answers(self.port):
            sys.exit("The page server did not answer.")

    def kill(self, which: str) -> None:
        """One of the two, with SIGKILL; started again at once."""
        services.end(getattr(self, which), signal.SIGKILL)
        self.kills[which] += 1
        setattr(self, which, services.start_web(self.port) if which == "web" else services.start_worker())

    def stop(self) -> None:
        for process in (self.web, self.worker):
            if process is not None:
                services.end(process)


@dataclass
class Run:
    """What is to be done, what was done, and what went wrong."""

    portal: Portal
    until: float
    askers: list[asking.Asker]
    answers: int
    waiting: "Queue[asking.Asker]" = field(default_factory=Queue)
    asked: "Queue[asking.Asker]" = field(default_factory=Queue)
    answered: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    interrupted: Counter[str] = field(default_factory=Counter)
    confirmed: int = 0
    until_confirmed: list[str] = field(default_factory=list)

    @property
    def over(self) -> bool:
        return time.monotonic() > self.until

    def again(self, what: str, act: Callable[[], bool]) -> bool:
        """`act` until it says that it is done, whatever dies meanwhile; False once the time is over."""
        tries = 0
        while not self.over:
            try:
                if act():
                    return True
            except (OSError, HTTPException):  # the page server is away
                self.interrupted[what] += 1
            except asking.Unexpected as error:
                tries += 1
                if tries == TRIES:
                    self.failures.append(f"{what}: {error}")
                    return False
            time.sleep(0.3)
        return False

    def ask(self) -> None:
        """One of the threads of askers."""
        while not self.over:
            try:
                asker = self.waiting.get_nowait()
            except Empty:
                return
            if self.again("ask", asker.go):
                self.asked.put(asker)

    def answer(self, staff: "Staff") -> None:
        """One of the threads of staff: takes questions in the order in which they came, up to the number wanted."""
        while not self.over and len(self.answered) < self.answers:
            try:
                asker = self.asked.get(timeout=1)
            except Empty:
                continue
            if self.again("answer", lambda asker=asker: staff.go_on(asker.number)):  # type: ignore[misc]
                self.answered.append(asker.number)

    def confirm(self, letterbox: Letterbox, done: threading.Event) -> None:
        """Those who left an address follow the link of the first mail and press its button."""
        while not done.is_set() or not letterbox.links.empty():
            try:
                link = letterbox.links.get(timeout=0.5)
            except Empty:
                continue
            browser = asking.Browser(self.portal.port, f"10.9.{self.confirmed // 200 % 250}.{self.confirmed % 200 + 1}")
            path = "/" + link.split("/", 3)[3]

            def press(browser: asking.Browser = browser, path: str = path) -> bool:
                browser.get(path)
                if "method=" in browser.html and re.search(r"button-main", browser.html):
                    browser.fill(browser.form(), {})
                return browser.status == 200

            if self.again("confirm", press):
                self.confirmed += 1
            elif self.over:  # the next to look has this link too
                self.until_confirmed.append(link)
                return


class Staff:
    """A moderator, an officer and an approver at their screens, each signed in once."""

    def __init__(self, port: int) -> None:
        from demo.accounts import ACCOUNTS
        from directory.models import Agency
        from portal.users import User
        from qa.rules.states import Role

        agency = next(account.agency for account in ACCOUNTS if account.role is Role.OFFICER)
        self.agency = Agency.objects.get(key=agency).pk
        self.browsers = {}
        for role in (Role.MODERATOR, Role.OFFICER, Role.APPROVER):
            name = next(a.username for a in ACCOUNTS if a.role is role and a.agency in {"", agency})
            self.browsers[role] = self.signed_in(port, User.objects.get(username=name))

    @staticmethod
    def signed_in(port: int, user: Any) -> asking.Browser:
        """A session of `user`, made in the database, and a page with the token against forged forms."""
        from django.test import Client

        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        browser = asking.Browser(port, cookies={"sessionid": client.cookies["sessionid"].value})
        browser.cookies["csrftoken"] = "x" * 32
        return browser

    def go_on(self, number: str) -> bool:
        """Does the next thing that the question needs; whether it has its answer."""
        from qa.models import Question
        from qa.rules.states import Role, Status

        question = Question.objects.get(number=number)
        text = f"<p>Жауап: {number}. Құжаттарды халыққа қызмет көрсету орталығына тапсырыңыз.</p>"
        steps: dict[str, tuple[str, str, dict[str, Any]]] = {
            Status.SUBMITTED: (Role.MODERATOR, "route", {"agency": self.agency}),
            Status.ROUTED: (Role.OFFICER, "accept", {}),
            Status.IN_PROGRESS: (Role.OFFICER, "save-draft", {"text": editor(text), "then": "submit_answer"}),
            Status.IN_APPROVAL: (Role.APPROVER, "approve", {"read": "on"}),
        }
        while question.status in steps:
            role, verb, fields = steps[question.status]
            browser = self.browsers[Role(role)]
            before = question.version
            path = f"/admin/questions/question/{number}/{verb}/"
            sent = {"csrfmiddlewaretoken": browser.cookies["csrftoken"], "version": before, **fields}
            browser.post(path, [(name, str(value)) for name, value in sent.items()], follow=False)
            question = Question.objects.get(number=number)
            if question.version == before:
                raise asking.Unexpected(f"{verb} of {number} was answered with {browser.status}")
        return question.status == Status.ANSWERED


def editor(html: str) -> str:
    """What Wagtail's editor sends for one paragraph."""
    import json

    words = re.sub(r"<[^>]+>", "", html)
    block = {"key": "a1", "text": words, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


def people(port: int, count: int, chance: random.Random) -> list[asking.Asker]:
    """Askers, each at an address of their own; every text says whose it is."""
    texts = ["Көктемгі су тасқынынан кейін өтемақыны қайдан алуға болады?", "Мектепке құжаттарды қашан тапсыру керек?",
             "Емханаға қалай тіркелуге болады?", "Үйдің жылуы неге жоқ?"]  # fmt: skip
    found = []
    for n in range(count):
        address = f"10.{n // 62500 + 1}.{n // 250 % 250}.{n % 250 + 1}"
        mail = f"asker.{n}@d{n % 97}.example.org" if n % WITH_ADDRESS == 0 else ""
        found.append(asking.Asker(asking.Browser(port, address), f"{chance.choice(texts)} Өтініш-{n:05}.", mail))
    return found


def kill_at_random(run: Run, chance: random.Random, done: threading.Event, pause: tuple[float, float]) -> None:
    """One of the two, now and then, while people are at work; what was killed has time to be at work again."""
    while not done.wait(chance.uniform(*pause)):
        which = chance.choice(["web", "worker"])
        run.portal.kill(which)
        if which == "web":
            services.answers(run.portal.port)


def carry_out(run: Run, letterbox: Letterbox, chance: random.Random, pause: tuple[float, float]) -> None:
    """Everybody at work at once, and the killer among them; returns when all is done or the time is over."""
    done = threading.Event()
    for asker in run.askers:
        run.waiting.put(asker)
    work = [threading.Thread(target=run.ask) for _ in range(6)]
    work += [threading.Thread(target=run.answer, args=(Staff(run.portal.port),)) for _ in range(2)]
    beside = [
        threading.Thread(target=run.confirm, args=(letterbox, done)),
        threading.Thread(target=kill_at_random, args=(run, chance, done, pause)),
    ]
    for thread in (*work, *beside):
        thread.start()
    for thread in work:
        thread.join()
    done.set()
    for thread in beside:
        thread.join()
    services.answers(run.portal.port)


def drained(run: Run, letterbox: Letterbox) -> int:
    """Waits until every notice is out; how many are not."""
    from portal.notices import Notice

    for link in run.until_confirmed:
        letterbox.links.put(link)
    late = threading.Event()
    confirming = threading.Thread(target=run.confirm, args=(letterbox, late))
    run.until = time.monotonic() + DRAIN
    confirming.start()
    waiting = Notice.objects.filter(sent_at__isnull=True, dropped_at__isnull=True)
    while waiting.exists() and not run.over:
        time.sleep(1)
    late.set()
    confirming.join()
    return waiting.count()


def report(run: Run, letterbox: Letterbox, unsent: int, chance: random.Random) -> list[str]:
    """Prints what is there and returns what is wrong."""
    from portal.notices import Notice
    from qa.models import Question
    from qa.services import question_by_code

    wrong = list(run.failures[:10])
    given = [asker for asker in run.askers if asker.code]
    texts = Counter(Question.objects.filter(token__isnull=False).values_list("text", flat=True))
    lost = [a for a in given if (found := question_by_code(a.code)) is None or found.text != a.text]
    twice = [a for a in run.askers if texts[a.text] > 1]
    by_hand = chance.sample(given, min(OPENED_BY_HAND, len(given)))
    closed = [
        asker.code
        for n, asker in enumerate(by_hand)
        if not asking.opens(asking.Browser(run.portal.port, f"10.8.{n // 250}.{n % 250 + 1}"), asker.code)
    ]
    sent = list(Notice.objects.filter(sent_at__isnull=False).values_list("message_id", flat=True))
    never = [one for one in sent if not letterbox.ids[one]]
    known = set(Notice.objects.values_list("message_id", flat=True))
    strange = [one for one in letterbox.ids if one not in known]
    again = {one: times for one, times in letterbox.ids.items() if times > 1}
    dropped = Notice.objects.filter(dropped_at__isnull=False).count()
    print(f"Killed with SIGKILL: web {run.portal.kills['web']} times, worker {run.portal.kills['worker']} times;")
    print("  acts that met no server: " + (", ".join(f"{k} {n}" for k, n in run.interrupted.items()) or "none"))
    print(
        f"Codes given out: {len(given):,}; lost: {len(lost)}; of {len(by_hand):,} typed in, {len(closed)} did not open"
    )
    print(
        f"Questions there more than once: {len(twice)}; answered: {len(run.answered):,}; "
        f"addresses confirmed: {run.confirmed:,}"
    )
    print(f"Notices: {len(known):,}; marked as sent {len(sent):,}, unsent {unsent}, dropped {dropped}")
    print(f"Letters received: {letterbox.ids.total():,}; sent but never received: {len(never)}")
    print(f"Received twice, under the same Message-ID: {len(again)} (at most once for each killed worker process)")
    checks: dict[str, list[Any]] = {
        "lost codes": lost, "codes that do not open": closed, "questions twice": twice,
        "notices marked as sent that no server received": never, "letters without a notice": strange,
        "notices received more than twice": [one for one, times in again.items() if times > 2],
        "notices not sent": [unsent] if unsent else [], "notices dropped": [dropped] if dropped else [],
    }  # fmt: skip
    wrong += [f"{name}: {len(found)}" for name, found in checks.items() if found]
    # A worker has two processes that send: each can die once between the receipt and the commit.
    if len(again) > 2 * run.portal.kills["worker"]:
        wrong.append(f"received twice more often than workers were killed: {len(again)}")
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=5000)
    parser.add_argument("--answers", type=int, default=1000)
    parser.add_argument("--minutes", type=float, default=60, help="after which nobody begins anything new")
    parser.add_argument(
        "--pause",
        type=float,
        nargs=2,
        default=(3, 10),
        metavar="SECONDS",
        help="between two kills, at least and at most; a slow machine takes long to start again",
    )
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    letterbox = Letterbox()
    mail = Controller(letterbox, hostname="127.0.0.1", port=services.free_port())
    port = services.free_port()
    with services.database("PROVE_DATABASE_URL") as address, tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "JAUAP_MODE": "local", "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "config.settings",
            "VAR_DIR": folder, "BASE_URL": f"http://localhost:{port}", "EMAIL_URL": f"smtp://127.0.0.1:{mail.port}",
            "TRUSTED_PROXIES": "1", "TWO_FACTOR": "false", "MAIL_PER_DOMAIN": "100000", "LOG_LEVEL": "CRITICAL",
        }  # fmt: skip
        services.manage("prepare", "--demo")
        import django

        django.setup()
        print(services.machine(), flush=True)
        mail.start()
        portal = Portal(port)
        try:
            wrong = prove(portal, letterbox, options)
        finally:
            portal.stop()
            mail.stop()
    for line in wrong:
        print(f"WRONG: {line}")
    print("Nothing was lost." if not wrong else "Something was lost.")
    sys.exit(1 if wrong else 0)


def prove(portal: Portal, letterbox: Letterbox, options: argparse.Namespace) -> list[str]:
    """Everything; what was found wrong."""
    chance = random.Random(options.seed)
    portal.start()
    askers = people(portal.port, options.questions, chance)
    run = Run(portal, time.monotonic() + options.minutes * 60, askers, min(options.answers, options.questions))
    started = time.monotonic()
    carry_out(run, letterbox, chance, tuple(options.pause))
    print(f"{options.questions:,} askers and {run.answers:,} answers: {time.monotonic() - started:.0f} s", flush=True)
    unsent = drained(run, letterbox)
    wrong = report(run, letterbox, unsent, chance)
    given = sum(1 for asker in askers if asker.code)
    if given < options.questions or len(run.answered) < run.answers:
        print(f"The time was over before all was done: {given:,} asked, {len(run.answered):,} answered.")
    return wrong


if __name__ == "__main__":
    main()
