"""Traps of PATENTSCOPE, Espacenet, Google Patents, Sumobrain and EPO OPS, in invented rows."""

from pathlib import Path

import pytest

from ipplatform.enterprises.uscc import uscc_check_letter
from ipplatform.spreadsheets import SpreadsheetRefused
from patents.imports.raw import RawPatent, RowRefused
from patents.imports.readers import HeaderUnknown, detect, rows_read, table_open
from patents.imports.readers.epo_ops import rows as ops_table
from patents.imports.readers.epo_ops.reader import claims_counted
from patents.imports.readers.espacenet import publication_of
from patents.imports.readers.names import address_cut, country_cut, rejoined
from patents.imports.readers.patentscope import symbols_of
from patents.imports.readers.sumobrain import abstract_clean, us_docdb
from patents.imports.services.refusals import file_refusal
from patents.records.numbers import publication_key
from tests.patents.imports.reading import read, results

PATENTSCOPE = ("Publication Number", "Publication Date", "Title", "Priority Data", "IPC", "Applicants", "Inventors")
OPS = '<?xml version="1.0"?><ops:world-patent-data xmlns="http://www.epo.org/exchange" xmlns:ops="http://ops.epo.org">'


@pytest.mark.parametrize(
    ("token", "symbols"),
    [
        ("A21D 13/00", ["A21D13/00"]),
        ("A21D 6/", ["A21D6"]),
        ("A21D /", ["A21D"]),
        ("A21C 9/04 A", ["A21C9/04"]),
        ("G07F 9/10 20060101AFI20130528VHKR", ["G07F9/10"]),
        ("6 A 21 D 13/02, A 47 J 37/01", ["A21D13/02", "A47J37/01"]),
        ("6 A 23 C 19/00, 19/068, 19/08, A 21 D 13/08", ["A23C19/00", "A23C19/068", "A23C19/08", "A21D13/08"]),
        ("G05D 1//02", ["G05D1/02"]),
        ("146/32", [None]),
    ],
)
def test_symbols_of_patentscope(token: str, symbols: list[str | None]) -> None:
    assert symbols_of(token) == symbols


def test_priorities_and_numbers_of_patentscope() -> None:
    cases = {
        "[08/862,505 1997-05-23T23:59:59.000Z US, 60113999 28.12.1998 US]": [
            {"country": "US", "number": "08/862,505", "date": "1997-05-23"},
            {"country": "US", "number": "60113999", "date": "1998-12-28"},
        ],
        "[US 20130225 61/768,603]": [{"country": "US", "number": "61/768,603", "date": "2013-02-25"}],
        "[null 30.12.1899 null]": [],
        "[666943  , US19910666943  , 66694391 1991-03-11T23:59:59.000Z US]": [
            {"country": "US", "number": "66694391", "date": "1991-03-11"}
        ],
    }
    rows = [(f"mxMX/a/2008/01331{i}", "", "x", text, "", "", "") for i, text in enumerate(cases)]
    found = read(PATENTSCOPE, *rows, before=[[""], ["Query: x "]])
    assert [entry.values.get("priorities", []) for entry in found] == list(cases.values())
    assert [(entry.row, entry.publication_number, entry.office) for entry in found][0] == (4, "MXA2008013310", "MX")


def test_two_publications_of_one_espacenet_row() -> None:
    header = (
        "Title", "Publication number", "Publication date", "Applicant(s)", "Application number", "Date of application",
        "Priority number(s)", "Patents cited in the search report", "Literature cited during examination",
    )  # fmt: skip
    found = read(header, [
        "Box\n", "KR20140005675 (U); KR200475295 (Y1)", "2014-11-04\n", "A CO\u2002[US];  A CO", "KR20130003385U\n",
        "20130501\n", "KR20130003385U 20130501\n", "US2015056336 (A1)\nKR200367531Y (Y1)\n", "A BOOK; B BOOK\n",
    ])  # fmt: skip
    assert [(f.publication_number, f.part, f.application_number) for f in found] == [
        ("KR20140005675U", 0, "20130003385U"), ("KR200475295Y1", 1, "20130003385U"),
    ]  # fmt: skip
    assert [f.values.get("publication_date") for f in found] == ["2014-11-04", None]
    assert found[0].values["applicants"] == ["A CO"]
    assert found[0].values["citations"] == [
        {"number": "US20150056336A1", "by": "search"}, {"number": "KR200367531Y1", "by": "search"},
        {"text": "A BOOK", "by": "examination"}, {"text": "B BOOK", "by": "examination"},
    ]  # fmt: skip
    assert found[0].flags is not found[1].flags, "a mark set on one statement later is none of the other"
    assert publication_of("KR20130006425U (U)").key == "KR20130006425U"


def test_a_row_whose_second_number_is_none_is_refused_whole() -> None:
    header = ("Title", "Publication number", "Publication date", "Inventor(s)", "Application number", "Abstract")
    found = results(header, ["Box", "KR20140005675 (U); none", "2014-11-04", "", "", ""])
    assert found == [RowRefused(2, "Publication number", "number_unreadable", "KR20140005675 (U); none")]


def test_names() -> None:
    assert rejoined("Ford Global Technologies, Llc, Apple, Inc., B. Co., Ltd., John Bond, III") == [
        "Ford Global Technologies, Llc", "Apple, Inc.", "B. Co., Ltd.", "John Bond, III",
    ]  # fmt: skip
    assert rejoined("Llc") == ["Llc"]
    assert address_cut("Google Inc. (Mountain View, CA, US)") == "Google Inc."
    assert address_cut("Aviv, Haim (IL)") == "Aviv, Haim"
    assert address_cut("Essilor (Compagnie Generale d'Optique)") == "Essilor (Compagnie Generale d'Optique)"
    assert country_cut("ELWHA LLC\u2002[US]") == "ELWHA LLC"


def test_sumobrain_abstracts_and_us_serials() -> None:
    text = "In a pool type storage system"
    assert (
        abstract_clean(f"Abstract not available for EP0022032Abstract of corresponding document: US4511500{text}")
        == text
    )
    assert abstract_clean("Abstract of EP01347371. A cup") == "1. A cup"
    assert abstract_clean(text) == text
    assert us_docdb("13/974256", 2013) == "US 201313974256 A"
    assert us_docdb("06/465,504", 1983) == "US 46550483 A"
    assert us_docdb("29/247316", 2006) == "US 24731606 F"
    assert us_docdb("EP19800400981", 1980) == "EP19800400981"


def test_us_applications_are_one_key_in_both_writings() -> None:
    assert publication_key("US2015056336 (A1)") == publication_key("US 2015/0056336 A1") == "US20150056336A1"
    assert publication_key("US8880270B1") == "US8880270B1"


def test_claims_are_counted_in_their_order() -> None:
    assert claims_counted("Claims\n1. A box.\n2. The box of claim 1.\n3 . A lid.") == 3
    assert claims_counted("A box with 3. parts") is None


def ops_rows(tmp_path: Path, body: str) -> list[RawPatent | RowRefused]:
    path = tmp_path / "a.xml"
    path.write_text(OPS + body + "</ops:world-patent-data>", encoding="utf-8")
    with table_open(path) as sheet:
        table = list(sheet.rows)
    return list(rows_read(detect(table), table))


def test_ops_a_document_without_number_is_refused_and_the_next_read(tmp_path: Path) -> None:
    reference = (
        "<bibliographic-data><publication-reference><document-id document-id-type='docdb'><country>EP</country>"
        "<doc-number>3000001</doc-number><kind>A1</kind><date>00010101</date></document-id></publication-reference>"
        "<references-cited><citation cited-phase='examination' cited-by='examiner'><nplcit><text>A book</text></nplcit>"
        "<category>Y</category></citation></references-cited></bibliographic-data>"
    )
    nameless = "<exchange-document><invention-title>No number</invention-title></exchange-document>"
    documents = f"{nameless}<exchange-document family-id='7'>{reference}</exchange-document>"
    found = ops_rows(tmp_path, f"<exchange-documents>{documents}</exchange-documents>")
    assert found[0] == RowRefused(2, "publication-reference", "number_missing", "")
    assert isinstance(found[1], RawPatent)
    assert (found[1].row, found[1].publication_number, found[1].values["family_id"]) == (3, "EP3000001A1", "7")
    assert "publication_date" not in found[1].values
    assert found[1].values["citations"] == [{"text": "A book", "by": "examination", "category": "Y"}]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (OPS, "xml_unreadable"),
        ('<?xml version="1.0" encoding="WTF-8"?><a/>', "xml_unreadable"),
        (OPS + "</ops:world-patent-data>", "xml_numbers_only"),
        ('<?xml version="1.0"?><catalogue/>', "xml_unknown"),
        ('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>', "xml_unreadable"),
        ('<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "xml_unreadable"),
        (OPS + "<a>" * 100 + "</a>" * 100 + "</ops:world-patent-data>", "xml_document_too_large"),
    ],
)
def test_ops_files_that_are_none_are_refused_without_an_entity_read(tmp_path: Path, content: str, code: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SpreadsheetRefused) as refused, table_open(path) as sheet:
        list(sheet.rows)
    assert refused.value.code == code


def test_the_bound_of_one_ops_document_is_none_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ops_table, "_MAX_RECORD_ELEMENTS", 200)

    def numbers(documents: int, elements: int) -> int:
        number = "<country>EP</country><doc-number>1000000</doc-number><kind>A1</kind>"
        one = f'<publication-reference><document-id document-id-type="docdb">{number}</document-id>'
        one = f"<exchange-document>{one}</publication-reference>{'<a/>' * elements}</exchange-document>"
        path = tmp_path / "a.xml"
        path.write_text(f"{OPS}<a>{one * documents}</a></ops:world-patent-data>", "utf-8")
        with table_open(path) as sheet:
            return sum(1 for _cells in sheet.rows) - 1

    assert numbers(20, 165) == 20, "documents that follow each other at once"
    with pytest.raises(SpreadsheetRefused) as refused:
        numbers(1, 201)
    assert refused.value.code == "xml_document_too_large" and "XML" in str(file_refusal(refused.value).message)


@pytest.mark.parametrize(
    ("table", "missing"),
    [
        ([["序号", "名称", "摘要", "分类"], ["1", "一种示例装置", "本申请公开了", "0"]], True),
        ([["专利名称", "摘要", "我司编码"], ["一种装置", "本申请", "CN104567890A"]], False),
        ([["甲", "乙"], ["1", "2"]], False),
        ([["标题", "摘要", "号"], ["一种装置", "本申请", "ZL201310699744.2"]], False),
    ],
)
def test_a_list_of_titles_without_numbers_is_told_so(table: list[list[str]], missing: bool) -> None:
    with pytest.raises(HeaderUnknown) as unknown:
        detect(table)
    assert unknown.value.number_missing is missing


@pytest.mark.parametrize(
    ("written", "key", "kind"),
    [("US-10000000-B2", "US10000000B2", "B2"), ("US-2015056336-A1", "US20150056336A1", "A1"),
     ("CN-104567890-A", "CN104567890A", "A"), ("BR-11-2013-1-A", "BR1120131A", "A"), ("US5686888A", "US5686888A", "A"),
     ("US-10000000", "US-10000000", "")],
)  # fmt: skip
def test_ids_of_google_patents_meet_the_numbers_of_others(written: str, key: str, kind: str) -> None:
    (found,) = read(("id", "title", "assignee", "result link"), [written, "Box", "ACME", "https://example.org/1"])
    assert (found.publication_number, found.values.get("kind", "")) == (key, kind)
    assert found.raw[0] == written


TEMPLATE = (
    "公开（公告）号", "标题", "权利要求", "申请人", "申请人统一社会信用代码", "财政资助", "无效宣告审理中", "年费缴至",
    "同族公开号", "引用专利", "来源说明",
)  # fmt: skip


@pytest.mark.parametrize("mark", [",", "，", "、", ", ", "；", ";"])
def test_symbols_of_a_list_are_parted_however_a_person_writes_it(mark: str) -> None:
    header = ("公开（公告）号", "申请号", "受理局", "标题", "来源说明", "IPC分类号")
    listed = f"G06F16/33(2019.01)I{mark}G02B 27/01 [2006.01]"
    (one,) = read(header, ["CN104567890A", "", "CN", "示例", "手工", listed])
    assert (one.values["ipc"], one.flags) == (["G06F16/33", "G02B27/01"], [])


def test_the_template_takes_claims_codes_of_parties_and_answers() -> None:
    code = "91430100MA4L00005"
    code += uscc_check_letter(code)
    found = read(TEMPLATE, [
        "CN104567890B", "示例装置", "1. 一种装置。\n2. 如权利要求1的装置。", "示例甲公司；示例乙；示例丙公司",
        f"；；{code}", "是", "否", "2027-03-26", "US 2015/0056336 A1；EP3000001A1", "JP2004217270A；无号文献", "示例",
    ])[0]  # fmt: skip
    values = found.values
    assert values["claims"].startswith("1. 一种装置。\n2.")
    assert values["applicants"] == ["示例甲公司", "示例乙", "示例丙公司"]
    assert (values["state_funded"], values["invalidation_pending"], values["fee_paid_to"]) == (
        True,
        False,
        "2027-03-26",
    )
    assert values["family_members"] == ["US20150056336A1", "EP3000001A1"]
    assert values["citations"] == [{"number": "JP2004217270A"}, {"text": "无号文献"}]
    assert values["applicant_usccs"] == ["", "", code]
    assert found.flags == [("引用专利", "number_unreadable")]


def test_every_list_of_the_template_takes_both_separators() -> None:
    header = ("公开（公告）号", "标题", "申请人", "IPC分类号", "CPC分类号", "省份", "来源说明")
    found = [
        read(header, ["CN104567890B", "示例", *(mark.join(pair) for pair in pairs), "示例"])[0]
        for pairs in [(("甲", "乙"), ("G02B27/01", "H01M10/0562"), ("B60K1/00", "G06T19/00"), ("湖南省", "广东省"))]
        for mark in ("；", ";")
    ]
    assert found[0].values == found[1].values and found[0].flags == found[1].flags == []
    assert found[0].values["ipc"] == ["G02B27/01", "H01M10/0562"]


@pytest.mark.parametrize("count", ["9" * 5000, "9" * 11, "²", "1.5", "-1"])
def test_a_count_that_is_none_is_flagged(count: str) -> None:
    template = ("公开（公告）号", "标题", "权利要求数量", "来源说明")
    found = read(template, ["CN104567890B", "示例", count, "示例"])[0]
    assert "claims_count" not in found.values and found.flags == [("权利要求数量", "number_unreadable")]
    patsnap = ("公开(公告)号", "标题", "专利类型", "权利要求数量", "发明人", "发明人数量")
    found = read(patsnap, ["CN104567890B", "示例", "授权发明", count, "示例甲", count])[0]
    assert found.flags == [("权利要求数量", "number_unreadable")]


def test_codes_that_are_too_many_or_wrong_are_not_taken() -> None:
    good = "91430100MA4L00005"
    good += uscc_check_letter(good)
    rows = [("示例甲公司", f"{good}；{good}", "也许"), ("示例甲公司", "123", ""), ("示例甲公司；示例乙", good, "是")]
    found = read(TEMPLATE, *(
        ["CN104567890B", "示例", "", names, codes, answer, "", "", "", "", "示例"] for names, codes, answer in rows
    ))  # fmt: skip
    assert [entry.values.get("applicant_usccs") for entry in found] == [None, None, [good]]
    assert [[code for _column, code in entry.flags] for entry in found] == [
        ["count_differs", "answer_unreadable"], ["uscc_invalid"], [],
    ]  # fmt: skip


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe"])
def test_a_marked_file_with_damaged_bytes_is_read_on_as_doubtful(tmp_path: Path, mark: bytes) -> None:
    text = "公开(公告)号,受理局,标题\nCN100000001A,中国,示例装置\n".encode("utf-8" if len(mark) == 3 else "utf-16-le")
    path = tmp_path / "a.csv"
    path.write_bytes(mark + text + b"\xe5")
    with table_open(path) as sheet:
        rows = list(sheet.rows)
    assert sheet.doubtful and rows[1][:2] == ["CN100000001A", "中国"]
