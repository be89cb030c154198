"""The pages: find, compare, decide, undo; who may; empty states; constant queries."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ipplatform.jobs.models import Job
from patents.duplicates.models import Dismissal
from patents.duplicates.services import duplicates_find
from patents.duplicates.tasks import DUPLICATES_JOB, duplicates_task
from patents.imports.models import MergeDecision
from patents.records import guards
from patents.records.models import Patent
from tests.factories import people
from tests.factories.patents import imported, index_ready, template_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client: Client) -> Client:
    index_ready()
    client.force_login(people.user("operator"))
    return client


def twins(folder: Path, *numbers: int) -> list[Patent]:
    rows = [{"publication_number": f"EP10000{n}{kind}", "title": f"示例{n}"} for n in numbers for kind in ("A1", "B1")]
    imported(template_file(folder / f"{numbers[0]}.xlsx", rows))
    return [Patent.objects.get(number=row["publication_number"]) for row in rows]


def page(client: Client, name: str, *args: Any, **query: str) -> str:
    answer = client.get(reverse(f"duplicates_staff:{name}", args=args), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_number_that_no_key_can_be_is_not_found(operator: Client) -> None:
    for first, second in ((10**23, 1), (1, 2**63)):
        address = reverse("duplicates_staff:compare", args=[first, second])
        assert operator.get(address).status_code == 404


def test_find_compare_merge_and_undo(operator: Client, tmp_path: Path) -> None:
    assert "没有待判断的疑似重复" in page(operator, "list")
    first, second = twins(tmp_path, 11)
    assert operator.post(reverse("duplicates_staff:find")).status_code == 302
    assert "hx-get" in page(operator, "list")
    duplicates_task.func(Job.objects.get(kind=DUPLICATES_JOB).pk)
    shown = page(operator, "list")
    assert first.number in shown and second.number in shown and "只是文献种类不同" in shown and "上次查找" in shown
    compare = reverse("duplicates_staff:compare", args=[first.pk, second.pk])
    both = page(operator, "compare", first.pk, second.pk)
    assert "相同" in both and "示例11" in both
    wrong = operator.post(compare, {"note": "查过公报"})
    assert wrong.status_code == 422 and "请选一个结论" in wrong.content.decode()
    assert "查过公报" in wrong.content.decode()
    done = operator.post(compare, {"decision": "second", "note": "查过公报"}, follow=True)
    assert f"{first.number} 并入 {second.number}" in done.content.decode()
    decision = MergeDecision.objects.get()
    assert operator.get(compare).status_code == 404
    assert "查过公报" in page(operator, "decisions", "merged")
    undo = reverse("duplicates_staff:undo", args=["merged", decision.public_id])
    assert "重新各自独立" in operator.get(undo).content.decode() and Patent.objects.exclude(merged_into=None).exists()
    assert "已撤销" in operator.post(undo, follow=True).content.decode()
    assert not Patent.objects.exclude(merged_into=None).exists()
    assert operator.post(undo).status_code == 409


def test_not_the_same_is_kept_with_who_and_when(operator: Client, tmp_path: Path) -> None:
    first, second = twins(tmp_path, 11)
    duplicates_find(by=people.user("operator"))
    compare = reverse("duplicates_staff:compare", args=[second.pk, first.pk])
    operator.post(compare, {"decision": "different", "note": "分案"})
    assert first.number not in page(operator, "list")
    shown = page(operator, "decisions", "dismissed")
    assert "分案" in shown and str(Dismissal.objects.get().decided_by) in shown
    again = operator.post(compare, {"decision": "different"})
    assert again.status_code == 409 and "不是同一件" in again.content.decode()
    undo = reverse("duplicates_staff:undo", args=["dismissed", Dismissal.objects.get().public_id])
    operator.post(undo)
    assert Dismissal.objects.get().undone_at is not None


def test_two_numbers_are_compared_by_hand(operator: Client, tmp_path: Path) -> None:
    first, _second, third, _fourth = twins(tmp_path, 11, 22)
    choose = reverse("duplicates_staff:choose")
    assert "第一件的号码" in page(operator, "choose")
    to = operator.get(choose, {"first": "ep 10000 11 a1", "second": "EP1000022A1"})
    assert to["Location"] == reverse("duplicates_staff:compare", args=[first.pk, third.pk])
    for query, said in (
        ({"first": "EP1000011A1", "second": "XX1"}, "没有这个号码的专利"),
        ({"first": "EP1000011A1", "second": "EP1000011A1"}, "同一件专利"),
        ({"first": "EP1000011A1"}, "EP1000011A1"),
    ):
        answer = operator.get(choose, query)
        assert answer.status_code == 422 and said in answer.content.decode()


def test_both_in_use_is_said_before_and_refused_after(
    operator: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = twins(tmp_path, 11)
    monkeypatch.setattr(guards, "_merge", {"offers": lambda ids: dict.fromkeys(ids, "GJ-2026-0009")})
    assert "现在不能合并" in page(operator, "compare", first.pk, second.pk)
    compare = reverse("duplicates_staff:compare", args=[first.pk, second.pk])
    answer = operator.post(compare, {"decision": "first"})
    assert answer.status_code == 409 and "GJ-2026-0009" in answer.content.decode()


def test_the_list_is_filtered_and_pages_ask_a_constant_number_of_queries(
    operator: Client, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    twins(tmp_path, 11)
    imported(
        template_file(tmp_path / "k.xlsx", [{"publication_number": n} for n in ("US20130101709", "US20130101709A1")])
    )
    duplicates_find(by=people.user("operator"))
    assert "EP1000011A1" not in page(operator, "list", reason="number_without_kind")
    assert "US20130101709A1" not in page(operator, "list", number="EP1000011B1")
    assert "没有符合条件的疑似重复" in page(operator, "list", number="CN1")
    counts = []
    for more in ((22, 33), (44, 55, 66)):
        with django_assert_max_num_queries(40) as queries:
            page(operator, "list")
        counts.append(len(queries))
        twins(tmp_path, *more)
        duplicates_find(by=people.user("operator"))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("role", ["general_section", "editor", "mediator", "case_coordinator", "administrator"])
def test_other_roles_see_nothing(client: Client, tmp_path: Path, role: str) -> None:
    first, second = twins(tmp_path, 11)
    duplicates_find(by=people.user("operator"))
    client.force_login(people.user(role))
    for name, args in (("list", []), ("choose", []), ("compare", [first.pk, second.pk]), ("decisions", ["merged"])):
        assert client.get(reverse(f"duplicates_staff:{name}", args=args)).status_code == 404
    assert client.post(reverse("duplicates_staff:find")).status_code == 404
    compare = reverse("duplicates_staff:compare", args=[first.pk, second.pk])
    assert client.post(compare, {"decision": "first"}).status_code == 404
    assert not MergeDecision.objects.exists()
