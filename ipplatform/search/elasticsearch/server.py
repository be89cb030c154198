"""The way to the server: one client a process, bounded waiting, and a pause remembered after it did not answer.

The only text that leaves here is the class of an error: a server's own words may hold the query.
"""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _g
from elasticsearch import ApiError, ConnectionError, ConnectionTimeout, Elasticsearch, NotFoundError, TransportError

from ipplatform.search.errors import EngineError

SEARCH_SECONDS = 5.0
"""A page waits this long for an answer. The server is told to give up a second earlier, which is no silence."""
WRITE_SECONDS = 10.0
"""One batch of the outbox; two of them are less than its lease."""
BUILD_SECONDS = 120.0
PAUSE_SECONDS = 10.0
"""After a silence every call fails at once for this long; then one of them asks again, the others go on failing."""


class Missing(EngineError):
    """There is no such index or alias."""


class Server:
    """Hands out the client for one piece of work and learns from its errors. Shared by all threads of a process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._client: Elasticsearch | None = None
        self._made_for: tuple[object, ...] = ()
        self._silent = False
        self._silent_until = 0.0

    @contextmanager
    def asked(self, seconds: float) -> Iterator[Elasticsearch]:
        """The client, each of its requests bounded to `seconds`. Raises EngineError, Missing for an index not there."""
        client = self._connected()
        self._admit()
        try:
            yield client.options(request_timeout=seconds)
        except (ConnectionError, ConnectionTimeout) as error:
            self._fell_silent()
            raise EngineError(f"elasticsearch: {type(error).__name__}") from None
        except NotFoundError:
            self._answered()
            raise Missing("elasticsearch: no such index") from None
        except ApiError as error:
            self._answered()
            raise EngineError(f"elasticsearch: {error.status_code} {error.error}") from None
        except TransportError as error:
            raise EngineError(f"elasticsearch: {type(error).__name__}") from None
        else:
            self._answered()

    def disconnect(self) -> None:
        """Close the connections and forget a silence; the next call opens anew."""
        with self._lock:
            if self._client is not None and self._made_for[:1] == (os.getpid(),):
                self._client.close()
            self._client = None
            self._silent = False
            self._silent_until = 0.0

    def _connected(self) -> Elasticsearch:
        wanted = (os.getpid(), settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_API_KEY, settings.ELASTICSEARCH_CA)
        with self._lock:
            if self._client is None or self._made_for != wanted:
                self._client = client_make()
                self._made_for = wanted
            return self._client

    def _admit(self) -> None:
        with self._lock:
            now = time.monotonic()
            if now < self._silent_until:
                raise EngineError("elasticsearch: no answer a moment ago")
            if self._silent:
                # This call finds out; until it knows, the others need not wait too.
                self._silent_until = now + PAUSE_SECONDS

    def _fell_silent(self) -> None:
        with self._lock:
            self._silent = True
            self._silent_until = time.monotonic() + PAUSE_SECONDS

    def _answered(self) -> None:
        with self._lock:
            self._silent = False
            self._silent_until = 0.0


def client_make() -> Elasticsearch:
    """A client for ELASTICSEARCH_URL: addresses of one cluster's nodes, parted by commas, a user in the first.

    EngineError when there is none or it cannot be read. With several nodes one that fails is passed over once.
    """
    try:
        parts = [urlsplit(address.strip()) for address in settings.ELASTICSEARCH_URL.split(",") if address.strip()]
        hosts = [f"{part.scheme}://{_host(part.hostname)}:{part.port or 9200}{part.path}" for part in parts]
    except ValueError:
        parts = []
    if not parts or not all(part.scheme in ("http", "https") and part.hostname for part in parts):
        raise EngineError(_g("请在 ELASTICSEARCH_URL 中写明 Elasticsearch 的地址，例如 http://127.0.0.1:9200。"))
    access: dict[str, Any] = {}
    if settings.ELASTICSEARCH_API_KEY:
        access["api_key"] = settings.ELASTICSEARCH_API_KEY
    elif parts[0].username:
        access["basic_auth"] = (unquote(parts[0].username), unquote(parts[0].password or ""))
    if settings.ELASTICSEARCH_CA:
        access["ca_certs"] = settings.ELASTICSEARCH_CA
    several = len(hosts) > 1
    try:
        return Elasticsearch(hosts, max_retries=1 if several else 0, retry_on_timeout=several, **access)
    except (ValueError, OSError) as error:
        raise EngineError(f"elasticsearch: {type(error).__name__}") from None


def _host(name: str | None) -> str:
    return f"[{name}]" if name and ":" in name else name or ""
