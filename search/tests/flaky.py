"""A way to a server that can be cut or stuffed: what a portal sees when a server dies or hangs."""

import socket
import ssl
import threading
from contextlib import suppress
from typing import Final

REACHED: Final = "reached"
DOWN: Final = "down"  # connections end at once
HANGING: Final = "hanging"  # connections are taken, and nothing ever comes back


class Way:
    """Forwards what comes to `url` to the server at `host`:`port`, or not, by its `state`. Notes what it was sent.

    With `tls`, callers must speak that.
    """

    def __init__(self, host: str, port: int, tls: ssl.SSLContext | None = None) -> None:
        self.tls = tls
        self.target = (host, port)
        self.state = REACHED
        self.connections = 0
        self.sent = b""
        self._open: list[socket.socket] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def change(self, state: str) -> None:
        """From now on `state`; connections that are open end, and are counted anew."""
        self.state = state
        for connection in self._open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()
        self._open.clear()
        self.connections = 0

    def close(self) -> None:
        self.change(DOWN)
        self._listening.close()

    def _serve(self) -> None:
        while True:
            try:
                caller, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            if self.state == DOWN:
                caller.close()
                continue
            if self.tls:
                try:
                    caller = self.tls.wrap_socket(caller, server_side=True)
                except OSError:  # a caller that does not know this authority
                    continue
            self._open.append(caller)
            if self.state == REACHED:
                server = socket.create_connection(self.target)
                self._open.append(server)
                threading.Thread(target=self._pass_on, args=(caller, server, True), daemon=True).start()
                threading.Thread(target=self._pass_on, args=(server, caller, False), daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, noted: bool) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if noted:
                    self.sent = (self.sent + data)[-1_000_000:]
                target.sendall(data)
        for end in (source, target):
            end.close()
