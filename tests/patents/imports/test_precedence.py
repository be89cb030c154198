"""Whose word counts, source by source: for facts that stay, for facts that change, and what is shown of the other word.

The order is written out here once more on purpose: a change of it is a decision, not an edit.
"""

from datetime import date
from itertools import combinations
from typing import Any

import pytest

from patents.imports.fold.compose import compose
from patents.imports.fold.precedence import ORDER, Stated, application_of
from patents.imports.models import Source, SourceRecord
from patents.imports.origins import disagreements, origins

BEST_FIRST = ("clerk", "epo_ops", "espacenet", "lens", "patentscope", "patsnap", "google_patents", "sumobrain",
              "other", "enterprise", "demo")  # fmt: skip
PAIRS = list(combinations(BEST_FIRST, 2))
OLD, NEW = date(2023, 1, 1), date(2024, 1, 1)
NUMBER = "CN111A"
APPLICATIONS = ("201310699744.2", "201610076159.0")
Said = tuple[str, date, dict[str, Any]]


def records(*said: Said, turned: bool) -> list[SourceRecord]:
    """Statements of one publication; `turned`: in the other order and with hashes the other way round."""
    made = [
        SourceRecord(source=source, publication_number=NUMBER, office="CN", as_of=day, values=values,
                     hash=f"{-n if turned else n:+05d}")
        for n, (source, day, values) in enumerate(said, start=1)
    ]  # fmt: skip
    return made[::-1] if turned else made


def folded(found: list[SourceRecord]) -> dict[str, Any]:
    """The patent as the fold composes it."""
    said = [Stated(r.source, r.publication_number, r.office, "", r.values, r.as_of, r.hash, None) for r in found]
    return compose(said, [NUMBER], None).patent


def test_every_source_has_its_place() -> None:
    assert tuple(source.value for source in ORDER) == BEST_FIRST
    assert set(BEST_FIRST) == set(Source.values)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("better", "worse"), PAIRS)
class TestPair:
    """One source against another, in both orders of arrival."""

    def test_a_fact_that_stays_is_the_better_sources_even_when_older(
        self, better: str, worse: str, turned: bool
    ) -> None:
        found = records((better, OLD, {"claims_count": 7}), (worse, NEW, {"claims_count": 9}), turned=turned)
        assert folded(found)["claims_count"] == 7

    def test_a_fact_that_changes_is_the_newest_and_within_a_day_the_better_sources(
        self, better: str, worse: str, turned: bool
    ) -> None:
        same = records((better, NEW, {"family_size": 7}), (worse, NEW, {"family_size": 9}), turned=turned)
        later = records((better, OLD, {"family_size": 7}), (worse, NEW, {"family_size": 9}), turned=turned)
        assert (folded(same)["family_size"], folded(later)["family_size"]) == (7, 9)

    def test_what_the_better_source_does_not_say_is_taken_from_the_other(
        self, better: str, worse: str, turned: bool
    ) -> None:
        found = records((better, NEW, {"claims_count": 7}), (worse, OLD, {"pages": 9}), turned=turned)
        patent = folded(found)
        assert (patent["claims_count"], patent["pages"]) == (7, 9)

    def test_the_application_is_the_better_sources(self, better: str, worse: str, turned: bool) -> None:
        said = [
            Stated(source, NUMBER, "CN", application, {}, day, f"{turned}{source}", None)
            for source, application, day in zip((better, worse), APPLICATIONS, (OLD, NEW), strict=True)
        ]
        assert application_of(said[::-1] if turned else said) == ("CN", APPLICATIONS[0])

    def test_the_other_word_is_shown(self, better: str, worse: str, turned: bool) -> None:
        found = records(
            (better, OLD, {"claims_count": 7, "family_size": 3, "pages": 5}),
            (worse, NEW, {"claims_count": 9, "family_size": 4, "pages": 5}), turned=turned,
        )  # fmt: skip
        shown = {
            origin.name: (
                origin.taken.record.source,
                origin.taken.value,
                [(w.record.source, w.value) for w in origin.others],
            )
            for origin in disagreements(origins(found))
        }
        assert shown == {"claims_count": (better, 7, [(worse, 9)]), "family_size": (worse, 4, [(better, 3)])}

    def test_countries_alone_take_no_priority_away(self, better: str, worse: str, turned: bool) -> None:
        whole = [{"country": "US", "number": "201213657122", "date": "2012-10-22"}]
        bare, other = [{"country": "美国"}], [{"country": "JP"}]
        for countries in (bare, other):
            for first, second in ((countries, whole), (whole, countries)):
                found = records(
                    (better, OLD, {"priorities": first}), (worse, NEW, {"priorities": second}), turned=turned
                )
                patent = folded(found)
                assert (patent["priorities"], patent["priority_date"]) == (whole, date(2012, 10, 22))
                shown = [[word.value for word in origin.others] for origin in disagreements(origins(found))]
                assert shown == ([] if countries is bare else [[other]])
        alone = records((better, OLD, {"priorities": bare}), (worse, NEW, {"priorities": other}), turned=turned)
        assert folded(alone)["priorities"] == bare
