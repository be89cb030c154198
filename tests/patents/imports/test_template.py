"""The template's page and files: every column is explained, the files are read as the template, by whom."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from ipplatform.spreadsheets import sheet_open
from patents.imports.readers import TEMPLATE_COLUMNS, TEMPLATE_HEADER, detect
from patents.imports.template_file import KINDS, NOTES
from tests.factories import people

pytestmark = pytest.mark.django_db


def test_every_column_says_what_it_takes_and_no_other() -> None:
    assert list(NOTES) == list(TEMPLATE_COLUMNS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_file_is_read_back_as_the_template(client: Client, tmp_path: Path, kind: str) -> None:
    client.force_login(people.user("operator"))
    answer = client.get(reverse("imports_staff:template_file", args=[kind]))
    assert f'filename="import-template.{kind}"' in answer["Content-Disposition"]
    path = tmp_path / f"template.{kind}"
    path.write_bytes(answer.getvalue())
    with sheet_open(path) as sheet:
        rows = [list(row) for row in sheet.rows]
    assert rows == [list(TEMPLATE_HEADER)]
    layout = detect(rows)
    assert (layout.reader.format, set(layout.index)) == ("template", set(TEMPLATE_COLUMNS))


def test_the_page_lists_the_columns_and_links_the_files(client: Client) -> None:
    client.force_login(people.user("general_section"))
    page = client.get(reverse("imports_staff:template")).content.decode()
    assert all(names[0] in page for names in TEMPLATE_COLUMNS.values())
    assert all(reverse("imports_staff:template_file", args=[kind]) in page for kind in KINDS)
    assert reverse("imports_staff:upload") not in page
    listed = client.get(reverse("imports_staff:list")).content.decode()
    assert reverse("imports_staff:template") in listed
    assert client.get("/admin/imports/template.doc").status_code == 404


@pytest.mark.parametrize("role", ["mediator", "editor"])
def test_others_do_not_see_it(client: Client, role: str) -> None:
    client.force_login(people.user(role))
    assert client.get(reverse("imports_staff:template")).status_code == 404
    assert client.get(reverse("imports_staff:template_file", args=["csv"])).status_code == 404
