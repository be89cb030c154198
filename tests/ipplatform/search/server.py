"""The real Elasticsearch of `make services`, for tests: index names of this process, removed at its end."""

import os
from collections.abc import Iterator

import pytest
from django.test import override_settings

from ipplatform.search.elasticsearch import ElasticsearchEngine

PREFIX = f"ipp-test-{os.getpid()}"


@pytest.fixture(scope="session")
def elasticsearch_session() -> Iterator[ElasticsearchEngine]:
    """One engine for all tests: what one left, the next brings up to date."""
    engine = ElasticsearchEngine()
    yield engine
    with override_settings(ELASTICSEARCH_URL=os.environ["TEST_ELASTICSEARCH_URL"]), engine.server.asked(30) as client:
        names = list(client.indices.get_alias(index=f"{PREFIX}-*"))
        if names:
            client.indices.delete(index=names)
    engine.server.disconnect()


@pytest.fixture
def served(settings) -> None:
    """Settings that name the server."""
    settings.ELASTICSEARCH_URL = os.environ["TEST_ELASTICSEARCH_URL"]
    settings.ELASTICSEARCH_PREFIX = PREFIX


@pytest.fixture
def elasticsearch_engine(shelf, served, elasticsearch_session) -> ElasticsearchEngine:
    """The engine on the server, over an empty library."""
    elasticsearch_session.server.disconnect()
    return elasticsearch_session
