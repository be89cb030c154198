"""Runs: resumed, repeated, taken back; statements of clerks and enterprises."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ipplatform.accounts.models import User
from ipplatform.enterprises.models import Enterprise
from ipplatform.moves import Refused
from patents.imports.fold import rows as fold_rows
from patents.imports.models import ImportRun, Source, SourceRecord
from patents.imports.services import (
    execute,
    import_dry_run,
    import_run_confirm,
    import_run_execute,
    import_run_start,
    import_run_take_back,
    statement_record,
    statement_take_back,
)
from patents.records.models import Name, Patent
from patents.records.permissions import patent_can_read, patents_public, patents_readable_by
from patents.records.selectors import owner_names, patent_by_any_number, patents_for_rows
from tests.factories import market, people
from tests.factories.patents import IMPORT_DAY, cn_number, imported, index_ready, patent, patsnap_file, template_file

pytestmark = pytest.mark.django_db


def rows(n: int) -> list[dict[str, str]]:
    return [
        {"公开(公告)号": f"CN{100_000_000 + i}A", "受理局": "中国", "标题": f"示例{i}", "专利类型": "发明申请",
         "[标]当前申请(专利权)人": f"示例{i % 3}公司", "申请年": "2019", "简单法律状态": "审中"}
        for i in range(n)
    ]  # fmt: skip


def facts() -> list[Any]:
    return list(Patent.objects.order_by("number").values_list("number", "title", "filing_year", "parties__as_written"))


def test_a_stopped_run_goes_on_to_the_same_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = imported(patsnap_file(tmp_path / "a.xlsx", rows(23)))
    wanted = facts()
    import_run_take_back(run=whole, by=User.objects.system(), on=IMPORT_DAY)
    assert (Patent.objects.count(), Name.objects.count(), SourceRecord.objects.count()) == (0, 0, 0)

    monkeypatch.setattr(execute, "BATCH", 5)
    by = User.objects.system()
    run = import_run_start(file=tmp_path / "a.xlsx", format="auto", cutoff=None, by=by, on=IMPORT_DAY)

    def stop(done: int, total: int) -> None:
        if done >= 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_run_execute(run=run, by=by, on=IMPORT_DAY, progress=stop)
    assert Patent.objects.count() == 10
    seen: list[tuple[int, int]] = []
    run = import_run_execute(run=run, by=by, on=IMPORT_DAY, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (23, 23)
    assert (run.rows, run.created) == (23, 23)
    run.refresh_from_db()
    assert run.started_at is not None, "the page offers to take back only what has begun"
    assert facts() == wanted
    assert import_run_execute(run=run, by=by, on=IMPORT_DAY).created == 23


def test_the_same_file_again_and_a_changed_row(tmp_path: Path) -> None:
    imported(patsnap_file(tmp_path / "a.xlsx", rows(4)))
    again = imported(tmp_path / "a.xlsx")
    assert (again.created, again.updated, again.unchanged) == (0, 0, 4)
    changed = rows(4)
    changed[2]["简单法律状态"] = "有效"
    third = imported(patsnap_file(tmp_path / "b.xlsx", [*changed, *rows(1), {"公开(公告)号": "-", "标题": "无号"}]))
    assert (third.created, third.updated, third.unchanged, third.refused, third.rows) == (0, 1, 4, 1, 6)
    dry = import_dry_run(path=tmp_path / "b.xlsx", format="auto")
    assert (dry.created, dry.updated, dry.unchanged, dry.refused, dry.rows) == (0, 0, 5, 1, 6)


@pytest.mark.parametrize("one_by_one", [1000, 1])
def test_taking_back_is_refused_naming_patents_in_use(
    one_by_one: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fold_rows, "_NAMED_ONE_BY_ONE", one_by_one)
    run = imported(patsnap_file(tmp_path / "a.xlsx", rows(3)))
    offer = market.offer_draft(Patent.objects.get(number="CN100000001A"))
    with pytest.raises(Refused) as refused:
        import_run_take_back(run=run, by=User.objects.system(), on=IMPORT_DAY)
    assert refused.value.refusal.code == "patents_in_use"
    assert [str(item) for item in refused.value.refusal.missing] == [f"CN100000001A（供给 {offer.number}）"]
    assert Patent.objects.count() == 3 and SourceRecord.objects.count() == 3
    other = imported(patsnap_file(tmp_path / "b.xlsx", rows(2)))
    import_run_take_back(run=run, by=User.objects.system(), on=IMPORT_DAY)
    assert sorted(Patent.objects.values_list("number", flat=True)) == ["CN100000000A", "CN100000001A"]
    assert other.records.count() == 2
    run.refresh_from_db()
    assert run.taken_back_at is not None
    with pytest.raises(Refused) as late:
        import_run_execute(run=run, by=User.objects.system(), on=IMPORT_DAY)
    assert late.value.refusal.code == "run_taken_back"


def test_only_operators_import(tmp_path: Path) -> None:
    path = patsnap_file(tmp_path / "a.xlsx", rows(1))
    with pytest.raises(Refused) as refused:
        import_run_start(file=path, format="auto", cutoff=None, by=people.user("general_section"), on=IMPORT_DAY)
    assert refused.value.refusal.code == "not_allowed"
    run = import_run_start(file=path, format="auto", cutoff=None, by=people.user("operator"), on=IMPORT_DAY)
    with pytest.raises(Refused) as future:
        import_run_confirm(run=run, cutoff=date(2026, 5, 21), by=run.created_by, on=IMPORT_DAY)
    assert future.value.refusal.code == "cutoff_in_future"
    assert import_run_confirm(run=run, cutoff=date(2026, 1, 1), by=run.created_by, on=IMPORT_DAY).cutoff.month == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", "甲,乙,丙\n1,2,3\n".encode(), "format_unknown"),
        ("a.csv", b"", "file_empty"),
        ("a.csv", "公开(公告)号,受理局,标题\n".encode(), "no_rows"),
        ("a.xlsx", b"PK\x03\x04 broken", "spreadsheet_unreadable"),
        ("a.csv", bytes(range(32)) * 20, "not_a_spreadsheet"),
    ],
)
def test_a_bad_file_is_refused_by_name_and_leaves_nothing(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refused) as refused:
        import_run_start(file=path, format="auto", cutoff=None, by=User.objects.system(), on=IMPORT_DAY)
    assert refused.value.refusal.code == code
    assert not ImportRun.objects.exists()


def test_nul_bytes_and_gb18030_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = [
        "公开(公告)号,受理局,标题,当前申请(专利权)人",
        *(f"CN{200_000_000 + n}A,中国,示例标题,示例公司" for n in range(400)),
    ]
    path.write_bytes("\n".join([*lines, "CN100000001A,中国,示例\x00标题,示例公司"]).encode("gb18030"))
    run = imported(path)
    assert (run.created, run.flagged) == (401, 1)
    assert Patent.objects.get(number="CN100000001A").title == "示例标题"
    assert run.records.get(publication_number="CN100000001A").flags == [["标题", "control_characters"]]


def test_a_patent_is_found_by_any_of_its_numbers(tmp_path: Path) -> None:
    found = patent(
        tmp_path, publication_number="CN104567890B", application_number="201310699744.2", filing_date="2013-12-18",
        grant_date="2016-01-01", applicants="示例一公司；示例二公司",
    )  # fmt: skip
    application = ("201310699744.2", "2013106997442", "ZL201310699744.2", "201310699744")
    for text in ("CN104567890B", "cn 104567890 b", "CN104567890", *application):
        assert patent_by_any_number(text) == found, text
    assert patent_by_any_number("CN999") is None and patent_by_any_number("") is None
    assert found.patent_number == "ZL201310699744.2"
    assert owner_names(patents_for_rows([found.pk])[0]) == ["示例一公司", "示例二公司"]


def test_lists_load_in_three_queries(tmp_path: Path, django_assert_num_queries: Any) -> None:
    imported(patsnap_file(tmp_path / "a.xlsx", rows(12)))
    ids = list(Patent.objects.order_by("-pk").values_list("pk", flat=True))
    with django_assert_num_queries(3):
        loaded = patents_for_rows(ids)
        assert [p.pk for p in loaded] == ids
        assert all(p.publications.all() and owner_names(p) for p in loaded)


def test_an_owner_states_what_the_vendor_left_out(tmp_path: Path) -> None:
    imported(patsnap_file(tmp_path / "a.xlsx", rows(2)))
    owner = people.enterprise("示例0公司")
    Enterprise.objects.filter(pk=owner.pk).update(name_history=["示例1 公司"])
    owner.refresh_from_db()
    member = people.member(owner)
    found = Patent.objects.get(number="CN100000000A")
    number = cn_number()
    values = {"application_number": number, "filing_date": date(2019, 3, 1), "grant_date": date(2021, 3, 1)}
    record = statement_record(
        patent=found, values=values, stated_by=owner, source="enterprise", by=member, on=IMPORT_DAY
    )
    again = statement_record(
        patent=found, values=values, stated_by=owner, source="enterprise", by=member, on=IMPORT_DAY
    )
    assert again.pk == record.pk and record.run_id is None
    assert (found.application_number, found.filing_date, found.patent_number) == (
        number,
        date(2019, 3, 1),
        f"ZL{number}",
    )
    assert found.sources == ["enterprise", "patsnap"]
    other = Patent.objects.get(number="CN100000001A")
    for bad, code in (
        ({"application_number": number}, "application_number_taken"),
        ({"application_number": "201310699744"}, "statement_value"),
        ({"legal_status_raw": "有效"}, "statement_field"),
        ({"filing_date": date(2021, 1, 2), "grant_date": date(2021, 1, 1)}, "statement_value"),
    ):
        with pytest.raises(Refused) as refused:
            statement_record(patent=other, values=bad, stated_by=owner, source="enterprise", by=member, on=IMPORT_DAY)
        assert refused.value.refusal.code == code
    with pytest.raises(Refused) as stranger:
        statement_record(
            patent=other,
            values={"applicants": ["甲"]},
            stated_by=owner,
            source="enterprise",
            by=people.user(),
            on=IMPORT_DAY,
        )
    assert stranger.value.refusal.code == "not_own_patent"
    statement_take_back(record=record, by=member, on=IMPORT_DAY)
    found.refresh_from_db()
    assert (found.application_number, found.filing_date, found.filing_year) == (None, None, 2019)


def test_an_unpublished_application_is_read_by_owner_and_operator_only() -> None:
    index_ready()
    owner = people.enterprise()
    member, operator, general = people.member(owner), people.user("operator"), people.user("general_section")
    record = statement_record(
        patent=None, stated_by=owner, source=Source.ENTERPRISE, by=member, on=IMPORT_DAY,
        values={"office": "CN", "application_number": cn_number(), "title": "示例", "filing_date": date(2026, 1, 1)},
    )  # fmt: skip
    found = Patent.objects.get()
    assert found.number == record.application_number
    assert not patents_public().exists()
    for user, readable in ((member, True), (operator, True), (general, False), (people.user(), False), (None, False)):
        assert patent_can_read(user, found) is readable
        assert patents_readable_by(user).filter(pk=found.pk).exists() is readable


def test_the_template_takes_unpublished_rows_and_refuses_wrong_numbers(tmp_path: Path) -> None:
    good = cn_number(type_digit="2")
    run = imported(template_file(tmp_path / "t.xlsx", [
        {"application_number": good, "filing_date": "2020-02-03", "inventors": "甲；乙"},
        {"application_number": "201310699744.3"},
        {"publication_number": "CN110000001U", "application_number": good, "legal_status_raw": "有效"},
        {"title": "无号"},
    ]))  # fmt: skip
    assert (run.format, run.source, run.created, run.refused) == ("template", "clerk", 2, 2)
    assert list(run.refusals.values_list("row", "reason")) == [(3, "application_number_invalid"), (5, "number_missing")]
    found = Patent.objects.get()
    assert (found.application_number, found.number, found.patent_type) == (good, "CN110000001U", "utility_model")
    assert (found.inventors, found.legal_status) == (["甲", "乙"], "valid")
    assert found.expiry_date == date(2030, 2, 2)
