"""A file whose headings nobody knows: proposed, looked at, named, kept for the next one; refused without numbers."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ipplatform.accounts.models import User
from ipplatform.moves import Refused
from patents.imports.models import ColumnMapping, ImportRun
from patents.imports.readers import READERS, Recipe, proposal, signature
from patents.imports.readers.mapped import year_first
from patents.imports.services import (
    column_mapping_delete,
    column_mapping_rename,
    column_mapping_save,
    file_check,
    file_look,
    files_taken,
    import_batch_start,
    import_run_confirm,
    import_run_execute,
    import_run_start,
)
from patents.records.models import Patent
from tests.factories import people
from tests.factories.patents import IMPORT_DAY, index_ready
from tests.shared_data import shared_data

pytestmark = pytest.mark.django_db
HEADER = "Pub. No.,Invention Title,Filing Date,IPC class,Owners,Remark"
ROWS = (
    "CN190000001A,示例一,25/03/2019,G06F17/30; G06F16/00,示例甲公司; 示例乙公司,甲",
    "CN190000002A,示例二,03/04/2019,G06F17/30,示例丙公司,乙",
    "说明,示例三,03/04/2019,,,",
    "CN190000004A,示例四,99/99/2019,,,",
)
TOKEN = "0123456789abcdef0123"


def odd(folder: Path, name: str = "odd.csv", header: str = HEADER, rows: tuple[str, ...] = ROWS) -> Path:
    path = folder / name
    path.write_text("\n".join([header, *rows]) + "\n", "utf-8")
    return path


def waiting(path: Path) -> ImportRun:
    index_ready()
    with files_taken([path]) as taken:
        return import_batch_start(taken=taken, by=people.user("operator"), on=IMPORT_DAY).runs.get()


@pytest.fixture
def operator(client: Client) -> Client:
    client.force_login(people.user("operator"))
    return client


def recipe() -> Recipe:
    columns = {"publication_number": "Pub. No.", "title": "Invention Title", "filing_date": "Filing Date",
               "assignees": "Owners", "ipc": "IPC class"}  # fmt: skip
    return Recipe(columns, ";", "dmy")


def test_columns_are_proposed_by_heading_and_by_content() -> None:
    rows = [HEADER.split(","), *(line.split(",") for line in ROWS)]
    found = proposal(rows, READERS)
    assert (found.header_row, found.recipe.separator, found.recipe.date_order) == (1, ";", "dmy")
    assert found.recipe.columns["publication_number"] == "Pub. No."
    assert found.recipe.columns["title"] == "Invention Title"
    assert found.recipe.columns["ipc"] == "IPC class"
    assert "Remark" not in found.recipe.columns.values()
    nameless = [["甲", "乙", "丙"], ["CN190000001A", "H01L21/02", "x"], ["CN190000002B", "H01L21/20", "y"]]
    assert dict(proposal(nameless, READERS).recipe.columns) == {"publication_number": "甲", "ipc": "乙"}
    below = [["查询：示例", "", ""], ["", "", ""], *nameless]
    assert proposal(below, READERS).header_row == 3
    known = proposal([["件号", "题"], ["一", "二"]], READERS, kept=[{"publication_number": "件号"}])
    assert known.recipe.columns == {"publication_number": "件号"}


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [("25/03/2019", "dmy", "2019-03-25"), ("3-25-2019", "mdy", "2019-3-25"), ("2019-03-25", "dmy", "2019-03-25"),
     ("25/03/2019", "ymd", "25/03/2019"), ("nothing", "dmy", "nothing")],
)  # fmt: skip
def test_days_are_turned_year_first(text: str, order: str, day: str) -> None:
    assert year_first(text, order) == day


def test_headings_are_alike_in_any_order_width_and_case() -> None:
    assert signature(["Pub. No.", "Title", ""]) == signature(["ＴＩＴＬＥ", "pub no"]) != signature(["Title"])


def test_a_person_maps_a_file_and_the_next_one_is_known(operator: Client, tmp_path: Path) -> None:
    index_ready()
    content = SimpleUploadedFile("odd.csv", odd(tmp_path).read_bytes())
    answer = operator.post(reverse("imports_staff:upload"), {"file": content, "format": "auto", "form_token": TOKEN})
    run = ImportRun.objects.get()
    page = reverse("imports_staff:mapping", args=[run.public_id])
    assert (answer.status_code, answer["Location"], run.format) == (302, page, "")
    shown = operator.get(page).content.decode()
    for words in ("Invention Title", "示例甲公司", "前十行读成什么", "CN190000001A", "号码后附有", "日期无法识别"):
        assert words in shown, words
    fields = {"Pub. No.": "publication_number", "Invention Title": "title", "Filing Date": "filing_date",
              "IPC class": "ipc", "Owners": "assignees", "Remark": ""}  # fmt: skip
    data = {f"column-{n}": fields[title] for n, title in enumerate(HEADER.split(","))}
    data |= {"separator": ";", "date_order": "dmy", "header": "1"}
    looked = operator.post(page, data | {"do": "preview"})
    assert looked.status_code == 200 and "2019-03-25" in looked.content.decode() and not ColumnMapping.objects.exists()
    nameless = operator.post(page, data | {"do": "save"})
    assert nameless.status_code == 422 and not ColumnMapping.objects.exists()
    twice = operator.post(page, data | {"column-5": "title", "do": "preview"})
    assert twice.status_code == 422 and "只能对应一列" in twice.content.decode()
    saved = operator.post(page, data | {"do": "save", "name": "示例来源", "source": "other"})
    assert saved.status_code == 302
    kept = ColumnMapping.objects.get()
    run.refresh_from_db()
    assert (run.format, run.source, run.mapping) == ("mapped", "other", kept)
    assert run.unknown_columns == ["Remark"]

    by = User.objects.system()
    import_run_execute(run=run, by=by, on=IMPORT_DAY)
    assert (run.created, run.refused, run.flagged) == (3, 1, 1)
    found = Patent.objects.get(number="CN190000001A")
    assert (found.filing_date, found.ipc_all, found.title) == (date(2019, 3, 25), ["G06F17/30", "G06F16/00"], "示例一")
    assert [party.as_written for party in found.parties.order_by("pk")] == ["示例甲公司", "示例乙公司"]
    assert run.records.get(publication_number="CN190000001A").values["extra"] == {"Remark": "甲"}

    turned = ",".join(reversed(HEADER.upper().split(",")))
    again = odd(tmp_path, "next.csv", turned, ("乙,示例丁公司,,01/02/2020,示例五,CN190000005A",))
    second = import_run_start(file=again, format="auto", cutoff=None, by=by, on=IMPORT_DAY)
    assert (second.format, second.mapping) == ("mapped", kept)
    column_mapping_delete(mapping=kept, by=people.user("operator"))
    second.refresh_from_db()
    import_run_execute(run=second, by=by, on=IMPORT_DAY)
    assert Patent.objects.get(number="CN190000005A").filing_date == date(2020, 2, 1)
    with pytest.raises(Refused) as unknown:
        file_check(again)
    assert unknown.value.refusal.code == "format_unknown"


def test_files_that_wait_with_the_same_headings_are_mapped_with_the_first(tmp_path: Path) -> None:
    first, second = waiting(odd(tmp_path)), waiting(odd(tmp_path, "b.csv"))
    other = waiting(odd(tmp_path, "c.csv", "甲,乙", ("1,2",)))
    with pytest.raises(Refused) as unmapped:
        import_run_confirm(run=second, cutoff=IMPORT_DAY, by=people.user("operator"), on=IMPORT_DAY)
    assert unmapped.value.refusal.code == "columns_unassigned"
    by = people.user("operator")
    column_mapping_save(run=first, name="示例", source="lens", recipe=recipe(), by=by)
    second.refresh_from_db()
    other.refresh_from_db()
    assert (second.format, second.source, other.format) == ("mapped", "lens", "")
    with pytest.raises(Refused) as taken:
        column_mapping_save(run=other, name="示例", source="lens", recipe=Recipe({"publication_number": "甲"}), by=by)
    assert taken.value.refusal.code == "mapping_name_taken"


def test_a_file_that_lacks_an_assigned_column_without_words_goes_on_waiting(tmp_path: Path) -> None:
    first = waiting(odd(tmp_path, header="号,--,甲", rows=("CN190000001A,示例,乙",)))
    second = waiting(odd(tmp_path, "b.csv", header="号,甲", rows=("CN190000002A,乙",)))
    said = Recipe({"publication_number": "号", "title": "--"})
    column_mapping_save(run=first, name="示例", source="other", recipe=said, by=people.user("operator"))
    second.refresh_from_db()
    assert second.format == ""


def test_without_a_number_column_nothing_is_kept(operator: Client, tmp_path: Path) -> None:
    run = waiting(odd(tmp_path, header="名称,备注", rows=("示例,示例摘要",)))
    page = reverse("imports_staff:mapping", args=[run.public_id])
    assert "没有公开（公告）号" in operator.get(page).content.decode()
    data = {"column-0": "title", "column-1": "abstract", "separator": ";", "date_order": "ymd", "header": "1",
            "name": "示例", "source": "other", "do": "save"}  # fmt: skip
    answer = operator.post(page, data)
    assert answer.status_code == 409 and "没有公开（公告）号" in answer.content.decode()
    assert 'value="示例"' in answer.content.decode(), "what was typed stays"
    assert not ColumnMapping.objects.exists()
    discard = reverse("imports_staff:discard", args=[run.public_id])
    assert operator.get(discard).status_code == 200 and operator.post(discard).status_code == 302
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("name", ["cnipa/titles_abstracts_1.xlsx", "cnipa/titles_abstracts_2.xlsx"])
def test_lists_without_patent_numbers_are_refused_for_that_reason(name: str) -> None:
    path = shared_data(name)
    with pytest.raises(Refused) as refused:
        file_check(path)
    assert refused.value.refusal.code == "number_missing"
    with files_taken([path]) as taken:
        batch = import_batch_start(taken=taken, by=people.user("operator"), on=IMPORT_DAY)
    assert batch.refused == [{"name": path.name, "code": "number_missing"}] and not ImportRun.objects.exists()


@pytest.mark.parametrize(
    "number", ["201310699744", "13/974256", "13/974,256", "10-2013-0123456", "PCT/CN2013/089123", "2013-123456"]
)
def test_a_list_whose_numbers_stand_under_an_unknown_heading_is_asked_about(tmp_path: Path, number: str) -> None:
    rows = (f'示例,示例摘要,"{number}"',)
    assert file_look(odd(tmp_path, header="名称,摘要,件", rows=rows)).layout is None
    assert waiting(odd(tmp_path, "b.csv", header="名称,摘要,申请号", rows=("示例,示例摘要,",))).format == ""


@pytest.mark.parametrize("cell", ["2013-03-26", "26/03/2013", "20130326", "2013", "12", "G06F17/30", "示例2013000001"])
def test_days_classes_and_counts_are_no_numbers(tmp_path: Path, cell: str) -> None:
    with pytest.raises(Refused) as refused:
        file_look(odd(tmp_path, header="名称,摘要,件", rows=(f"示例,示例摘要,{cell}",)))
    assert refused.value.refusal.code == "number_missing"


def test_mappings_are_listed_renamed_and_deleted(
    operator: Client, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    listed = reverse("imports_staff:mappings")
    assert "还没有列对应" in operator.get(listed).content.decode()
    by = people.user("operator")
    one = column_mapping_save(run=waiting(odd(tmp_path)), name="甲来源", source="other", recipe=recipe(), by=by)
    with django_assert_max_num_queries(30) as few:
        operator.get(listed)
    two = column_mapping_save(
        run=waiting(odd(tmp_path, header="甲,乙", rows=("1,2",))), name="乙来源", source="lens",
        recipe=Recipe({"publication_number": "甲"}), by=by,
    )  # fmt: skip
    with django_assert_max_num_queries(30) as more:
        page = operator.get(listed).content.decode()
    assert len(few) == len(more) and "甲来源" in page and "乙来源" in page
    address = reverse("imports_staff:mapping_one", args=[two.public_id])
    assert "公开（公告）号" in operator.get(address).content.decode()
    assert operator.post(address, {"name": "甲来源"}).status_code == 409
    assert operator.post(address, {"name": "丙来源"}).status_code == 302
    delete = reverse("imports_staff:mapping_delete", args=[one.public_id])
    assert operator.get(delete).status_code == 200 and ColumnMapping.objects.count() == 2
    assert operator.post(delete).status_code == 302
    assert list(ColumnMapping.objects.values_list("name", flat=True)) == ["丙来源"]


@pytest.mark.parametrize(("role", "reads"), [("general_section", 200), ("editor", 404), ("mediator", 404)])
def test_other_roles_map_nothing(client: Client, tmp_path: Path, role: str, reads: int) -> None:
    run = waiting(odd(tmp_path))
    kept = column_mapping_save(run=run, name="示例", source="other", recipe=recipe(), by=people.user("operator"))
    person = people.user(role)
    for act in (
        lambda: column_mapping_save(run=run, name="示例", source="other", recipe=recipe(), by=person),
        lambda: column_mapping_rename(mapping=kept, name="别名", by=person),
        lambda: column_mapping_delete(mapping=kept, by=person),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.refusal.code == "not_allowed"
    client.force_login(person)
    assert client.get(reverse("imports_staff:mappings")).status_code == reads
    assert client.get(reverse("imports_staff:mapping_one", args=[kept.public_id])).status_code == reads
    for name, key in (("mapping", run), ("discard", run), ("mapping_delete", kept)):
        assert client.post(reverse(f"imports_staff:{name}", args=[key.public_id])).status_code == 404
