"""Reference facts: complete codes, titles in both languages, the concordance, names by rule."""

import csv
import re

import pytest

from patents.records.classification import symbol_normal
from patents.records.numbers import OFFICE_NAMES, office_code, publication_number
from patents.records.reference import (
    FIELDS,
    ipc_chain,
    ipc_children,
    ipc_known,
    ipc_title,
    is_office,
    legal_code_meaning,
    office_name,
    place_name,
    prefecture_short,
    province_short,
    region,
    region_by_name,
    territory,
    wipo_field,
    wipo_fields,
)
from patents.records.reference.files import rows
from patents.records.reference.wipo import SECTORS
from tests.shared_data import shared_data

# Doubled in the development file, so that one of each pair has another level there.
NOT_IN_FILE = {
    "A24F", "B62J", "C01", "C01C", "C01D", "C01F", "C01G", "C09D", "C10G", "C23C", "C23F", "F16D", "F25D", "H01L",
}  # fmt: skip


def test_every_ipc_place_has_a_short_title_in_both_languages() -> None:
    entries = rows("ipc.csv")
    assert len({row["code"] for row in entries}) == len(entries)
    now = [row["code"] for row in entries if row["edition"] == "2026.01"]
    assert [sum(len(code) == length for code in now) for length in (1, 3, 4)] == [8, 132, 656]
    assert all(row["zh"] and len(row["zh"]) <= 24 and row["en"].isascii() and row["en"] for row in entries)
    assert all(ipc_known(code[:3]) and ipc_known(code[:1]) for code in now)


def test_ipc_codes_are_those_of_the_scheme() -> None:
    with shared_data("reference/ipc_2026_01_zh.csv").open(encoding="utf-8") as file:
        levels = {"section", "class", "subclass"}
        scheme = {row["code"] for row in csv.DictReader(file) if row["level"] in levels}
    ours = {row["code"] for row in rows("ipc.csv") if row["edition"] == "2026.01"}
    assert not scheme - ours
    assert ours - scheme == NOT_IN_FILE


def test_a_symbol_stands_in_its_section_class_and_subclass() -> None:
    assert [entry.code for entry in ipc_chain("A61K")] == ["A", "A61", "A61K"]
    assert ipc_title("H01M") != ipc_title("H01")
    assert ipc_title("H01M", "en-gb") == "Batteries, fuel cells"
    assert ipc_title("H01ZZ9") == ipc_title("H01") and ipc_title("") == "" and ipc_chain("ZZ") == ()
    assert [entry.code for entry in ipc_children()] == list("ABCDEFGH")
    assert [entry.code for entry in ipc_children("B81")] == ["B81B", "B81C"]
    assert ipc_children("B81B") == ()
    assert ipc_chain("F24J2/00")[-1].former


@pytest.mark.parametrize(
    ("symbol", "codes", "zh", "en"),
    [
        ("G02B27/01", ["G", "G02", "G02B", "G02B27/00"], "其余光学系统，如头戴显示",
         "Other optical systems, e.g. head-worn displays"),
        ("G02B27/00", ["G", "G02", "G02B", "G02B27/00"], "其余光学系统，如头戴显示",
         "Other optical systems, e.g. head-worn displays"),
        ("H01M10", ["H", "H01", "H01M", "H01M10/00"], "蓄电池", "Secondary cells"),
        ("H01L51/52", ["H", "H01", "H01L", "H01L51/00"], "有机半导体器件（旧）",
         "Organic semiconductor devices (former)"),
        ("A01B1/02", ["A", "A01", "A01B"], "耕作机具", "Soil working, farm implements"),
        ("H01M1/02", ["H", "H01", "H01M"], "电池与燃料电池", "Batteries, fuel cells"),
    ],
)  # fmt: skip
def test_a_symbol_stands_in_its_main_group_where_that_has_a_title(
    symbol: str, codes: list[str], zh: str, en: str
) -> None:
    assert [entry.code for entry in ipc_chain(symbol)] == codes
    assert (ipc_title(symbol), ipc_title(symbol, "en")) == (zh, en)


def test_a_main_group_is_known_by_both_of_its_writings_and_its_subgroups_are_not() -> None:
    assert ipc_known("H01M10") and ipc_known("H01M10/00") and not ipc_known("H01M10/0562")
    assert not ipc_known("A01B1") and not ipc_known("H01ZZ9") and not ipc_known("")
    assert ipc_chain("H01L51/52")[-1].former and not ipc_chain("H01M10/0562")[-1].former
    numbers = [int(entry.code[4:].partition("/")[0]) for entry in ipc_children("G02B")]
    assert numbers == sorted(numbers) and {1, 9, 11, 27} <= set(numbers)


def test_every_main_group_has_a_short_title_in_both_languages_and_its_place() -> None:
    entries = rows("ipc_groups.csv")
    assert len(entries) > 500
    for row in entries:
        assert re.fullmatch(r"[A-H]\d{2}[A-Z][1-9]\d{0,2}/00", row["code"]), row
        assert ipc_known(row["code"][:4]), row
        assert 2 <= len(row["zh"]) <= 20 and row["zh"] == row["zh"].strip(), row
        assert row["en"].isascii() and 0 < len(row["en"]) <= 70, row
        former = row["edition"] == "former"
        assert former or row["edition"] == "2026.01", row
        assert former == row["zh"].endswith("（旧）") == row["en"].endswith("(former)"), row
    places = [(row["code"][:4], int(row["code"][4:-3])) for row in entries]
    assert places == sorted(set(places))


def test_main_groups_of_a_subclass_are_told_apart_by_their_titles() -> None:
    for name in ("zh", "en"):
        titles = [(row["code"][:4], row[name]) for row in rows("ipc_groups.csv")]
        assert len(set(titles)) == len(titles)


def test_main_groups_are_those_of_the_scheme_and_not_its_words() -> None:
    with shared_data("reference/ipc_2026_01_zh.csv").open(encoding="utf-8") as file:
        scheme = {row["code"]: row["title_zh"] for row in csv.DictReader(file) if row["level"] == "group"}
    entries = rows("ipc_groups.csv")
    for row in entries:
        if row["edition"] == "former":
            assert row["code"] not in scheme, row
        else:
            assert row["code"] in scheme or row["code"][:4] in NOT_IN_FILE, row
    same = [row["code"] for row in entries if scheme.get(row["code"], "").startswith(row["zh"])]
    assert len(same) < len(entries) / 50, same


def test_most_main_groups_of_a_real_export_have_a_title() -> None:
    with shared_data("lens/pizza_lens_1000.csv").open(encoding="cp1252", errors="replace", newline="") as file:
        cells = [row["IPCR Classifications"].split(";;") for row in csv.DictReader(file)]
    symbols = [{symbol_normal(raw) or "" for raw in cell} for cell in cells]
    groups = [group for found in symbols for group in {one.partition("/")[0] for one in found} if len(group) > 4]
    assert len(groups) == 1580
    assert sum(map(ipc_known, groups)) / len(groups) > 0.95


def test_the_concordance_is_wipos_rule_by_rule() -> None:
    with shared_data("reference/ipc_technology_wipo35.csv").open(encoding="utf-8") as file:
        official = [(row["ipc"].rstrip("%"), int(row["field_nr"])) for row in csv.DictReader(file)]
    assert len(official) == 761
    for pattern, number in official:
        symbol = pattern[:4] + pattern[4:].strip()
        field = wipo_field(symbol + ("/02" if len(symbol) > 4 else ""))
        assert field is not None and field.number == number, pattern
    subclasses = {pattern[:4] for pattern, _number in official}
    for entry in rows("ipc.csv"):
        if len(entry["code"]) == 4 and entry["code"] not in subclasses:
            assert wipo_field(entry["code"] + "1/00") is None, entry["code"]


def test_fields_of_several_symbols_count_once_and_the_unmapped_stay_out() -> None:
    assert [field.number for field in FIELDS] == list(range(1, 36))
    assert {field.sector for field in FIELDS} == set(SECTORS)
    assert [field.number for field in wipo_fields(["H04N5/00", "H04N21/4", "H04N7/1", "G06V10/00", "H10B1/00"])] == [
        2,
        4,
    ]
    assert wipo_field("H04N") is None and wipo_field("H01L") == FIELDS[7] and wipo_field("H01L21/00") == FIELDS[7]


def test_countries_are_those_of_iso_and_offices_stand_beside_them() -> None:
    with shared_data("reference/iso3166_en.csv").open(encoding="utf-8") as file:
        iso = {row["alpha_2"] for row in csv.DictReader(file)}
    entries = rows("territories.csv")
    assert {row["code"] for row in entries if row["kind"] == "country"} == iso
    assert territory("NA").en == "Namibia" and territory("SU").kind == "former" and not is_office("ZZ")
    assert {"EP", "WO", "EA", "OA", "AP", "GC"} <= {row["code"] for row in entries if row["kind"] == "organisation"}
    assert {code: office_name(code) for code in OFFICE_NAMES} == OFFICE_NAMES
    assert office_name("EP", "en") == "European Patent Office" and office_name("ZZ") == "ZZ"


@pytest.mark.parametrize(
    ("name", "code"), [("纳米比亚", "NA"), ("Namibia", "NA"), ("na", "NA"), ("前苏联", "SU"), ("Nowhere", "")]
)
def test_an_office_is_known_by_each_of_its_names(name: str, code: str) -> None:
    assert office_code(name) == code


def test_a_number_of_a_rare_country_shows_its_office() -> None:
    assert publication_number("NA 2005123 A").office == "NA"


def test_divisions_are_those_of_the_standard() -> None:
    every = rows("regions.csv")
    entries = [row for row in every if row["code"].endswith("00")]
    provinces = [row for row in entries if row["code"].endswith("0000")]
    assert (len(provinces), len(entries) - len(provinces), len(every) - len(entries)) == (34, 333, 2843)
    assert all(region_by_name(row["name"]).code == row["code"] for row in entries)
    assert max(len(region(row["code"]).short) for row in entries) <= 5


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("湖南省", "湖南"), ("湖南", "湖南"), ("内蒙古自治区", "内蒙古"), ("新疆维吾尔自治区", "新疆"),
        ("北京市", "北京"),
        ("香港特别行政区", "香港"), ("California", "California"), ("长沙市", "长沙市"), ("吉林市", "吉林市"),
    ],
)  # fmt: skip
def test_short_name_of_a_province(name: str, short: str) -> None:
    assert province_short(name) == short


@pytest.mark.parametrize(
    ("name", "short"),
    [("长沙市", "长沙"), ("湘西土家族苗族自治州", "湘西"), ("大兴安岭地区", "大兴安岭"), ("锡林郭勒盟", "锡林郭勒"),
     ("吉林市", "吉林"), ("湖南省", "湖南省"), ("Munich", "Munich")],
)  # fmt: skip
def test_short_name_of_a_prefecture(name: str, short: str) -> None:
    assert prefecture_short(name) == short


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("430104", "湖南省长沙市岳麓区"), ("430112001", "湖南省长沙市望城区"), ("430182", "湖南省长沙市宁乡市"),
        ("430100", "湖南省长沙市"), ("430000", "湖南省"), ("110101", "北京市东城区"), ("430199", "湖南省长沙市"),
        ("", ""), ("99", ""), ("x", ""),
    ],
)  # fmt: skip
def test_a_code_is_read_as_a_place(code: str, name: str) -> None:
    assert place_name(code) == name


def test_a_name_of_two_places_is_decided_by_rank_or_by_province() -> None:
    assert region_by_name("吉林").is_province and region_by_name("吉林市").code == "220200"
    assert region_by_name("海南").code == "460000" and region_by_name("海南", "青海省").code == "632500"
    assert region_by_name("430104") is None and region("430104").short == "长沙" and region("99") is None


def test_codes_of_legal_events_are_told_apart_by_office() -> None:
    entries = rows("legal_codes.csv")
    assert len({(row["office"], row["code"]) for row in entries}) == len(entries)
    assert legal_code_meaning("CN", "GR01 ") == "授权公告" and legal_code_meaning("EP", "17Q", "en")
    assert legal_code_meaning("US", "GR01") == ""
