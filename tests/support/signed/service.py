"""A timestamp service on the loopback address."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

from asn1crypto import tsp

from support.signed.files import timestamper


@contextmanager
def timestamp_service(*, broken: bool = False) -> Iterator[str]:
    """The address of a service that answers, or, when it is broken, answers with nonsense."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the name that the server looks for
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            said = b"geen tijdstempel" if broken else timestamper().request_tsa_response(asked).dump()
            self.send_response(200)
            self.send_header("Content-Type", "text/plain" if broken else "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
