"""A cluster behind TLS that asks for an API key: the real server behind a gate of its own on loopback."""

import http.client
import os
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from ipplatform.search import EngineError
from scripts.certificates import Certificates, certificates_make
from tests.ipplatform.search.contract import fill
from tests.ipplatform.search.library import DECLARATION, ask

pytestmark = pytest.mark.elasticsearch

API_KEY = "c2FtcGxlOmtleQ=="
PASSED_ON = ("Content-Type", "Accept")


class Gate(BaseHTTPRequestHandler):
    """Lets a request with the key through to the server of `make services`; 401 for all others, as the server does."""

    protocol_version = "HTTP/1.1"

    def handle_request_of_any_kind(self) -> None:
        """Read it all, ask the server the same, answer what it answered."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.headers.get("Authorization") != f"ApiKey {API_KEY}":
            self.answer(401, b'{"error":{"type":"security_exception"},"status":401}', "application/json")
            return
        server = http.client.HTTPConnection(urlsplit(os.environ["TEST_ELASTICSEARCH_URL"]).netloc, timeout=30)
        headers = {name: self.headers[name] for name in PASSED_ON if name in self.headers}
        server.request(self.command, self.path, body or None, headers)
        answer = server.getresponse()
        self.answer(answer.status, answer.read(), answer.headers.get("Content-Type", "application/json"))
        server.close()

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = handle_request_of_any_kind

    def answer(self, status: int, body: bytes, kind: str) -> None:
        """One whole answer; the client checks that it comes from the product."""
        self.send_response(status)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Says nothing."""


class Listener(ThreadingHTTPServer):
    """A client that does not trust the certificate hangs up in the middle: not an error of this server."""

    daemon_threads = True

    def handle_error(self, *_request: object) -> None:
        """Says nothing."""


@pytest.fixture
def certificates(tmp_path: Path) -> Certificates:
    """An authority of this test, and the gate's certificate."""
    return certificates_make(tmp_path)


@pytest.fixture
def gate(certificates: Certificates) -> Iterator[str]:
    """The address of the gate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates.certificate, certificates.key)
    listener = Listener(("127.0.0.1", 0), Gate)
    listener.socket = context.wrap_socket(listener.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"https://127.0.0.1:{listener.server_address[1]}"
    listener.shutdown()
    listener.server_close()
    thread.join()


@pytest.fixture
def engine(elasticsearch_engine, gate, certificates, settings):
    """The engine on the server behind the gate, with all that it needs."""
    settings.ELASTICSEARCH_URL = gate
    settings.ELASTICSEARCH_API_KEY = API_KEY
    settings.ELASTICSEARCH_CA = str(certificates.authority)
    yield elasticsearch_engine
    elasticsearch_engine.server.disconnect()


def test_written_and_found_through_tls_with_the_key(engine):
    fill(engine, 10)
    assert engine.search(ask()).total == 10
    assert sorted(engine.check(DECLARATION)) == list(range(1, 11))


@pytest.mark.parametrize("key", ["", "d3Jvbmc6a2V5"], ids=["no key", "another key"])
def test_a_wrong_key_is_an_error_by_name_and_shows_no_key(engine, settings, key):
    settings.ELASTICSEARCH_API_KEY = key
    with pytest.raises(EngineError, match="401") as refused:
        engine.search(ask())
    assert not key or key not in str(refused.value)


def test_a_user_in_the_address_is_not_sent_beside_the_key(engine, settings, gate):
    settings.ELASTICSEARCH_URL = gate.replace("https://", "https://someone:secret@")
    fill(engine, 1)
    assert engine.search(ask()).total == 1


def test_a_certificate_of_an_authority_that_nobody_named_is_not_trusted(engine, settings):
    settings.ELASTICSEARCH_CA = ""
    with pytest.raises(EngineError, match="TlsError"):
        engine.search(ask())


def test_a_certificate_of_another_authority_is_not_trusted(engine, settings, tmp_path):
    (tmp_path / "other").mkdir()
    settings.ELASTICSEARCH_CA = str(certificates_make(tmp_path / "other", "another").authority)
    with pytest.raises(EngineError, match="TlsError"):
        engine.search(ask())


def test_a_file_of_authorities_that_is_not_there_is_an_error_by_name(engine, settings, tmp_path):
    settings.ELASTICSEARCH_CA = str(tmp_path / "nothing.pem")
    with pytest.raises(EngineError):
        engine.search(ask())
