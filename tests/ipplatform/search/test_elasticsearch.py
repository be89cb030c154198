"""The engine on a real server: the contract, names of indexes, rebuilds that fail or are killed."""

import pytest

from tests.ipplatform.search.contract import EngineContract

# One process, so that the index on the server is made once.
pytestmark = [pytest.mark.elasticsearch, pytest.mark.xdist_group("elasticsearch")]


@pytest.fixture
def engine(elasticsearch_engine):
    """The engine on the server."""
    return elasticsearch_engine


class TestElasticsearch(EngineContract):
    """The engine on a server."""
