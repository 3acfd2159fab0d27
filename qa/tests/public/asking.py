"""The way through the form, for tests of the public pages."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

from intake.models import Draft

TEXT = "Су тасқынынан кейін өтемақыны қайдан алуға болады?"


class Asker:
    """A browser that asks. Each step returns the response; `token` is that of the draft."""

    def __init__(self, client: Client, language: str = "kk") -> None:
        self.client, self.language, self.token = client, language, ""

    def at(self, step: str = "") -> str:
        return f"/{self.language}/questions/ask/{self.token}/{step}{'/' if step else ''}"

    def start(self, text: str = TEXT, **fields: Any) -> HttpResponse:
        response = self.client.post(f"/{self.language}/questions/ask/", {"text": text, **fields})
        if response.status_code == 302:
            self.token = Draft.objects.latest("pk").token
        return response

    def similar(self) -> HttpResponse:
        return self.client.get(self.at("similar"))

    def contact(self, **fields: Any) -> HttpResponse:
        return self.client.post(self.at("contact"), {"consent_processing": "on", **fields})

    def send(self) -> HttpResponse:
        return self.client.post(self.at("check"))

    def done(self) -> HttpResponse:
        return self.client.get(self.at("done"))

    def ask(self, text: str = TEXT, **contact: Any) -> HttpResponse:
        """All steps; the page with the code."""
        self.start(text)
        self.similar()
        self.contact(**contact)
        self.send()
        return self.done()
