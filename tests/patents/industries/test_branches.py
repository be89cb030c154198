"""The technology breakdown: steps in the tree, questions inside the industry's set, faults, the pages."""

import re
from datetime import date

import pytest
from django.test import Client

from ipplatform.accounts.models import User
from patents.industries.models import Industry, TechnologyBranch
from patents.industries.selectors import branch_questions, branches_of, expression_newest, query_count, query_ids
from patents.industries.services import branch_delete, branch_move, branch_save, counts_daily
from tests.factories.people import user
from tests.factories.reports import industry, patents_indexed
from tests.patents.industries.test_services import refused

pytestmark = pytest.mark.django_db


def tree(*lines: str) -> Industry:
    """An industry with branches of these names; leading dots are levels below the first."""
    made = industry(branches=False)
    path: list[TechnologyBranch] = []
    for line in lines:
        level = len(line) - len(line.lstrip("."))
        parent = path[level - 1] if level else None
        path[level:] = [branch_save(industry=made, name=line.lstrip("."), parent=parent, by=made.created_by)]
    return made


def drawn(made: Industry) -> list[str]:
    return ["." * (row.level - 1) + row.name for row in branches_of(made)]


def step(made: Industry, name: str, direction: str) -> list[str]:
    made.refresh_from_db()
    branch = made.branches.get(name=name)
    branch_move(branch=branch, direction=direction, by=made.created_by, revision=made.tree_revision)
    return drawn(made)


def test_branches_step_with_all_below_them():
    made = tree("甲", ".甲一", ".甲二", "乙", ".乙一", "..乙一一", "丙")
    assert step(made, "乙", "up") == ["乙", ".乙一", "..乙一一", "甲", ".甲一", ".甲二", "丙"]
    assert step(made, "乙", "down") == ["甲", ".甲一", ".甲二", "乙", ".乙一", "..乙一一", "丙"]
    assert step(made, "丙", "in") == ["甲", ".甲一", ".甲二", "乙", ".乙一", "..乙一一", ".丙"]
    assert step(made, "乙一", "out") == ["甲", ".甲一", ".甲二", "乙", ".丙", "乙一", ".乙一一"]
    assert step(made, "甲二", "in") == ["甲", ".甲一", "..甲二", "乙", ".丙", "乙一", ".乙一一"]
    assert step(made, "甲二", "out") == ["甲", ".甲一", ".甲二", "乙", ".丙", "乙一", ".乙一一"]


@pytest.mark.parametrize(
    ("name", "direction", "code"),
    [
        ("甲", "up", "no_place_there"),
        ("乙", "down", "no_place_there"),
        ("甲", "in", "no_place_there"),
        ("甲", "out", "no_place_there"),
        ("乙", "in", "branch_too_deep"),
        ("甲", "sideways", "no_place_there"),
    ],
)
def test_a_step_that_leads_nowhere_is_refused_and_changes_nothing(name, direction, code):
    made = tree("甲", "乙", ".乙一", "..乙一一")
    before = drawn(made)
    with refused(code):
        step(made, name, direction)
    assert drawn(made) == before


def test_a_tree_that_changed_meanwhile_is_not_moved_or_cut():
    made = tree("甲", "乙")
    branch = made.branches.get(name="乙")
    for call in (
        lambda: branch_move(branch=branch, direction="up", by=made.created_by, revision=1),
        lambda: branch_delete(branch=branch, by=made.created_by, revision=1),
    ):
        with refused("changed_meanwhile"):
            call()
    assert drawn(made) == ["甲", "乙"]


@pytest.mark.parametrize("role", ["operator", "editor", "administrator", "mediator", "case_coordinator"])
def test_strangers_move_nothing(role):
    made = tree("甲", "乙")
    made.refresh_from_db()
    branch = made.branches.get(name="乙")
    with refused("not_allowed"):
        branch_move(branch=branch, direction="up", by=user(role), revision=made.tree_revision)
    with refused("not_allowed"):
        branch_delete(branch=branch, by=user(role), revision=made.tree_revision)


def test_a_branch_counts_inside_the_set_and_a_heading_what_is_below_it():
    made = industry(branches=False)  # 14 patents of the source demo
    patents_indexed({2021: 3}, title="示例阀体铸造方法")
    patents_indexed({2021: 2}, title="示例阀体密封方法")
    patents_indexed({2021: 5}, title="示例阀体外来方法", sources=["other"])
    by = made.created_by
    top = branch_save(industry=made, name="阀", by=by)
    branch_save(industry=made, name="铸造", parent=top, text="TI=铸造", by=by)
    branch_save(industry=made, name="铸造或密封", parent=top, text="TI=(铸造 OR 密封)", by=by)
    branch_save(industry=made, name="全部", text="TI=阀体", by=by)
    branch_save(industry=made, name="空", by=by)
    asked = branch_questions(expression_newest(made), branches_of(made))
    counts = [(one.branch.name, query_count(one.query) if one.query else None) for one in asked]
    assert counts == [("阀", 5), ("铸造", 3), ("铸造或密封", 5), ("全部", 5), ("空", None)]
    assert len(query_ids(asked[1].query)) == 3


def test_a_broken_branch_is_refused_and_one_that_became_broken_is_marked():
    made = tree("甲", "乙")
    with refused("branch_expression_invalid"):
        branch_save(industry=made, name="丙", text="TI=(电池", by=made.created_by)
    made.branches.filter(name="甲").update(text="TI=(电池")
    asked = branch_questions(expression_newest(made), branches_of(made))
    assert asked[0].query is None
    assert asked[0].fault.at == "("
    client = Client()
    client.force_login(user("operator"))
    text = client.get(f"/admin/industries/{made.code}/branches/").content.decode()
    assert "1 个分支的检索式有误" in text
    assert "TI=<mark>(</mark>电池" in text
    assert "上移" not in text


def test_a_heading_over_a_broken_branch_asks_nothing_and_is_not_counted():
    made = tree("甲", ".甲一", "..甲一一", "..甲一二", "乙", ".乙一")
    made.branches.filter(name__in=("甲一一", "乙一")).update(text="TI=隔膜")
    made.branches.filter(name="甲一二").update(text="TI=(电池")
    asked = {one.branch.name: one for one in branch_questions(expression_newest(made), branches_of(made))}
    assert [name for name, one in asked.items() if one.fault] == ["甲", "甲一", "甲一二"]
    assert [name for name, one in asked.items() if one.query] == ["甲一一", "乙", "乙一"]
    assert not asked["甲"].fault.has_place
    counts_daily(by=User.objects.system(), on=date(2026, 5, 20))
    assert set(made.counts.values_list("branch__name", flat=True)) == {"甲一一", "乙", "乙一", None}
    client = Client()
    client.force_login(made.created_by)
    text = client.get(f"/admin/industries/{made.code}/branches/").content.decode()
    assert "1 个分支的检索式有误" in text
    assert text.count("下面有分支的检索式有误") == 2


def test_the_tree_is_moved_in_the_browser():
    made = tree("甲", "乙", ".乙一")
    client = Client()
    client.force_login(made.created_by)
    path = f"/admin/industries/{made.code}/branches/"
    text = client.get(path).content.decode()
    assert '<span class="num muted">2.1</span>' in text
    revision = re.search(r'name="revision" value="(\d+)"', text)[1]
    branch = made.branches.get(name="乙")
    answer = client.post(f"{path}{branch.pk}/up/", {"revision": revision})
    assert (answer.status_code, answer.url) == (302, f"{path}#branch-{branch.pk}")
    assert drawn(made) == ["乙", ".乙一", "甲"]
    assert client.post(f"{path}{branch.pk}/down/", {"revision": revision}).status_code == 409
    assert client.post(f"{path}{branch.pk}/round/", {"revision": revision}).status_code == 404
    named = client.get(f"{path}{branch.pk}/remove/").content.decode()
    assert "乙一" in named


def test_a_new_branch_pressed_twice_is_one_and_a_form_without_its_token_is_refused():
    made = tree("甲")
    client = Client()
    client.force_login(made.created_by)
    path = f"/admin/industries/{made.code}/branches/new/"
    token = re.search(r'name="form_token" value="([^"]+)"', client.get(path).content.decode())[1]
    posted = {"name": "乙", "not_sampled_reason": "示例", "form_token": token}
    first, again = client.post(path, posted), client.post(path, posted)
    assert (first.status_code, first.url) == (again.status_code, again.url)
    assert first.url == f"/admin/industries/{made.code}/branches/"
    assert drawn(made) == ["甲", "乙"]
    bare = client.post(path, {"name": "丙", "not_sampled_reason": "示例"})
    assert bare.status_code == 409
    assert "丙" in bare.content.decode() and "表单已失效" in bare.content.decode()
    wrong = client.post(path, {"name": "", "form_token": "kept-while-it-is-wrong"})
    assert wrong.status_code == 400 and 'value="kept-while-it-is-wrong"' in wrong.content.decode()
    assert drawn(made) == ["甲", "乙"]


def test_the_tree_asks_the_same_number_of_queries(django_assert_max_num_queries, django_assert_num_queries):
    made = tree("甲")
    client = Client()
    client.force_login(made.created_by)
    path = f"/admin/industries/{made.code}/branches/"
    client.get(path)
    with django_assert_max_num_queries(20) as one:
        client.get(path)
    for place in range(6):
        branch_save(industry=made, name=f"更多{place}", text="TI=隔膜", by=made.created_by)
    with django_assert_num_queries(len(one)):
        client.get(path)
