"""Every field of the public index, by each of its names and each spelling of a value."""

import re
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders

from ipplatform.search import ErrorCode, ExpressionError, highlight
from ipplatform.search.services import drain, scan, touch
from ipplatform.search.tree import And, Term
from patents.catalogue.search import DECLARATION
from patents.catalogue.search.spellings import application_spellings, publication_spellings, statuses
from patents.catalogue.selectors import query_of
from patents.industries.models import Industry, IndustryExpression
from patents.records.models import Name, PatentParty, Publication
from tests.factories import market, people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_index(settings, tmp_path):
    settings.SEARCH_FILE = tmp_path / "search.db"


@pytest.fixture
def four():
    """A Chinese grant, a Chinese application, an American application, a Japanese record of a bare year."""
    grant = market.patent(
        "示例储能有限公司", title="固态电解质隔膜", number="CN104567890B", application_number="201310699744.2",
        filing_date=date(2013, 12, 18), filing_year=2013, grant_date=date(2016, 3, 2), ipc_all=["H01M10/0562"],
        cpc=["Y02E60/10"], inventors=["李明", "Zhang, San"], province=["湖南"], city=["长沙"],
        sei_industry="前沿新材料 ", published=False, priority_date=date(2012, 12, 20), cited_by_count=3,
    )  # fmt: skip
    Publication.objects.create(
        patent=grant, publication_number="CN104567890A", office="CN", kind="A", stage="application",
        publication_date=date(2015, 4, 29), abstract="一种隔膜。", claims="1. 一种复合隔膜，其特征在于厚度。",
    )  # fmt: skip
    Publication.objects.create(
        patent=grant, publication_number="CN104567890B", office="CN", kind="B", stage="grant",
        publication_date=date(2016, 3, 2),
    )  # fmt: skip
    name = Name.objects.create(normalised="后手公司", normaliser_version=99)
    PatentParty.objects.create(patent=grant, role="assignee", position=0, as_written="后手股份有限公司", name=name)
    pending = market.patent(
        "示例大学", title="液压挖掘机", application_number="202010000001.9", filing_date=date(2020, 1, 2),
        filing_year=2020, grant_date=None, legal_status="pending", legal_status_raw="审中", type_raw="发明申请",
        ipc_all=["E02F9/22"], province=["广东省"], city=["深圳市"],
    )  # fmt: skip
    american = market.patent(
        "Sample Corp", title="Hydraulic pump", office="US", application_number="US16/123456", published=False,
        filing_date=date(2019, 5, 6), filing_year=2019, grant_date=None, legal_status="lapsed_fee",
        legal_status_raw="Discontinued", province=["CA"], city=["SAN JOSE"], ipc_all=["F04B1/00"],
        priorities=[{"country": "US", "number": "62/1", "date": "2018-05-06"}], sources=["lens"],
    )  # fmt: skip
    Publication.objects.create(
        patent=american, publication_number="US20200123456A1", office="US", kind="A1", stage="application",
        publication_date=date(2020, 11, 12),
    )  # fmt: skip
    bare = market.patent(
        "示例株式会社", title="ポンプ装置", office="JP", application_number=None, filing_date=None, filing_year=2018,
        grant_date=None, legal_status="unknown", legal_status_raw="", patent_type="utility_model", published=False,
        ipc_all=["F04B"], sources=["patsnap"],
    )  # fmt: skip
    Publication.objects.create(
        patent=bare, publication_number="JP2018123456A", office="JP", kind="A", stage="application"
    )
    made = {"grant": grant.pk, "pending": pending.pk, "american": american.pk, "bare": bare.pk}
    touch("patents", made.values(), drain_after=False)
    drain("patents")
    return made


EXPRESSIONS = {
    "grant": """
        TI=固态|标题=固态|題名=固態|TA=(固态 隔膜)|CL=复合隔膜|权利要求=厚度|PA=示例储能|申请人=储能|AS=后手
        权利人=后手股份|后手|IN=李明|发明人=(张三 OR 李明)|IN="zhang san"|IPC=H01M|IPC=H|IPC=H01|IPC=H01M10
        IPC="H01M 10/0562"|IPC=H01M 10/0562|CPC=Y02E|CPC=Y02E60/10|SEI=新材料|CN104567890A|CN 104567890 A
        cn104567890a|ＣＮ１０４５６７８９０Ａ|CN104567890|104567890|CN 104567890 (B)|PN=CN104567890
        公开号=CN 104567890 A|201310699744.2|2013106997442|201310699744|CN201310699744.2|ZL201310699744.2
        ZL 2013 1 0699744.2|zl２０１３１０６９９７４４．２|2013 1 0699744.2|AN=201310699744.2
        申请号=CN201310699744|专利号=ZL201310699744.2|AD=2013|AD=20131218|申请日=2013-12|申请日=2013年12月18日
        AD<=2013-12-18|AD=[20131218 TO 20131218]|AD=[* TO 2017]|PD=2015|PD=20160302|公开日=2015-04-29|GD=2016
        授权日=[2016 TO 2017]|PRD=2012|优先权日=20121220|STATUS=有效|状态=VALID|TYPE=授权发明|CITY=长沙
        CITY=长沙市|CITY=430100|PROVINCE=湖南|PROVINCE=湖南省|省=湖南|INDUSTRY=membranes|产业=示例隔膜产业
        专利号ZL201310699744.2|公开号CN104567890A|第201310699744.2号|申请号：201310699744.2|公开号:CN 104567890 A
        （专利号：ZL 2013 1 0699744.2）|固态 专利号ZL201310699744.2|专利号ZL201310699744.2，隔膜|专利号 ZL201310699744.2
        中国发明专利第201310699744.2号|公开（公告）号：CN104567890A|申请号为2013106997442|專利號：zl２０１３１０６９９７４４．２
        第CN104567890A号发明专利|专利CN104567890A|(TI=固态) AND (申请号:CN201310699744 OR 公开号：CN1045678*)
        固态 NEAR/5 隔膜|SOURCE=示例数据 AND TI=固*|隔膜 AND GD=2016 NOT TI=挖掘机
        (TI=固态 OR CL=没有) AND AD>=2013-01-01 AND AD<2014
    """,
    "pending": """
        STATUS=审中|STATUS=pending|TYPE=发明申请 OFFICE=CN|PROVINCE=广东|CITY=深圳|PROVINCE=440000|AD=2020
        202010000001.9|IPC=E02F9|挖掘機
    """,
    "american": """
        US20200123456A1|US 2020/0123456 A1|US2020/0123456|US2020123456A1|US 2020 0123456 (A1)|PN=US20200123456
        AN=US16/123456|US16/123456|OFFICE=US|OFFICE=美国|受理局=us|STATUS=Discontinued|STATUS=discontinued
        PROVINCE=CA|CITY="san jose"|hydraul*|PRD=2018-05-06|SOURCE=lens|STATUS=失效
    """,
    "bare": """
        JP2018123456A|JP 2018-123456 A|AD=2018|申请年=2018|OFFICE=日本|ポンプ|AD=[2018 TO 2018]|TYPE=实用新型
        TYPE=utility_model|状态=未确认|SOURCE=patsnap|SOURCE=智慧芽|SOURCE=PatSnap|SOURCE="智慧芽 PatSnap"
        IPC=F04B NOT OFFICE=US
    """,
}


def test_where_there_is_no_industry_the_refusal_names_no_empty_list():
    with pytest.raises(ExpressionError, match="没有“x”：现在还没有可以用的产业。"):
        query_of("INDUSTRY=x", {})


def test_each_expression_finds_what_a_person_means(four):
    industry = Industry.objects.create(
        name="示例隔膜产业", code="membranes", cutoff_date=date(2026, 1, 1), created_by=people.user("operator")
    )
    IndustryExpression.objects.create(
        industry=industry, version=1, text="TI=挖掘机", hits=1, created_by=industry.created_by
    )
    IndustryExpression.objects.create(
        industry=industry, version=2, text="TI=(隔膜 OR 挖掘机)", filters={"status": ["有效"]}, hits=1,
        created_by=industry.created_by,
    )  # fmt: skip
    wrong = []
    for name, lines in EXPRESSIONS.items():
        for text in lines.replace("\n", "|").split("|"):
            text = text.strip()
            try:
                found = set(scan(query_of(text, {}))) if text else {four[name]}
            except ExpressionError as error:
                found = f"{error} -> {error.suggestion}"
            if found != {four[name]}:
                wrong.append((text, name, found))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "code", "suggestion"),
    [
        ("STATUS=有郊", ErrorCode.VALUE_UNKNOWN, "STATUS=有效"),
        ("OFFICE=中囯", ErrorCode.VALUE_UNKNOWN, "OFFICE=中国"),
        ("TYPE=发明申情", ErrorCode.VALUE_UNKNOWN, "TYPE=发明申请"),
        ("申清人=示例", ErrorCode.FIELD_UNKNOWN, "申请人=示例"),
        ("INDUSTRY=membrane", ErrorCode.EXPANSION_UNKNOWN, None),
        ("申请人：示例", ErrorCode.COLON, "申请人=示例"),
        ("AD=2018年13月", ErrorCode.DAY_INVALID, "AD=2018"),
        ("TI>=2018", ErrorCode.COMPARISON, "TI=2018"),
    ],
)
def test_a_wrong_value_is_refused_and_the_nearest_offered(four, text, code, suggestion):
    with pytest.raises(ExpressionError) as caught:
        query_of(text, {})
    assert (caught.value.code, caught.value.suggestion) == (code, suggestion)


def test_values_that_only_the_index_knows_are_taken(four):
    assert "Discontinued" not in statuses()
    assert query_of("STATUS=Discontinued", {}).tree is not None


def test_industries_that_name_each_other_are_refused(four):
    by = people.user("operator")
    for code, other in (("one", "two"), ("two", "one")):
        row = Industry.objects.create(name=f"产业{code}", code=code, cutoff_date=date(2026, 1, 1), created_by=by)
        IndustryExpression.objects.create(industry=row, version=1, text=f"INDUSTRY={other}", hits=0, created_by=by)
    with pytest.raises(ExpressionError, match="one → two → one") as caught:
        query_of("泵 INDUSTRY=one", {})
    assert (caught.value.code, caught.value.position) == (ErrorCode.EXPANSION_CYCLE, 11)


def test_a_number_is_marked_whichever_way_it_was_asked():
    for asked in ("CN104567890A", "104567890", "cn 104567890 a", "PN=CN1045*"):
        assert highlight("CN104567890A", query_of(asked, {}), "publications") == "<mark>CN104567890A</mark>"
    assert highlight("CN104567891A", query_of("CN104567890", {}), "publications") == "CN104567891A"


def test_spellings_hold_the_number_itself():
    assert next(publication_spellings("JPH10123456A")) == "JPH10123456A"
    assert set(publication_spellings("X-1")) == {"X-1"}
    assert set(application_spellings("95115608.X")) == {"95115608.X", "95115608", "CN95115608", "CN95115608.X"}


@pytest.mark.parametrize(
    "text", ["(CN104567890A)", "(AD=2018 NOT CN104567890A)", "(CN 104567890 (A))", "(PN=US2020123456A1)"]
)
def test_a_number_before_a_closing_bracket_leaves_it_its_bracket(text):
    assert query_of(text, {}).tree is not None


def test_what_names_a_number_is_read_over_and_the_number_keeps_its_place():
    tree = query_of("电池 （专利号：ZL 2013 1 0699744.2）", {}).tree
    assert isinstance(tree, And)
    number = tree.parts[1]
    assert isinstance(number, Term)
    assert (number.text, number.start, number.end) == ("ZL 2013 1 0699744.2", 8, 27)


@pytest.mark.parametrize(
    "text",
    [
        "锂离子电池2013年",
        "第20131号",
        "专利号",
        "第三号电池",
        '"专利号ZL201310699744.2"',
        "电池ZL201310699744.2",
        "申请2013",
        "公开号",
    ],
)
def test_other_digits_and_what_stands_in_quotes_stay_with_their_words(text):
    tree = query_of(text, {}).tree
    assert isinstance(tree, Term)
    assert tree.text == text.strip('"')


def test_every_field_has_a_chinese_name():
    named = {code for code, part in DECLARATION.codes.items() if not code.isascii() for code in (part.code,)}
    assert named | {"IPC", "CPC"} == set(DECLARATION.shown_codes)


@pytest.mark.parametrize("path", ["/patents/", "/patents/form/"])
def test_a_caret_stands_under_the_place_and_the_place_is_said_in_words(client, four, path):
    answer = client.get(path, {"q": "固态 || 隔膜"})
    page = BeautifulSoup(answer.content, "html.parser")
    wrong = page.select_one("#search-error")
    assert answer.status_code == 400 and wrong is not None
    assert wrong.select_one(".wrong-place mark.wrong-mark").get_text() == "|"
    assert "第 4 个字符处" in wrong.get_text()
    assert wrong.select_one(".wrong-suggestion").get_text() == "固态 OR 隔膜"
    sheets = [Path(str(finders.find(link["href"].split("?")[0].removeprefix("/static/"))))
              for link in page.select("link[rel=stylesheet]") if "catalogue" in link["href"]]  # fmt: skip
    caret = re.search(r"\.wrong-mark::after \{([^}]*)\}", sheets[0].read_text(encoding="utf-8"))
    assert caret is not None and 'content: "▲"' in caret[1] and "100%" in caret[1]


def test_the_page_shows_the_place_and_a_link_to_the_correction(client, four):
    answer = client.get("/patents/", {"q": "TI=(固态 and PA=<b>", "status": "有效"})
    page = BeautifulSoup(answer.content, "html.parser").select_one("#search-error")
    assert answer.status_code == 400 and page is not None
    assert page.select_one(".wrong-place").get_text().strip() == "TI=(固态 and PA=<b>"
    assert page.select_one("mark").get_text() == "("
    link = page.select_one("a")
    assert link is None or link["href"].startswith("?")
    answer = client.get("/patents/", {"q": "申清人=示例", "status": "有效"})
    link = BeautifulSoup(answer.content, "html.parser").select_one("#search-error a")
    assert parse_qs(link["href"].removeprefix("?")) == {"q": ["申请人=示例"], "status": ["有效"]}
    assert client.get(f"/patents/{link['href']}").status_code == 200
