"""A Unix socket that passes everything on to another one, and counts the requests."""

import contextlib
import re
import socket
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

__all__ = ["CountingRelay", "counting_relay"]

REQUEST_LINE = re.compile(rb"^([A-Z]+ \S+) HTTP/1\.[01]\r$", re.MULTILINE)


class CountingRelay(socketserver.ThreadingUnixStreamServer):
    """Relays connections; an engine is only ever asked with GET, which has no body."""

    daemon_threads = True

    def __init__(self, path: Path, engine: Path) -> None:
        super().__init__(str(path), Relay)
        self.engine = engine
        self.sent: list[bytes] = []
        """What the clients sent, connection by connection."""

    def requests(self) -> list[str]:
        """Return method and path of all requests so far."""
        return sorted(line.decode() for sent in self.sent for line in REQUEST_LINE.findall(sent))


class Relay(socketserver.BaseRequestHandler):
    """Relays one connection."""

    def handle(self) -> None:
        """Pass on both directions until one side ends."""
        assert isinstance(self.server, CountingRelay)
        with socket.socket(socket.AF_UNIX) as engine:
            engine.connect(str(self.server.engine))
            back = threading.Thread(target=pass_on, args=(engine, self.request), daemon=True)
            back.start()
            self.server.sent.append(pass_on(self.request, engine))
            back.join()


def pass_on(source: socket.socket, target: socket.socket) -> bytes:
    """Copy until the end of `source`, and return what was copied."""
    copied = bytearray()
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            copied += data
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    return bytes(copied)


@contextlib.contextmanager
def counting_relay(path: Path, engine: Path) -> Iterator[CountingRelay]:
    """Relay what comes to the socket at `path` to the one at `engine`."""
    with CountingRelay(path, engine) as relay:
        thread = threading.Thread(target=relay.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield relay
        finally:
            relay.shutdown()
            thread.join()
