"""Numbers as a certificate has them (`ZL 2013 1 0699744.2`): the application number, in whichever column they stand."""

from pathlib import Path

import pytest

from patents.imports.raw import RawPatent, RowRefused
from patents.imports.readers import READERS, Recipe, detect, proposal, rows_read
from patents.records.models import Patent
from tests.factories.patents import imported, template_file
from tests.patents.imports.reading import results

WRITTEN = ("ZL201310699744.2", "ZL 2013 1 0699744.2", "zl2013106997442")
TEMPLATE = ("公开（公告）号", "申请号", "标题", "来源说明")
RECIPE = Recipe({"publication_number": "号", "application_number": "件", "title": "题"})


def mapped(number: str, application: str) -> RawPatent | RowRefused:
    table = [["号", "件", "题"], [number, application, "示例"]]
    (found,) = rows_read(detect(table, recipe=RECIPE), table)
    return found


def of_template(number: str, application: str) -> RawPatent | RowRefused:
    (found,) = results(TEMPLATE, [number, application, "示例", "专利证书"])
    return found


@pytest.mark.parametrize("read", [mapped, of_template])
@pytest.mark.parametrize("text", WRITTEN)
def test_a_patent_number_is_read_as_the_application_number(read, text: str) -> None:
    for cells in ((text, ""), ("", text), (text, "201310699744.2"), (text, text)):
        found = read(*cells)
        assert isinstance(found, RawPatent), cells
        assert (found.publication_number, found.office, found.application_number) == ("", "CN", "201310699744.2")
    both = read("CN104567890B", text)
    assert isinstance(both, RawPatent)
    assert (both.publication_number, both.application_number) == ("CN104567890B", "201310699744.2")


@pytest.mark.parametrize("read", [mapped, of_template])
def test_a_wrong_one_or_one_beside_another_number_is_refused(read) -> None:
    assert read("ZL201310699744.3", "").reason == "application_number_invalid"
    assert read("ZL201310699744.2", "201610076159.0").reason == "patent_number"
    assert read("ZL201310699744.2", "无").reason == "patent_number"


@pytest.mark.parametrize("text", ["201310699744", "CN 201310699744", "ZL201310699744"])
def test_the_template_takes_a_number_without_check_digit_and_marks_it(text: str) -> None:
    for cells in (("", text), ("CN104567890B", text)):
        found = of_template(*cells)
        assert isinstance(found, RawPatent)
        assert (found.application_number, found.values["check_computed"]) == ("201310699744.2", True)
        assert found.flags == [("申请号", "check_computed")]
    whole = of_template("", "201310699744.2")
    assert isinstance(whole, RawPatent) and "check_computed" not in whole.values and whole.flags == []


def test_a_column_of_patent_numbers_is_proposed_as_application_numbers() -> None:
    header = ["专利号", "专利名称", "专利权人", "国别"]
    rows = [["ZL201310699744.2", "示例一", "示例甲公司", "CN"], ["ZL 2016 1 0076159.0", "示例二", "示例乙公司", "CN"]]
    columns = proposal([header, *rows], READERS).recipe.columns
    assert columns["application_number"] == "专利号" and "publication_number" not in columns
    published = proposal([header, ["CN104567890B", "示例", "示例甲公司", "CN"]], READERS).recipe.columns
    assert published["publication_number"] == "专利号"


@pytest.mark.django_db
def test_the_certificate_and_the_office_speak_of_one_patent(tmp_path: Path) -> None:
    said = {"publication_number": "CN104567890B", "application_number": "201310699744.2"}
    imported(template_file(tmp_path / "a.xlsx", [said, {"publication_number": WRITTEN[1]}]))
    assert Patent.objects.get().number == "CN104567890B"
