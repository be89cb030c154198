"""The pages of name groups: judged in bulk, searched, undone; the general section reads; constant queries."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ipplatform.jobs.models import Job
from patents.names.models import AliasProposal, AliasRejection, NameGroup, NameGroupEvent
from patents.names.presenters import event_rows
from patents.names.services import alias_approve, aliases_find
from patents.names.tasks import ALIASES_JOB, aliases_task
from tests.factories import people
from tests.factories.patents import index_ready
from tests.patents.names.test_names import LATIN, LIMITED, SHARES, name, patents

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client: Client) -> Client:
    index_ready()
    client.force_login(people.user("operator"))
    return client


def page(client: Client, place: str, *args: Any, **query: str) -> str:
    answer = client.get(reverse(f"names_staff:{place}", args=args), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_history_tells_the_time_of_the_office() -> None:
    event = NameGroupEvent(
        action="approved", written="示例", actor=people.user("operator"),
        recorded_at=datetime(2026, 3, 26, 18, 30, tzinfo=UTC),
    )  # fmt: skip
    assert event_rows([event])[0][0] == "2026-03-27 02:30"


def test_find_approve_in_bulk_and_undo(operator: Client, tmp_path: Path) -> None:
    assert "没有待判断的归并建议" in page(operator, "proposals")
    patents(tmp_path, LIMITED, LIMITED, SHARES, "示例大学", "示例大学", "示例大学材料学院")
    operator.post(reverse("names_staff:find"))
    aliases_task.func(Job.objects.get(kind=ALIASES_JOB).pk)
    shown = page(operator, "proposals")
    assert SHARES in shown and "只差大小写、标点、地址或公司形式" in shown and "CN123450000A" in shown
    decide = reverse("names_staff:decide")
    assert "没有勾选" in operator.post(decide, {"decision": "approve"}, follow=True).content.decode()
    ticked = list(AliasProposal.objects.values_list("pk", flat=True))
    done = operator.post(decide, {"proposal": ticked, "decision": "approve", "query": "reason=same_form"}, follow=True)
    assert "已归并 2 条" in done.content.decode() and done.redirect_chain[-1][0].endswith("?reason=same_form")
    group = NameGroup.objects.get(label=LIMITED)
    assert LIMITED in page(operator, "groups", q="示例电池股份") and "没有含这个名称的组" in page(
        operator, "groups", q="甲乙"
    )
    assert SHARES in page(operator, "group", group.public_id)
    leave = reverse("names_staff:leave", args=[group.public_id, name(SHARES).pk])
    assert "已移出" in operator.post(leave, follow=True).content.decode()
    assert name(SHARES).alias_of is None and operator.post(leave).status_code == 404


def test_reject_and_take_the_rejection_back(operator: Client, tmp_path: Path) -> None:
    patents(tmp_path, LIMITED, SHARES)
    aliases_find(by=people.user("operator"))
    ticked = AliasProposal.objects.values_list("pk", flat=True)
    operator.post(reverse("names_staff:decide"), {"proposal": list(ticked), "decision": "reject"})
    assert SHARES in page(operator, "rejected") and not AliasProposal.objects.exists()
    rejection = AliasRejection.objects.get()
    operator.post(reverse("names_staff:rejection_undo", args=[rejection.public_id]))
    assert "已撤销" in page(operator, "rejected")


def test_a_group_is_linked_relabelled_and_dissolved(operator: Client, tmp_path: Path) -> None:
    body = people.enterprise(SHARES)
    patents(tmp_path, LIMITED, LIMITED, SHARES)
    group = alias_approve(name=name(SHARES), target=name(LIMITED), by=people.user("operator"))
    key = [group.public_id]
    assert body.uscc is not None and body.uscc in page(operator, "group", *key)
    link, relabel = (reverse(f"names_staff:{place}", args=key) for place in ("link", "relabel"))
    wrong = operator.post(link, {"uscc": "91430104MA4L000460"})
    assert wrong.status_code == 422 and "91430104MA4L000460" in wrong.content.decode()
    operator.post(link, {"uscc": f" {body.uscc.lower()} "})
    group.refresh_from_db()
    assert group.enterprise == body and name(SHARES).enterprise == body
    operator.post(link, {"uscc": ""})
    assert name(SHARES).enterprise is None
    assert operator.post(relabel, {"label": " "}).status_code == 422
    operator.post(relabel, {"label": "示例电池"})
    shown = page(operator, "group", *key)
    assert "示例电池" in shown and "改显示名称" in shown and "取消关联企业" in shown
    dissolve = reverse("names_staff:dissolve", args=key)
    assert SHARES in operator.get(dissolve).content.decode() and name(SHARES).alias_of is not None
    operator.post(dissolve)
    assert name(SHARES).alias_of is None and "已经解散" in page(operator, "group", *key)
    assert operator.post(relabel, {"label": "x"}).status_code == 409


def test_the_general_section_reads_and_does_not_write(client: Client, tmp_path: Path) -> None:
    patents(tmp_path, LIMITED, SHARES, LATIN)
    by = people.user("operator")
    aliases_find(by=by)
    group = alias_approve(name=name(LATIN), target=name(LIMITED), by=by)
    client.force_login(people.user("general_section"))
    reading: tuple[tuple[str, list[Any]], ...] = (
        ("proposals", []), ("groups", []), ("group", [group.public_id]), ("rejected", []),
    )  # fmt: skip
    for place, args in reading:
        shown = page(client, place, *args)
        assert 'type="checkbox"' not in shown and "移出</button>" not in shown
    ticked = list(AliasProposal.objects.values_list("pk", flat=True))
    writing: tuple[tuple[str, list[Any]], ...] = (
        ("find", []), ("decide", []), ("relabel", [group.public_id]), ("link", [group.public_id]),
        ("dissolve", [group.public_id]), ("leave", [group.public_id, name(LATIN).pk]),
    )  # fmt: skip
    for place, args in writing:
        assert client.post(reverse(f"names_staff:{place}", args=args), {"proposal": ticked}).status_code == 404
    assert AliasProposal.objects.count() == len(ticked) and name(LATIN).alias_of is not None


@pytest.mark.parametrize("role", ["editor", "mediator", "case_coordinator", "administrator"])
def test_other_roles_see_nothing(client: Client, role: str) -> None:
    client.force_login(people.user(role))
    for place in ("proposals", "groups", "rejected"):
        assert client.get(reverse(f"names_staff:{place}")).status_code == 404


def test_pages_ask_a_constant_number_of_queries(
    operator: Client, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    by, counts = people.user("operator"), []
    for start, words in ((0, ("甲子", "乙丑")), (40, ("丙寅", "丁卯", "戊辰", "己巳"))):
        written = [f"{word}示例{form}" for word in words for form in ("有限公司", "股份有限公司", "集团公司")]
        patents(tmp_path, *written, start=start)
        group = alias_approve(name=name(written[1]), target=name(written[0]), by=by)
        aliases_find(by=by)
        for place, args in (("proposals", []), ("groups", []), ("group", [group.public_id])):
            with django_assert_max_num_queries(40) as queries:
                page(operator, place, *args)
            counts.append(len(queries))
    assert counts[:3] == counts[3:]
