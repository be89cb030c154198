"""Samples: drawn again by their seed, judged whole or not at all, counted as the page says."""

import hashlib
from datetime import date
from decimal import Decimal

import pytest

from ipplatform import clock
from patents.industries.models import Industry, Judging, Sample, Verdict
from patents.industries.quality import NO, UNSURE, YES
from patents.industries.selectors import (
    disputed_of,
    expression_newest,
    figures_of,
    numbers_known,
    quality_of,
    sample_proposal,
    sample_sheet,
)
from patents.industries.services import (
    branch_quality_take,
    branch_save,
    industry_expression_set,
    judging_delete,
    judging_record,
    sample_delete,
    sample_draw,
    sample_known,
)
from patents.records.models import Patent
from tests.factories.people import user
from tests.factories.reports import industry, patents_indexed
from tests.patents.industries.test_services import refused

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 20)


@pytest.fixture(autouse=True)
def day():
    with clock.set_to(DAY):
        yield


def narrow() -> Industry:
    """14 patents of which 9 are in the set (years 2020 and 2021)."""
    made = industry(branches=False)
    industry_expression_set(industry=made, text="", filters={"year": ["2020", "2021"]}, by=made.created_by)
    return made


def judged(sample: Sample, verdicts: dict[str, str] | list[str], judge: str = "示例甲") -> Judging:
    if isinstance(verdicts, list):
        numbers = sample.items.order_by("position").values_list("number", flat=True)
        verdicts = dict(zip(numbers, verdicts, strict=True))
    by = sample.industry.created_by
    return judging_record(sample=sample, judge=judge, judged_on=DAY, verdicts=verdicts, by=by, on=DAY)


def test_anybody_can_draw_the_same_sample_again():
    made = narrow()
    sample = sample_draw(industry=made, size=4, seed=7, by=made.created_by)
    inside = Patent.objects.filter(filing_year__in=(2020, 2021)).values_list("number", flat=True)
    by_hand = sorted(inside, key=lambda number: hashlib.sha256(f"7:{number}".encode()).hexdigest())[:4]
    assert list(sample.items.order_by("position").values_list("number", flat=True)) == by_hand
    assert (sample.kind, sample.population, sample.size, sample.seed) == ("precision", 9, 4, 7)
    assert sample.expression.version == 2
    assert all(sample.items.values_list("is_found", flat=True))


def test_precision_of_one_judge():
    made = narrow()
    sample = sample_draw(industry=made, size=9, seed=1, by=made.created_by)
    assert figures_of([sample])[0].together is None
    judged(sample, [YES] * 6 + [NO] * 2 + [UNSURE])
    figures = figures_of([Sample.objects.get()])[0]
    assert (figures.together.hits, figures.together.n, figures.together.open) == (6, 8, 1)
    assert figures.together.value == 0.75
    assert figures.agreement is None


def test_two_judges_count_together_and_apart():
    made = narrow()
    sample = sample_draw(industry=made, size=8, seed=1, by=made.created_by)
    judged(sample, [YES] * 4 + [NO] * 2 + [YES, UNSURE])
    judged(sample, [YES] * 4 + [NO] * 2 + [NO, YES], "示例乙")
    figures = figures_of([Sample.objects.get()])[0]
    assert (figures.together.hits, figures.together.n, figures.together.open) == (4, 6, 2)
    assert [one.share.value for one in figures.opinions] == [5 / 7, 5 / 8]
    # agreed 6 of 8; yes 5·5, no 2·3, unsure 1·0: (8·6 - 31) / (64 - 31)
    assert figures.agreement.kappa == pytest.approx(17 / 33)
    assert [(one.position, one.values) for one in disputed_of(sample)] == [(7, (YES, NO)), (8, (UNSURE, YES))]
    with refused("two_judges_already"):
        judged(sample, [YES] * 8, "示例丙")


def test_recall_from_a_broader_expression():
    made = narrow()
    sample = sample_draw(industry=made, size=14, seed=3, pool_text="隔膜", by=made.created_by)
    assert (sample.kind, sample.population) == ("pool", 14)
    found = dict(sample.items.values_list("number", "is_found"))
    assert sum(found.values()) == 9
    missed = [number for number, inside in found.items() if not inside]
    verdicts = {number: YES if inside or number == missed[0] else NO for number, inside in found.items()}
    judged(sample, verdicts)
    share = figures_of([Sample.objects.get()])[0].together
    assert (share.hits, share.n, share.value) == (9, 10, 0.9)


def test_recall_against_known_numbers_in_any_writing():
    made = narrow()
    inside = Patent.objects.filter(filing_year=2021).first()
    outside = Patent.objects.filter(filing_year=2018).first()
    hidden = patents_indexed({2021: 1}, published=False)[0]
    texts = [
        f" {inside.number[:2]} {inside.number[2:-1]} {inside.number[-1]} ".lower(), inside.application_number,
        outside.number[:-1], "CN999999999A", hidden.number, "示例", "",
    ]  # fmt: skip
    sample = sample_known(industry=made, numbers=texts, note="示例清单", by=made.created_by)
    assert dict(sample.items.values_list("number", "is_found")) == {inside.number: True, outside.number: False}
    assert sample.absent == ["CN999999999A", hidden.number, "示例"]
    share = figures_of([Sample.objects.get()])[0].together
    assert (share.hits, share.n) == (1, 2)
    with refused("numbers_missing"):
        sample_known(industry=made, numbers=["CN999999999A"], note="", by=made.created_by)
    with refused("too_many_numbers"):
        sample_known(industry=made, numbers=["x"] * 2001, note="", by=made.created_by)
    with refused("not_to_be_judged"):
        judging_record(sample=sample, judge="甲", judged_on=DAY, verdicts={}, by=made.created_by, on=DAY)


def test_numbers_ask_the_same_number_of_queries(django_assert_num_queries):
    patents_indexed({2021: 9})
    texts = list(Patent.objects.values_list("number", flat=True))
    with django_assert_num_queries(3):
        numbers_known([texts[0], "US1"])
    with django_assert_num_queries(3):
        known, absent = numbers_known([*texts, *(f"US{n}" for n in range(30))])
    assert (len(known), len(absent)) == (9, 30)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"size": 10}, "size_out_of_range"),
        ({"size": 0}, "size_out_of_range"),
        ({"size": 3, "pool_text": "TI=(隔膜"}, "pool_invalid"),
        ({"size": 3, "pool_text": "没有这样的词组"}, "pool_not_broader"),
    ],
)
def test_a_draw_is_refused_by_name(asked, code):
    made = narrow()
    with refused(code):
        sample_draw(industry=made, seed=1, by=made.created_by, **asked)
    assert not Sample.objects.exists()


@pytest.mark.parametrize("role", ["operator", "editor", "administrator", "mediator", "case_coordinator"])
def test_strangers_write_nothing_of_samples(role):
    made = narrow()
    sample = sample_draw(industry=made, size=2, seed=1, by=made.created_by)
    judging = judged(sample, [YES, NO])
    stranger = user(role)
    for call in (
        lambda: sample_draw(industry=made, size=2, seed=1, by=stranger),
        lambda: sample_known(industry=made, numbers=["x"], note="", by=stranger),
        lambda: sample_delete(sample=sample, by=stranger),
        lambda: judging_record(sample=sample, judge="乙", judged_on=DAY, verdicts={}, by=stranger, on=DAY),
        lambda: judging_delete(judging=judging, by=stranger),
    ):
        with refused("not_allowed"):
            call()


def test_verdicts_are_whole_and_a_judge_judges_once():
    made = narrow()
    sample = sample_draw(industry=made, size=3, seed=1, by=user("general_section"))
    numbers = list(sample.items.order_by("position").values_list("number", flat=True))
    wrong = ({}, dict.fromkeys(numbers[:2], YES), dict.fromkeys([*numbers, "x"], YES), dict.fromkeys(numbers, "?"))
    for verdicts in wrong:
        with refused("verdicts_incomplete"):
            judged(sample, verdicts)
    with refused("judged_ahead"):
        judging_record(
            sample=sample, judge="甲", judged_on=date(2026, 5, 21), verdicts=dict.fromkeys(numbers, YES),
            by=made.created_by, on=DAY,
        )  # fmt: skip
    first = judged(sample, [YES, NO, UNSURE])
    with refused("judge_twice"):
        judged(sample, [YES, YES, YES], " 示例甲 ")
    judged(sample, [YES, YES, YES], "示例乙")
    with refused("sample_judged"):
        sample_delete(sample=sample, by=made.created_by)
    judging_delete(judging=first, by=made.created_by)
    assert judged(sample, [NO, NO, NO], "示例丙").place == 1
    assert Verdict.objects.count() == 6


def test_a_sample_that_nobody_judged_goes():
    made = narrow()
    sample = sample_draw(industry=made, size=3, seed=1, by=made.created_by)
    sample_delete(sample=sample, by=made.created_by)
    assert not Sample.objects.exists()


def test_figures_belong_to_the_version_and_the_branch_they_were_drawn_from():
    made = narrow()
    by = made.created_by
    branch = branch_save(industry=made, name="隔膜", text="TI=隔膜", by=by)
    with refused("quality_incomplete"):
        branch_quality_take(branch=branch, by=by)
    whole = sample_draw(industry=made, size=3, seed=1, by=by)
    judged(whole, [YES, YES, NO])
    sample = sample_draw(industry=made, size=6, seed=1, branch=branch, by=by)
    judged(sample, [YES] * 5 + [NO])
    numbers = list(Patent.objects.values_list("number", flat=True))
    sample_known(industry=made, numbers=numbers, note="示例", branch=branch, by=by)
    quality = quality_of(expression_newest(made))
    assert (quality.precision.sample, quality.recall) == (whole, None)
    taken = branch_quality_take(branch=branch, by=by)
    assert (taken.precision, taken.recall, taken.sample_size) == (Decimal("83.33"), Decimal("64.29"), 6)
    branch_save(industry=made, branch=taken, name="隔膜", text="TI=(隔膜 OR 电池)", by=by)
    with refused("quality_incomplete"):
        branch_quality_take(branch=taken, by=by)
    industry_expression_set(industry=made, text="隔膜", filters={}, by=by)
    assert quality_of(expression_newest(made)).precision is None
    taken.delete()
    sample.refresh_from_db()
    assert (sample.branch, sample.branch_name, sample.branch_text) == (None, "隔膜", "TI=隔膜")


def test_the_proposal_follows_the_wanted_interval():
    made = narrow()
    asked = {"half_width": Decimal(5), "expected": Decimal(50)}
    assert sample_proposal(made, None, **asked) == {"population": 9, "size": 9}  # 384.15 / (1 + 383.15 / 9) = 8.82
    asked["half_width"] = Decimal(30)  # 10.67 / (1 + 9.67 / 9) = 5.14
    assert sample_proposal(made, None, **asked)["size"] == 6
    pooled = sample_proposal(made, None, **asked, pool_text="隔膜", relevant=Decimal(50))
    assert pooled == {"population": 14, "size": 10}  # of 7 relevant 10.67 / (1 + 9.67 / 7) = 4.48, so 5, doubled


def test_the_sheet_shows_what_a_judge_needs(django_assert_num_queries):
    made = narrow()
    sample = sample_draw(industry=made, size=5, seed=1, by=made.created_by)
    first = sample.items.get(position=1).number
    row = sample_sheet(sample)[0]
    assert row[:4] == [1, first, "固态电解质复合隔膜的制备方法", "示例摘要：一种制备方法。"]
    assert row[4] in ("示例甲公司", "示例乙公司")
    assert row[5] == "H01M 10/0562"
    Patent.objects.filter(number=first).delete()
    assert sample_sheet(sample)[0][2:] == ["（记录已不在库中）", "", "", ""]
    with django_assert_num_queries(5):
        sample_sheet(sample)
