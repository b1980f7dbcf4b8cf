"""HTTP around a receiver: loopback only, bodies bounded, garbage survived."""

import socketserver
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from scheduler import __version__
from scheduler.receiver.answers import Answer

HOST = "127.0.0.1"
BODY_LIMIT_BYTES = 1024 * 1024
PATIENCE = timedelta(seconds=30)
"""How long a client may take over one read."""

Take = Callable[[str, dict[str, str], bytes], Answer]
"""Takes one request in: its path, its headers by lower-case names, its body."""


class Server(ThreadingHTTPServer):
    """One thread a request; none of them keeps the process alive."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, port: int, take: Take, wait: Callable[[timedelta], None]) -> None:
        self.take, self.wait = take, wait
        super().__init__((HOST, port), _Handler)

    def server_bind(self) -> None:
        """Bind without asking the name service what this machine is called, as HTTPServer does."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet about clients that hang up: it is their right."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version = f"tminus/{__version__}"
    sys_version = ""
    timeout = PATIENCE.total_seconds()

    def do_POST(self) -> None:
        """Take one delivery in."""
        length = self.headers.get("content-length", "")
        if not (length.isascii() and length.isdecimal()):
            self._send(Answer(status=HTTPStatus.LENGTH_REQUIRED))
        elif len(length) > len(str(BODY_LIMIT_BYTES)) or int(length) > BODY_LIMIT_BYTES:
            self._send(Answer(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE))
        else:
            body = self.rfile.read(int(length))
            if len(body) == int(length):
                headers = {name.lower(): value for name, value in self.headers.items()}
                self._send(self.server.take(self.path.partition("?")[0].strip("/"), headers, body))

    def do_GET(self) -> None:
        """Say who listens here."""
        self._send(Answer(headers=(("content-type", "text/plain"),), body=b"tminus receives posts here\n"))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Print nothing: the journal is the record."""

    def _send(self, answer: Answer) -> None:
        self.close_connection = True
        if answer.hold:
            self.server.wait(answer.hold)
        if answer.drop:
            return
        self.send_response(answer.status)
        for name, value in (*answer.headers, ("content-length", str(len(answer.body))), ("connection", "close")):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)
