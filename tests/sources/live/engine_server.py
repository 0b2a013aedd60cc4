"""An engine of paper behind a real Unix socket, which counts what it is asked."""

import contextlib
import json
import socketserver
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

__all__ = ["PaperEngine", "paper_engine"]


class PaperEngine(socketserver.ThreadingUnixStreamServer):
    """Answers with JSON by path; a path without its version and query is looked up too.

    An answer may be bytes, which are sent as they are, or a number, which is an HTTP status.
    """

    daemon_threads = True

    def __init__(self, path: Path, answers: Mapping[str, Any]) -> None:
        super().__init__(str(path), Handler)
        self.address = f"unix://{path}"
        self.answers = answers
        self.asked: list[str] = []
        """Paths of the requests."""


class Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer one request."""
        assert isinstance(self.server, PaperEngine)
        self.server.asked.append(self.path)
        answer = self.server.answers.get(self.path.partition("?")[0], 404)
        status = answer if isinstance(answer, int) else 200
        told = {"message": "that is\nnot allowed"} if isinstance(answer, int) else answer
        body = told if isinstance(told, bytes) else json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@contextlib.contextmanager
def paper_engine(path: Path, answers: Mapping[str, Any]) -> Iterator[PaperEngine]:
    """Run an engine of paper at a path."""
    with PaperEngine(path, answers) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
