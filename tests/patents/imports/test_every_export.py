"""Every patent export beside the checkout through the command: its format is known by itself, its rows are all counted.

The two largest are judged without writing here; the tests of their own formats import them whole.
"""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from patents.imports.models import ImportRun
from tests.browser import ROOT
from tests.factories.patents import index_ready
from tests.patents.imports.exports import EXPECTED, EXPORTS, KEYED, TABLES, rows_of
from tests.patents.imports.vendor_files import expected_of
from tests.shared_data import shared_data

pytestmark = pytest.mark.django_db
JUDGED_ONLY = ("patsnap/ar_glasses.xlsx", "patentscope/pizza_medium.xls")
REFUSED = {
    "epo_ops/search_15.xml": "xml_numbers_only",
    "epo_ops/search_100.xml": "xml_numbers_only",
    "epo_ops/description_1.xml": "xml_description_only",
    "cnipa/titles_abstracts_1.xlsx": "number_missing",
    "cnipa/titles_abstracts_2.xlsx": "number_missing",
}
NO_EXPORTS = {"epo_ops/legal_code_descriptions.xlsx"}
VENDORS = ("patsnap", "patentscope", "lens", "espacenet", "google_patents", "sumobrain", "epo_ops", "cnipa")


def command(*names: str, options: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """What the command answers for these files."""
    index_ready()
    out = StringIO()
    paths = [str(shared_data(name)) for name in names]
    call_command("import_patents", *paths, *options, "--json", stdout=out, stderr=StringIO())
    found = json.loads(out.getvalue().splitlines()[-1])
    return found if isinstance(found, list) else [found]


def test_no_export_beside_the_checkout_is_left_out() -> None:
    folders = [shared_data(vendor) for vendor in VENDORS]
    there = {f"{folder.name}/{path.name}" for folder in folders for path in folder.iterdir()}
    assert {name for name in there if not name.endswith("_expected.json")} == {*EXPORTS, *REFUSED} | NO_EXPORTS


@pytest.mark.parametrize("name", EXPORTS)
def test_each_is_known_by_itself_and_all_its_rows_are_counted(name: str) -> None:
    form, rows = EXPORTS[name][0], rows_of(name)
    options = ("--dry-run",) if name in JUDGED_ONLY else ()
    (answer,) = command(name, options=options)
    refused = 2 if form == "patsnap" else 0
    assert (answer["format"], answer["rows"], answer["refused"]) == (form, rows, refused)
    # Four rows of PATENTSCOPE repeat a number, one of them in another letter case: no new record.
    again = 4 if form == "patentscope" else 0
    counts = {key: answer[key] for key in ("created", "updated", "unchanged")}
    assert sum(counts.values()) == rows - refused and counts["created"] >= rows - refused - again
    assert ImportRun.objects.count() == (0 if options else 1)
    if name in KEYED:
        assert (answer["publications"], answer["patents"]) == KEYED[name][1:]


def test_raw_and_keyed_figures_stand_side_by_side_in_the_documentation() -> None:
    page = (ROOT / "docs/import-formats.md").read_text("utf-8")
    for name, (numbers, publications, patents) in KEYED.items():
        assert f"| {name} | {rows_of(name):,} | {numbers:,} | {publications:,} | {patents:,} |" in page, name
        if TABLES[name][1] == EXPECTED:
            assert expected_of(f"{name.rpartition('.')[0]}_expected.json")["unique_numbers"] == numbers


@pytest.mark.parametrize("number", [1, 2])
def test_twins_of_sumobrain_say_the_same(number: int) -> None:
    old, new = command(f"sumobrain/autonomous_{number}.xls", f"sumobrain/autonomous_{number}.xlsx")
    assert old["created"] == old["rows"] == new["rows"] == new["unchanged"]
    expected = expected_of("sumobrain/autonomous_expected.json")
    assert expected["rows"] == sum(TABLES[f"sumobrain/autonomous_{one}.xls"][1] for one in (1, 2))


@pytest.mark.parametrize("name", REFUSED)
def test_what_holds_no_patent_is_refused_with_the_reason(name: str) -> None:
    with pytest.raises(CommandError, match=REFUSED[name]):
        command(name)
