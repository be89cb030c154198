"""By which headings a format is known, and which lists of anybody's are asked about instead."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from patents.imports.models import ColumnMapping, ImportRun, SourceRecord
from patents.imports.readers import READERS, HeaderUnknown, Recipe, detect, proposal
from patents.imports.services import column_mapping_save, file_look, import_run_execute, import_run_start
from patents.records.models import Patent
from tests.factories import people
from tests.factories.patents import IMPORT_DAY, index_ready, patsnap_file, template_file
from tests.patents.imports.reading import read

PATSNAP = ("公开(公告)号", "标题", "当前申请(专利权)人", "简单法律状态", "IPC分类号")
ESPACENET = ("Title", "Publication number", "Publication date", "Inventor(s)", "Applicant(s)",
             "International classification")  # fmt: skip
ESPACENET_NEW = ("No", "Title", "Inventors", "Applicants", "Publication number", "Earliest priority", "IPC", "CPC",
                 "Publication date", "Earliest publication", "Family number")  # fmt: skip
PATENTSCOPE = ("Publication Number", "Publication Date", "Title", "Priority Data", "IPC", "Applicants", "Inventors")
PATENTSCOPE_NEW = ("Application Id", "Application Number", "Application Date", "Country", "Title", "Abstract", "I P C",
                   "Applicants", "Inventors", "Priorities Data", "Image", "Publication Number",
                   "Publication Date")  # fmt: skip
LENS_2015 = ("#", "Jurisdiction", "Kind", "Publication Number", "Publication Date", "Publication Year", "Title",
             "Applicants", "Cited Count", "Simple Family Size")  # fmt: skip
LENS_2017 = ("#", "Jurisdiction", "Kind", "Publication Number", "Lens ID", "Publication Date", "Title")
LENS_2021 = ("#", "Jurisdiction", "Kind", "Display Key", "Lens ID", "Publication Date", "Title", "Owners")
GOOGLE = ("id", "title", "assignee", "inventor/author", "priority date", "filing/creation date", "publication date",
          "grant date", "result link")  # fmt: skip
SUMOBRAIN = ("Document Number", "Document Type", "Publication Date", "Title", "Inventor Name", "Assignee")
TEMPLATE = ("公开（公告）号", "标题", "申请人", "来源说明")
KNOWN = [
    ("patsnap", PATSNAP), ("espacenet", ESPACENET), ("espacenet", ESPACENET_NEW), ("patentscope", PATENTSCOPE),
    ("patentscope", PATENTSCOPE_NEW), ("lens", LENS_2015), ("lens", LENS_2017), ("lens", LENS_2021),
    ("google_patents", GOOGLE), ("sumobrain", SUMOBRAIN), ("template", TEMPLATE),
]  # fmt: skip
LOCAL = "公开号,标题,申请人,申请日,IPC"
PATSNAP_ENGLISH = "Publication Number,Title,Current Assignee,IPC,Application Date,Publication Date"
PATENTSCOPE_SHORT = "Publication Number,Publication Date,Title,IPC,Applicants,Inventors"
GERMAN_OR_SO = "Publication number,Title,Inventors,Applicants,IPC,CPC,Publication date"


def full_width(text: str) -> str:
    """As an input method in full width writes it."""
    return "".join(chr(ord(mark) + 0xFEE0) if "!" <= mark <= "~" else mark for mark in text)


def found(titles: tuple[str, ...], *, format: str = "auto") -> str:
    return detect([list(titles)], format=format).reader.format


@pytest.mark.parametrize(("format", "titles"), KNOWN)
def test_each_format_is_known_however_its_headings_are_written(format: str, titles: tuple[str, ...]) -> None:
    assert found(titles) == format
    assert found(tuple(reversed(titles))) == format
    assert found(tuple(full_width(title) for title in titles)) == format
    assert found(tuple(f"[标]{title}" for title in titles)) == format
    assert found(tuple(f" {title.upper()} " for title in titles)) == format
    beside = detect([[*titles, "本地备注"]])
    assert (beside.reader.format, [beside.titles[at] for at in beside.unknown_columns][-1]) == (format, "本地备注")
    assert unicodedata.normalize("NFKC", full_width("Title(s)")) == "Title(s)"


@pytest.mark.parametrize(
    ("header", "cells", "proposed"),
    [
        (LOCAL, ["CN190000001A", "示例", "示例甲;示例乙", "2019-03-26", "G06F17/30;G06F16/00"],
         {"publication_number", "title", "applicants", "filing_date", "ipc"}),
        (PATSNAP_ENGLISH, ["CN190000001A", "Box", "ACME | BETA", "G06F17/30 | G06F16/00", "2019-01-02", "2020-01-02"],
         {"publication_number", "title", "assignees", "ipc", "filing_date", "publication_date"}),
        (PATENTSCOPE_SHORT, ["EP1900000", "26.03.2019", "Box", "G06F 17/30;G06F 16/00", "ACME;BETA", "A;B"],
         {"publication_number", "publication_date", "title", "ipc", "applicants", "inventors"}),
        (GERMAN_OR_SO, ["EP1900000A1", "Box", "A", "ACME", "G06F17/30", "G06F17/30", "2019-03-26"],
         {"publication_number", "title", "inventors", "applicants", "ipc", "cpc", "publication_date"}),
    ],
)  # fmt: skip
def test_a_list_that_could_be_anybodys_is_asked_about(header: str, cells: list[str], proposed: set[str]) -> None:
    table = [header.split(","), cells, cells]
    with pytest.raises(HeaderUnknown):
        detect(table)
    assert set(proposal(table, READERS).recipe.columns) == proposed


def test_a_format_that_a_person_names_is_read_without_telling_headings() -> None:
    assert found(tuple(LOCAL.split(",")), format="patsnap") == "patsnap"
    assert found(tuple(PATENTSCOPE_SHORT.split(",")), format="patentscope") == "patentscope"


def test_most_known_headings_win_then_the_more_telling_ones() -> None:
    # Six of each: two that tell of PATENTSCOPE, one of Espacenet, which stands before it in the list.
    shared = ("Publication Number", "Publication Date", "Title", "IPC")
    assert found((*shared, "Applicants", "Earliest priority", "Priority Data", "FP Image")) == "patentscope"
    # Seven of Espacenet's against six.
    assert found((*shared, "Applicants", "Earliest priority", "Family number", "Priority Data")) == "espacenet"


def test_full_width_headings_are_read_like_the_others() -> None:
    titles = tuple(full_width(title) for title in PATSNAP)
    (one,) = read(titles, ["CN190000001A", "示例", "示例甲公司 | 示例乙公司", "有效", "G06F17/30"])
    assert one.values["assignees"] == ["示例甲公司", "示例乙公司"]


@pytest.mark.django_db
def test_a_local_list_opens_the_mapping_page(tmp_path: Path) -> None:
    path = tmp_path / "local.csv"
    path.write_text(f"{LOCAL}\nCN190000001A,示例,示例甲;示例乙,2019-03-26,G06F17/30\n", "utf-8")
    assert file_look(path).layout is None
    named = file_look(path, format="patsnap").layout
    assert named is not None and named.reader.format == "patsnap"


@pytest.mark.django_db
def test_a_person_says_that_a_file_is_not_of_the_format_found(client: Client, tmp_path: Path) -> None:
    index_ready()
    by = people.user("operator")
    client.force_login(by)
    row = {"公开(公告)号": "CN190000001A", "标题": "示例甲", "简单法律状态": "示例乙"}
    path = patsnap_file(tmp_path / "a.xlsx", [row])
    run = import_run_start(file=path, format="auto", cutoff=None, by=by, on=IMPORT_DAY)
    page, mapping = (reverse(f"imports_staff:{name}", args=[run.public_id]) for name in ("run", "mapping"))
    assert run.format == "patsnap" and mapping in client.get(page).content.decode()
    shown = client.get(mapping)
    assert shown.status_code == 200 and "智慧芽" in shown.content.decode()
    titles = [title for title in run.header if title]
    chosen = {"公开(公告)号": "publication_number", "简单法律状态": "title"}
    data = {f"column-{n}": chosen.get(title, "") for n, title in enumerate(titles)}
    data |= {"separator": ";", "date_order": "ymd", "header": "1", "name": "示例", "source": "other", "do": "save"}
    assert client.post(mapping, data).status_code == 302
    run.refresh_from_db()
    assert (run.format, run.source, run.mapping) == ("mapped", "other", ColumnMapping.objects.get())
    import_run_execute(run=run, by=by, on=IMPORT_DAY)
    assert Patent.objects.get(number="CN190000001A").title == "示例乙"
    assert client.get(mapping).status_code == 302 and mapping not in client.get(page).content.decode(), "it was read"
    # The next file with these headings is read as this person said, unless somebody names the format.
    again = file_look(path)
    assert again.mapping == run.mapping and file_look(path, format="patsnap").mapping is None


@pytest.mark.django_db
def test_files_that_wait_as_the_overruled_format_are_read_by_the_mapping_too(tmp_path: Path) -> None:
    index_ready()
    by = people.user("operator")
    paths = [patsnap_file(tmp_path / f"{n}.xlsx", [{"公开(公告)号": f"CN19000000{n}A"}]) for n in range(3)]
    first, second, begun = (
        import_run_start(file=path, format="auto", cutoff=None, by=by, on=IMPORT_DAY) for path in paths
    )
    import_run_execute(run=begun, by=by, on=IMPORT_DAY)
    other = template_file(tmp_path / "t.xlsx", [{"publication_number": "CN190000009A"}])
    template = import_run_start(file=other, format="auto", cutoff=None, by=by, on=IMPORT_DAY)
    said = Recipe({"publication_number": "公开(公告)号"})
    column_mapping_save(run=first, name="示例", source="other", recipe=said, by=by)
    for run in (second, begun, template):
        run.refresh_from_db()
    assert (second.format, second.source, begun.format, template.format) == ("mapped", "other", "patsnap", "template")


@pytest.mark.django_db
def test_a_file_whose_format_a_person_named_keeps_it_when_another_is_overruled(tmp_path: Path) -> None:
    index_ready()
    by = people.user("operator")
    paths = [patsnap_file(tmp_path / f"{n}.xlsx", [{"公开(公告)号": f"CN19000000{n}A"}]) for n in range(3)]
    first, named, found = (
        import_run_start(file=path, format=format, cutoff=None, by=by, on=IMPORT_DAY)
        for path, format in zip(paths, ("patsnap", "patsnap", "auto"), strict=True)
    )
    said = Recipe({"publication_number": "公开(公告)号"})
    column_mapping_save(run=first, name="示例", source="other", recipe=said, by=by)
    for run in (first, named, found):
        run.refresh_from_db()
    assert (first.format, named.format, found.format) == ("mapped", "patsnap", "mapped")
    import_run_execute(run=named, by=by, on=IMPORT_DAY)
    assert SourceRecord.objects.get(run=named).source == "patsnap"


@pytest.mark.django_db
def test_only_who_imports_is_offered_the_columns(client: Client, tmp_path: Path) -> None:
    path = patsnap_file(tmp_path / "a.xlsx", [{"公开(公告)号": "CN190000001A"}])
    import_run_start(file=path, format="auto", cutoff=date(2026, 1, 1), by=people.user("operator"), on=IMPORT_DAY)
    run = ImportRun.objects.get()
    client.force_login(people.user("general_section"))
    mapping = reverse("imports_staff:mapping", args=[run.public_id])
    assert mapping not in client.get(reverse("imports_staff:run", args=[run.public_id])).content.decode()
    assert client.get(mapping).status_code == 404
