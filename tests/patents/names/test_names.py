"""Names are proposed by likeness, grouped by people, all can be undone; rankings say which names they use."""

from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from ipplatform.moves import NOT_ALLOWED, Refused
from patents.imports.models import ImportRun
from patents.imports.services import import_run_take_back
from patents.names.likeness import ALIKE, alike_pairs, likeness
from patents.names.models import Action, AliasProposal, AliasRejection, NameGroup, NameGroupEvent, NameReading, Reason
from patents.names.selectors import (
    enterprises_suggested,
    examples_of,
    groups_listed,
    members_of,
    names_of_patents,
    proposals_open,
)
from patents.names.services import (
    GROUP_DISSOLVED,
    NOT_IN_GROUP,
    SAME_NAME,
    TWO_ENTERPRISES,
    alias_approve,
    aliases_find,
    group_dissolve,
    group_link,
    group_relabel,
    name_leave,
    proposals_approve,
    proposals_reject,
    rejection_undo,
)
from patents.records.models import Name, Patent, PatentParty
from patents.records.permissions import patents_readable_by
from tests.factories import people
from tests.factories.patents import IMPORT_DAY, cn_number, imported, template_file

pytestmark = pytest.mark.django_db
LIMITED, SHARES, LATIN = "湖南示例电池有限公司", "湖南示例电池股份有限公司", "Hunan Example Battery Co., Ltd."


def patents(folder: Path, *applicants: str, start: int = 0, **more: str) -> list[Patent]:
    rows = [{"publication_number": f"CN1234500{start + n:02d}A", "application_number": cn_number(), "applicants": one,
             **more} for n, one in enumerate(applicants)]  # fmt: skip
    imported(template_file(folder / f"n{start}.xlsx", rows))
    return [Patent.objects.get(number=row["publication_number"]) for row in rows]


def name(written: str) -> Name:
    return Name.objects.get(pk=PatentParty.objects.filter(as_written=written).values("name")[:1])


def proposed() -> set[tuple[str, str, str]]:
    return set(AliasProposal.objects.values_list("name_written", "target_written", "reason"))


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("湖南示例新能源科技", "湖南示例新能源科枝", True),
        ("examplebatterysystems", "examplebatterysystem", True),
        ("湖南示例电力设计院", "河南示例电力设计院", False),
        ("示例第一人民医院", "示例第二人民医院", False),
        ("examplebattery1", "examplebattery2", False),
        ("示例", "示列", False),
    ],
)
def test_what_is_alike(first: str, second: str, alike: bool) -> None:
    assert (likeness(first, second) >= ALIKE) is alike and likeness(first, second) == likeness(second, first)


def test_blocks_miss_no_pair_that_is_alike_and_compare_few() -> None:
    forms = {n: f"examplebody{chr(97 + n % 26)}{chr(97 + n // 26)}works{n * 7919 % 97:02d}" for n in range(200)}
    forms |= {900: "湖南示例新能源科技", 901: "湖南示例新能源科枝", 902: "uniquebatteryworks", 903: "uniquebatterywork"}
    met = {(first, second) for first, second, _percent in alike_pairs(forms)}
    assert {(900, 901), (902, 903)} <= met


def test_proposals_say_why_point_at_the_commoner_name_and_leave_the_rest(tmp_path: Path) -> None:
    by = people.user("operator")
    patents(tmp_path, LIMITED, LIMITED, SHARES, "示例大学", "示例大学", "示例大学材料学院", "湖北示例电池有限公司",
            "Example Battery Systems Inc.", "Example Battery Sistems Inc.", "EXAMPLE BATTERY SYSTEMS LLC",
            "Example Battery Systems Inc.")  # fmt: skip
    assert aliases_find(by=by)["proposals"] == 4
    assert proposed() == {
        (SHARES, LIMITED, Reason.SAME_FORM),
        ("示例大学材料学院", "示例大学", Reason.UNIVERSITY_SCHOOL),
        ("EXAMPLE BATTERY SYSTEMS LLC", "Example Battery Systems Inc.", Reason.SAME_FORM),
        ("Example Battery Sistems Inc.", "Example Battery Systems Inc.", Reason.SIMILAR),
    }
    first = proposals_open(by).get(name=name(SHARES))
    assert (first.name_count, first.target_count, first.grouping_version) == (1, 2, 1)
    assert list(proposals_open(by, text="sistems")) == [AliasProposal.objects.get(reason=Reason.SIMILAR)]
    assert len(examples_of([first.target_id])[first.target_id]) == 2


def test_a_code_in_the_file_or_the_platforms_enterprise_joins_names_that_look_nothing_alike(tmp_path: Path) -> None:
    by, body = people.user("operator"), people.enterprise(LIMITED)
    patents(tmp_path, LIMITED, LIMITED)
    patents(tmp_path, LATIN, start=10)
    PatentParty.objects.filter(as_written=LATIN).update(uscc=body.uscc)
    aliases_find(by=by)
    assert proposed() == {(LATIN, LIMITED, Reason.SAME_CODE)}
    group = alias_approve(name=name(LATIN), target=name(LIMITED), by=by)
    assert enterprises_suggested(members_of(group)) == [body]


def test_names_of_patents_under_each_reading(tmp_path: Path) -> None:
    by = people.user("operator")
    first, second, third = patents(tmp_path, LIMITED, SHARES, f"{LATIN}；{LIMITED}")
    ids = [first.pk, second.pk, third.pk]
    assert names_of_patents(ids, NameReading.RAW) == {
        first.pk: [LIMITED], second.pk: [SHARES], third.pk: [LATIN, LIMITED],
    }  # fmt: skip
    assert names_of_patents(ids, NameReading.NORMALISED)[second.pk] == [LIMITED]
    assert names_of_patents(ids, NameReading.APPROVED)[second.pk] == [SHARES]
    alias_approve(name=name(LATIN), target=name(LIMITED), by=by)
    approved = names_of_patents(ids, NameReading.APPROVED)
    assert approved == {first.pk: [LIMITED], second.pk: [SHARES], third.pk: [LIMITED]}
    counts = []
    for asked in (ids[:1], ids):
        with CaptureQueriesContext(connection) as queries:
            names_of_patents(asked, NameReading.APPROVED)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 4


def test_an_approval_is_dated_and_undone_name_by_name_or_whole(tmp_path: Path) -> None:
    by, other = people.user("operator"), people.user("operator")
    patents(tmp_path, LIMITED, LIMITED, SHARES, LATIN)
    aliases_find(by=by)
    assert proposals_approve(proposals=list(proposals_open(by)), by=by) == []
    group = alias_approve(name=name(LATIN), target=name(SHARES), by=by, reasons=[Reason.SIMILAR])
    assert [(m.written, m.count, m.representative) for m in members_of(group)] == [
        (LIMITED, 2, True), (LATIN, 1, False), (SHARES, 1, False),
    ]  # fmt: skip
    with pytest.raises(Refused) as refused:
        alias_approve(name=name(LIMITED), target=name(LATIN), by=by)
    assert refused.value.refusal == SAME_NAME
    name_leave(group=group, name=name(LATIN), by=other)
    assert name(LATIN).alias_of is None and members_of(group)[-1].written == SHARES
    with pytest.raises(Refused) as refused:
        name_leave(group=group, name=name(LATIN), by=other)
    assert refused.value.refusal == NOT_IN_GROUP
    group_relabel(group=group, label="示例电池", by=by)
    assert names_of_patents([Patent.objects.get(parties__as_written=SHARES).pk], NameReading.APPROVED).popitem()[1] == [
        "示例电池"
    ]
    listed = groups_listed(by, "股份").get()
    assert (listed, vars(listed)["members"]) == (group, 2)
    group_dissolve(group=group, by=other)
    assert not Name.objects.filter(alias_of__isnull=False).exists() and not groups_listed(by).exists()
    assert [(e.action, e.actor) for e in group.events.order_by("pk")] == [
        (Action.JOIN, by), (Action.JOIN, by), (Action.JOIN, by), (Action.LEAVE, other), (Action.RELABEL, by),
        (Action.DISSOLVE, other),
    ]  # fmt: skip
    with pytest.raises(Refused) as refused:
        group_relabel(group=group, label="x", by=by)
    assert refused.value.refusal == GROUP_DISSOLVED
    with pytest.raises(DatabaseError), transaction.atomic():
        NameGroupEvent.objects.update(written="")


def test_the_last_name_that_leaves_dissolves_the_group(tmp_path: Path) -> None:
    by = people.user("operator")
    patents(tmp_path, LIMITED, SHARES)
    group = alias_approve(name=name(SHARES), target=name(LIMITED), by=by)
    name_leave(group=group, name=name(SHARES), by=by)
    group.refresh_from_db()
    assert group.dissolved_at is not None and members_of(group) == []


def test_two_groups_become_one_and_two_enterprises_never_do(tmp_path: Path) -> None:
    by = people.user("operator")
    patents(tmp_path, LIMITED, SHARES, LATIN, "Example Battery Hunan")
    first = alias_approve(name=name(SHARES), target=name(LIMITED), by=by)
    second = alias_approve(name=name("Example Battery Hunan"), target=name(LATIN), by=by)
    group_link(group=first, enterprise=people.enterprise(), by=by)
    group_link(group=second, enterprise=people.enterprise(), by=by)
    with pytest.raises(Refused) as refused:
        alias_approve(name=name(LATIN), target=name(LIMITED), by=by)
    assert refused.value.refusal == TWO_ENTERPRISES
    group_link(group=first, enterprise=None, by=by)
    alias_approve(name=name(LATIN), target=name(LIMITED), by=by)
    assert len(members_of(first)) == 4 and NameGroup.objects.get(pk=second.pk).dissolved_at is not None
    assert Name.objects.filter(enterprise=second.enterprise).count() == 4


def test_a_link_gives_the_enterprise_its_unpublished_patents_and_undoing_takes_them(tmp_path: Path) -> None:
    by, body = people.user("operator"), people.enterprise()
    member = people.member(body)
    patents(tmp_path, LIMITED)
    imported(template_file(tmp_path / "u.xlsx", [{"application_number": cn_number(), "applicants": LATIN}]))
    secret = Patent.objects.get(publications=None)
    group = alias_approve(name=name(LATIN), target=name(LIMITED), by=by)
    group_link(group=group, enterprise=body, by=by)
    assert patents_readable_by(member).filter(pk=secret.pk).exists()
    name_leave(group=group, name=name(LATIN), by=by)
    assert not patents_readable_by(member).filter(pk=secret.pk).exists()


def test_a_rejection_holds_through_new_searches_and_imports_until_it_is_taken_back(tmp_path: Path) -> None:
    by = people.user("operator")
    patents(tmp_path, LIMITED, SHARES)
    aliases_find(by=by)
    (rejection,) = proposals_reject(proposals=list(proposals_open(by)), by=by)
    import_run_take_back(run=ImportRun.objects.get(), by=by, on=IMPORT_DAY)
    assert not Name.objects.exists()
    patents(tmp_path, LIMITED, SHARES, start=20)
    assert aliases_find(by=by) == {"proposals": 0, "rejected": 1}
    rejection_undo(rejection=rejection, by=by)
    assert aliases_find(by=by)["proposals"] == 1 and AliasRejection.objects.get().undone_by == by


def test_a_group_outlives_the_import_that_brought_its_names(tmp_path: Path) -> None:
    by = people.user("operator")
    patents(tmp_path, LIMITED, SHARES)
    alias_approve(name=name(SHARES), target=name(LIMITED), by=by)
    import_run_take_back(run=ImportRun.objects.get(), by=by, on=IMPORT_DAY)
    (again,) = patents(tmp_path, SHARES, start=30)
    assert names_of_patents([again.pk], NameReading.APPROVED) == {again.pk: [LIMITED]}


def test_unpublished_applications_give_no_proposal(tmp_path: Path) -> None:
    by = people.user("operator")
    patents(tmp_path, LIMITED)
    imported(template_file(tmp_path / "u.xlsx", [{"application_number": cn_number(), "applicants": SHARES}]))
    assert aliases_find(by=by)["proposals"] == 0


@pytest.mark.parametrize("role", ["general_section", "editor", "mediator", "case_coordinator", "administrator"])
def test_other_roles_decide_nothing(tmp_path: Path, role: str) -> None:
    by, stranger = people.user("operator"), people.user(role)
    patents(tmp_path, LIMITED, SHARES, LATIN)
    aliases_find(by=by)
    assert proposals_open(stranger).exists() is (role == "general_section")
    group = alias_approve(name=name(LATIN), target=name(LIMITED), by=by)
    listed = list(proposals_open(by))
    for deed in (
        lambda: aliases_find(by=stranger),
        lambda: alias_approve(name=name(SHARES), target=name(LIMITED), by=stranger),
        lambda: proposals_approve(proposals=listed, by=stranger),
        lambda: proposals_reject(proposals=listed, by=stranger),
        lambda: name_leave(group=group, name=name(LATIN), by=stranger),
        lambda: group_dissolve(group=group, by=stranger),
        lambda: group_relabel(group=group, label="x", by=stranger),
        lambda: group_link(group=group, enterprise=None, by=stranger),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.refusal == NOT_ALLOWED
    assert groups_listed(stranger).exists() is (role == "general_section")
