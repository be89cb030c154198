"""A small public index with industries that name each other, for expressions to be asked of."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from ipplatform.accounts.models import User
from ipplatform.search import engines
from patents.industries.models import Industry, IndustryExpression
from patents.records.models import Patent
from tests.factories.patents import imported
from tests.fuzz.drafts import draft
from tests.fuzz.writing import content

PREFIX_LIMIT = 12
INDUSTRIES = {
    "fuzz1": "TI=(电池 OR 隔膜)", "fuzz2": "光学 OR INDUSTRY=fuzz1",
    "loop1": "电池 INDUSTRY=loop2", "loop2": "INDUSTRY=loop1", "self": "INDUSTRY=self",
    "broken": "TI=(", "nothing": "", "wide": " OR ".join(f"word{at}" for at in range(95)),
    "nested": " OR ".join(f"(INDUSTRY=wide a{at}b)" for at in range(40)),
}  # fmt: skip


def shelf_fill(folder: Path, patents: int = 30) -> None:
    """Import invented patents and keep the industries, also those that no page would take."""
    chance, by = random.Random(11), User.objects.system()
    while Patent.objects.count() < patents:
        path = folder / "shelf.xlsx"
        path.write_bytes(content(draft("template.xlsx", chance, real=False)))
        imported(path)
    for place, (code, text) in enumerate(INDUSTRIES.items(), start=1):
        industry = Industry.objects.create(
            name=f"示例产业 {place}", code=code, cutoff_date=date(2026, 5, 1), created_by=by
        )
        IndustryExpression.objects.create(industry=industry, version=1, text=text, filters={}, hits=0, created_by=by)


@contextmanager
def short_prefix_limit() -> Iterator[None]:
    """Within the block a star may stand for PREFIX_LIMIT words only: a small index has no 5,000."""
    before = engines.PREFIX_LIMIT
    engines.PREFIX_LIMIT = PREFIX_LIMIT
    try:
        yield
    finally:
        engines.PREFIX_LIMIT = before
