"""Industries: made from a question that finds something, changed in versions, broken down three levels deep."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from ipplatform.moves import Refused
from patents.industries.models import IndustryExpression
from patents.industries.permissions import industries_readable_by, industry_can_write
from patents.industries.selectors import branches_of, expression_newest, industry_patent_ids, preview
from patents.industries.services import branch_delete, branch_save, industry_expression_set, industry_update
from tests.factories.market import patent
from tests.factories.people import user
from tests.factories.reports import CUTOFF, index, industry, patents_indexed

pytestmark = pytest.mark.django_db


def refused(code: str):
    return pytest.raises(Refused, match=f"^{code}$")


def test_an_industry_begins_with_version_one_and_its_hits():
    made = industry()
    expression = expression_newest(made)
    assert (expression.version, expression.hits, expression.spoken) == (1, 14, "source=demo")
    assert len(industry_patent_ids(expression)) == 14


def test_versions_are_added_and_the_old_ones_stay():
    made = industry()
    patents_indexed({2022: 1}, title="示例阀体铸造方法")
    second = industry_expression_set(industry=made, text="TI=阀体", filters={}, by=made.created_by, note="收窄")
    assert [row.version for row in made.expressions.all()] == [2, 1]
    assert expression_newest(made) == second
    assert second.hits == 1
    with refused("expression_same"):
        industry_expression_set(industry=made, text="TI=阀体", filters={}, by=made.created_by)


def test_a_saved_version_cannot_be_rewritten():
    expression = expression_newest(industry())
    with pytest.raises(DatabaseError), transaction.atomic():
        IndustryExpression.objects.filter(pk=expression.pk).update(text="改")


@pytest.mark.parametrize(
    ("text", "filters", "code"),
    [
        ("", {}, "expression_empty"),
        ("TI=(电池", {}, "expression_invalid"),
        ("没有这样的词组", {}, "expression_finds_nothing"),
        ("电池", {"nothing": ["x"]}, "expression_invalid"),
    ],
)
def test_a_question_is_refused_by_name(text, filters, code):
    made = industry()
    with refused(code):
        industry_expression_set(industry=made, text=text, filters=filters, by=made.created_by)


def test_a_patent_that_is_not_published_is_in_no_industry():
    made = industry()
    index([patent(title="示例未公开", published=False)])
    assert len(industry_patent_ids(expression_newest(made))) == 14


def test_preview_counts_before_saving():
    patents_indexed({2020: 3}, office="US")
    found = preview("", {"source": ["demo"]})
    assert (found.total, len(found.patents), found.facets["office"]) == (3, 3, [("US", 3)])


def test_who_writes_and_who_reads():
    made = industry()
    assert industry_can_write(made.created_by, made)
    assert industry_can_write(user("general_section"), made)
    for role in ("operator", "editor", "administrator", "mediator", "case_coordinator"):
        stranger = user(role)
        assert not industry_can_write(stranger, made), role
        with refused("not_allowed"):
            industry_expression_set(industry=made, text="x", filters={}, by=stranger)
    assert made in industries_readable_by(None)


def test_an_edit_of_what_changed_meanwhile_is_refused():
    made = industry()
    said = {
        "name": "示例产业二",
        "cutoff_date": CUTOFF,
        "summary": "",
        "upstream": "",
        "midstream": "",
        "downstream": "",
    }
    industry_update(industry=made, **said, by=made.created_by, revision=1)
    with refused("changed_meanwhile"):
        industry_update(industry=made, **said, by=made.created_by, revision=1)


def test_the_breakdown_is_three_levels_deep_and_reads_in_order():
    made = industry()
    levels = branches_of(made)
    assert [row.level for row in levels] == [1, 2, 3]
    with pytest.raises(ValidationError, match="三级"):
        branch_save(industry=made, name="第四级", parent=levels[-1], by=made.created_by)
    second = branch_save(industry=made, name="另一支", by=made.created_by)
    assert [row.name for row in branches_of(made)][-1] == second.name
    branch_delete(branch=levels[0], by=made.created_by)
    assert branches_of(made) == [second]


def test_a_sample_is_whole_or_not_at_all():
    made = industry(branches=False)
    with pytest.raises(ValidationError, match="一起填写"):
        branch_save(industry=made, name="一支", precision=Decimal(90), by=made.created_by)
    with pytest.raises(ValidationError, match="不填"):
        branch_save(
            industry=made, name="一支", precision=Decimal(90), recall=Decimal(80), sample_size=100,
            not_sampled_reason="也写了", by=made.created_by,
        )  # fmt: skip
    bare = branch_save(industry=made, name="一支", by=made.created_by)
    assert not bare.is_recorded
    assert branch_save(industry=made, branch=bare, name="一支", not_sampled_reason="小", by=made.created_by).is_recorded
