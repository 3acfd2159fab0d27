"""A citizen as an HTTP client: fills in the forms as they stand on the page, so a new step or field does not matter."""

import http.client
import re
from dataclasses import dataclass, field
from urllib.parse import urlencode, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

_FORM = re.compile(r"<form\b.*?</form>", re.DOTALL | re.IGNORECASE)
STEPS = 12  # more than the form has


class Unexpected(Exception):  # noqa: N818 what was met, not a fault of this program
    """The portal answered with something that no asker can go on from."""


@dataclass
class Browser:
    """Keeps cookies and one connection; `address` is where it seems to come from (X-Forwarded-For)."""

    port: int
    address: str = ""
    cookies: dict[str, str] = field(default_factory=dict)
    path: str = ""
    status: int = 0
    html: str = ""
    _connection: http.client.HTTPConnection | None = None

    def get(self, path: str) -> "Browser":
        return self._ask("GET", path, None)

    def post(self, path: str, fields: list[tuple[str, str]], *, follow: bool = True) -> "Browser":
        if not follow:
            self._send("POST", path, fields)
            return self
        return self._ask("POST", path, fields)

    def _ask(self, method: str, path: str, fields: list[tuple[str, str]] | None) -> "Browser":
        """Sends it and follows redirects. Raises OSError or HTTPException when the server is away."""
        for _ in range(STEPS):
            location = self._send(method, path, fields)
            if not location:
                self.path = path
                return self
            parts = urlsplit(urljoin(path, location))
            method, fields = "GET", None
            path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        raise Unexpected(f"redirects without end at {path}")

    def _send(self, method: str, path: str, fields: list[tuple[str, str]] | None) -> str:
        headers = {"Host": f"localhost:{self.port}", "Accept-Language": "kk"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if self.address:
            headers["X-Forwarded-For"] = self.address
        body = None
        if fields is not None:
            body = urlencode(fields)
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://localhost:{self.port}"}
        connection = self._connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        self._connection = None  # a connection that failed is not used again
        try:
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            content = answer.read()
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        self.status = answer.status
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        if answer.status in {301, 302, 303}:
            return answer.getheader("Location", "")
        self.html = content.decode(errors="replace")
        return ""

    def form(self, *, having: str = "", action: str = "") -> Tag:
        """The form of the page whose field is called `having`, or whose address ends with `action`; else the one with
        the main button. Raises Unexpected."""
        # Only the forms are parsed: the page around them takes ten times as long.
        parts = [part for part in _FORM.findall(self.html) if re.match(r"<form[^>]*method=.?post", part, re.I)]
        forms = [form for part in parts if (form := BeautifulSoup(part, "html.parser").form)]
        for form in forms:
            if having and form.select_one(f"[name={having}]"):
                return form
            if action and str(form.get("action", "")).endswith(action):
                return form
            if not having and not action and form.select_one("button.button-main"):
                return form
        words = re.sub(r"\s+", " ", BeautifulSoup(self.html, "html.parser").get_text(" "))[:300]
        raise Unexpected(f"no form with {having or action or 'a main button'} at {self.path} ({self.status}): {words}")

    def fill(self, form: Tag, values: dict[str, str]) -> "Browser":
        """Sends `form` as a browser would: what stands in it, `values`, every box that is needed, its main button."""
        fields = [(name, value) for name, value in standing(form) if name not in values]
        fields += [(name, value) for name, value in values.items() if form.select_one(f"[name='{name}']")]
        return self.post(str(form.get("action") or self.path), fields)


def standing(form: Tag) -> list[tuple[str, str]]:
    """Names and values of a form as it was sent by the server."""
    found, chosen = [], set()
    for element in form.select("input[name], textarea[name], select[name]"):
        name, kind = str(element["name"]), str(element.get("type", ""))
        if element.name == "textarea":
            found.append((name, element.get_text()))
        elif element.name == "select":
            option = element.select_one("option[selected]") or element.select_one("option")
            found.append((name, str(option.get("value", "")) if option else ""))
        elif kind in {"checkbox", "radio"}:
            if element.has_attr("checked") or (element.has_attr("required") and name not in chosen):
                chosen.add(name)
                found.append((name, str(element.get("value", "on"))))
        elif kind not in {"file", "submit", "button", "image"}:
            found.append((name, str(element.get("value", ""))))
    button = form.select_one("button.button-main[name]")
    if button:
        found.append((str(button["name"]), str(button.get("value", ""))))
    return found


@dataclass
class Asker:
    """Someone with one question. `go` takes up where a failure stopped it; `code` is what they were given."""

    browser: Browser
    text: str
    email: str = ""
    language: str = "kk"
    code: str = ""
    number: str = ""
    token: str = ""

    def values(self) -> dict[str, str]:
        return {"text": self.text, "email": self.email, "consent_publish": "on", "consent_processing": "on"}

    def go(self, until: str = "") -> bool:
        """From the present page to the code, or to a step whose address ends with `until`; whether it is there."""
        browser = self.browser
        # After a failure one looks at the step again: what was sent twice makes one question.
        browser.get(browser.path or f"/{self.language}/questions/ask/")
        for _ in range(STEPS):
            if self.read_code():
                return True
            if until and browser.path.endswith(until):
                return True
            before = browser.path
            step = browser.form(having="text" if before.endswith("/ask/") else "")
            browser.fill(step, self.values())
            if browser.status not in {200, 410}:
                raise Unexpected(f"{before} answered {browser.status}")
        raise Unexpected(f"no code after {STEPS} steps: at {browser.path}")

    def read_code(self) -> bool:
        """Keeps the code and the number if the page tells them."""
        shown = re.search(r'id="tracking-code"[^>]*>\s*(?:<[^>]+>\s*)*([^<]+)<', self.browser.html)
        if shown is None:
            return False
        self.code = shown[1].strip()
        found = re.search(r"\b\d{4}-\d{5,}\b", re.sub(r"<[^>]+>", " ", self.browser.html))
        self.number = found[0] if found else ""
        return True


def opens(browser: Browser, code: str, language: str = "kk") -> bool:
    """Whether typing `code` opens a question's page."""
    browser.get(f"/{language}/questions/track/")
    browser.fill(browser.form(having="code"), {"code": code})
    return browser.status == 200 and bool(re.search(r"/questions/track/\d{4}-\d+/", browser.path))
