"""Asks addresses outside whether they still answer: politely, briefly, and never a machine of a closed network.

The name is looked up once, its addresses are judged, and the connection goes to the very address that was judged, so
that a name cannot lead elsewhere in between. Each address that a server points on to is judged anew.
"""

import http.client
import socket
import ssl
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings

from proofing.models import Fault
from proofing.rules.addresses import PORTS, is_public, verdict

PATIENCE: Final = 6.0  # seconds for each step of an answer
STEPS: Final = 5  # addresses that one may lead on to
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_SAFE: Final = "/%:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found out; `told` is false where nothing was: it may well be our own line that is down."""

    fault: str = ""
    status: int | None = None
    told: bool = True


UNKNOWN: Final = Answer(told=False)


class _Closed(Exception):  # noqa: N818 a state of affairs of the address
    """The name stands for a machine that must not be asked."""


def ask(address: str) -> Answer:
    """Whether there is something at `address`."""
    for _step in range(STEPS + 1):
        try:
            status, onward = _steps(address)
        except _Closed:
            return Answer(Fault.PRIVATE)
        except ssl.SSLCertVerificationError:
            return Answer(Fault.UNSAFE)
        except socket.gaierror as error:
            return Answer(Fault.NO_HOST) if error.errno == socket.EAI_NONAME else UNKNOWN
        except (OSError, http.client.HTTPException):
            return Answer(Fault.SILENT)
        except ValueError:  # no address at all: a broken port, a host of too many letters
            return Answer(Fault.NO_HOST)
        if not onward:
            return Answer(verdict(status), status)
        address = urljoin(address, onward)
    return Answer(Fault.LOOP)


def _steps(address: str) -> tuple[int, str]:
    """The status of `address` and where it leads on to; asked for its head, and once more for all of it where that is
    refused: many servers know no HEAD."""
    status, onward = _request("HEAD", address)
    if status >= 400:
        status, onward = _request("GET", address)
    return status, onward if status in _MOVED else ""


def _request(method: str, address: str) -> tuple[int, str]:
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise _Closed
    host = parts.hostname.encode("idna").decode("ascii")
    port = parts.port or PORTS[parts.scheme]
    if port not in PORTS.values():
        raise _Closed
    connection = _Pinned(host, port, machine=_machine(host, port), secure=parts.scheme == "https")
    path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    try:
        connection.request(method, path, headers={"User-Agent": f"Jauap link check (+{settings.BASE_URL})"})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location") or ""
    finally:
        connection.close()  # nothing of the body is read


def _machine(host: str, port: int) -> str:
    """The address that the name stands for. Raises _Closed unless all that it stands for are public."""
    found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(is_public(each) for each in found):
        raise _Closed
    return found[0]


class _Pinned(http.client.HTTPConnection):
    """A connection to one machine, whatever its name stands for by now."""

    def __init__(self, host: str, port: int, *, machine: str, secure: bool) -> None:
        super().__init__(host, port, timeout=PATIENCE)
        self._machine = machine
        self._secure = secure

    def connect(self) -> None:
        plain = socket.create_connection((self._machine, self.port), timeout=PATIENCE)
        self.sock: Any = plain
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
