"""The real export through import, index and search: the counts of the issue, exactly."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from patents.imports.services import import_run_execute, import_run_start
from tests.factories import people
from tests.shared_data import shared_data

pytestmark = [pytest.mark.django_db, pytest.mark.scale]
EXPECTED = {"波导": 813, "眼镜": 481, "头戴式": 430, "虚拟现实": 81, "显示": 2703, "光": 2890}


def _search(*arguments):
    out = StringIO()
    call_command("search_patents", *arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_the_real_file_is_found_exactly_and_its_facets_equal_the_expected_answers(client, settings, tmp_path):
    settings.SEARCH_FILE = tmp_path / "search.db"
    settings.PRIVATE_FILES_DIR = tmp_path / "private"
    path = shared_data("patsnap/ar_glasses.xlsx")
    expected = json.loads(shared_data("patsnap/ar_glasses_expected.json").read_text())
    operator, day = people.user("operator"), date(2026, 11, 1)
    run = import_run_start(file=path, format="auto", cutoff=None, by=operator, on=day)
    import_run_execute(run=run, by=operator, on=day)
    for word, count in EXPECTED.items():
        assert _search(f"TI={word}", "--filter", "source=patsnap")["total"] == count, word
    facets = _search("", "--filter", "source=patsnap")["facets"]
    assert dict(facets["type"])["发明申请"] == expected["per_patent_type"]["发明申请"] == 11181
    status = expected["per_simple_legal_status"]
    assert all(dict(facets["status"]).get(name) == count for name, count in status.items() if name != "-")
    years = {year: count for year, count in expected["per_year"].items() if year.isdigit()}
    assert {year: count for year, count in facets["year"]} == years
    assert [tuple(pair) for pair in facets["ipc"][:10]] == [tuple(pair) for pair in expected["top10_ipc_subclasses"]]
    page = client.get("/patents/", {"q": "TI=波导", "source": "patsnap"}).content.decode()
    assert '<b class="hit-count">813</b>' in page
