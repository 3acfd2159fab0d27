"""What changed is told to a real HTTP server."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from portal.tests.trees import get
from search import changes, indexnow
from search.tests.fakes import document

pytestmark = pytest.mark.django_db
KEY = "0123456789abcdef"


class Listener:
    """A server that answers everything with `status` and keeps what it was sent."""

    def __init__(self):
        self.status, self.heard = 200, []
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                listener.heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(listener.status)
                self.end_headers()

            def log_message(self, *args):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/indexnow"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def listener(settings):
    listener = Listener()
    settings.INDEXNOW_KEY, settings.INDEXNOW_URL = KEY, listener.url
    yield listener
    listener.server.shutdown()
    listener.server.server_close()


@pytest.fixture
def told(listener, source):
    """Everything up to now is taken as told."""
    assert indexnow.announce() == 0
    return listener


def changed(source, *documents):
    source.store.update({one.id: one for one in documents})
    changes.note("note", [one.id for one in documents])


def test_what_was_there_before_is_not_told(listener, source):
    changed(source, document("old", "салық"))
    assert indexnow.announce() == 0
    assert listener.heard == []


def test_what_changed_is_told_once(told, source):
    changed(source, document("1", "салық", url="/kk/1/#answer"), document("2", "налог", language="ru"))
    assert indexnow.announce() == 2
    (body,) = told.heard
    assert body == {
        "host": "testserver",
        "key": KEY,
        "keyLocation": "http://testserver/indexnow.txt",
        "urlList": ["http://testserver/kk/1/", "http://testserver/ru/2/"],
    }
    assert indexnow.announce() == 0


def test_what_the_public_may_not_see_is_not_told(told, source):
    changes.note("note", ["gone"])
    assert indexnow.announce() == 0
    assert told.heard == []


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_was_not_taken_is_told_again(told, source, status):
    changed(source, document("1", "салық"))
    told.status = status
    assert indexnow.announce() == 0
    told.status = 202
    assert indexnow.announce() == 1


def test_what_is_refused_for_good_is_not_told_for_ever(told, source):
    changed(source, document("1", "салық"))
    told.status = 422
    indexnow.announce()
    assert indexnow.announce() == 0
    assert len(told.heard) == 1


def test_a_server_that_is_away_loses_nothing(told, source, settings):
    changed(source, document("1", "салық"))
    settings.INDEXNOW_URL = "http://127.0.0.1:9/indexnow"
    assert indexnow.announce() == 0
    settings.INDEXNOW_URL = told.url
    assert indexnow.announce() == 1


def test_the_key_can_be_asked_for(settings):
    settings.INDEXNOW_KEY = KEY
    assert get("/indexnow.txt").content.decode() == KEY


def test_without_a_key_nothing_is_told(told, source, settings):
    settings.INDEXNOW_KEY = ""
    changed(source, document("1", "салық"))
    assert indexnow.announce() == 0
    assert told.heard == []
    assert get("/indexnow.txt").status_code == 404
