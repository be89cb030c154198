"""The search engine as a page meets it while its server is away."""

from typing import Any, NoReturn

import pytest

from ipplatform.search import EngineError, services

VENDOR_WORD = "STATUS=厂商专用词"
"""Right or wrong: the index alone knows."""


class EngineAway:
    """Every call of it fails as a server does that is not there."""

    def __getattr__(self, name: str) -> Any:
        return self._gone

    def close(self) -> None:
        """What a test closes at its end."""

    def _gone(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise EngineError("down")


def engine_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on nothing is answered."""
    monkeypatch.setattr(services, "engine", lambda name=None: EngineAway())
