"""The public index itself on both engines: every field, filter, order and our own industries, over real exports."""

from pathlib import Path
from typing import Any

import pytest

from ipplatform.search.services import rebuild
from patents.catalogue.search.declaration import DECLARATION
from patents.catalogue.selectors import found, query_of
from patents.industries.services import industry_create
from tests.factories import people
from tests.factories.patents import IMPORT_DAY, imported, patsnap_file, template_file
from tests.shared_data import shared_data

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]
EXPORTS = ("lens/pizza_lens_1000.csv", "espacenet/pizza_small.xls", "google_patents/autonomous.csv")
ROWS = [
    {"publication_number": f"CN10000{n:04d}A", "office": "CN", "title": f"示例披萨盒{n}",
     "filing_year": str(2010 + n % 9),
     "stage_raw": ("发明申请", "授权发明", "实用新型")[n % 3], "legal_status_raw": ("有效", "失效", "审中")[n % 3],
     "province": ("湖南", "广东")[n % 2], "city": (("长沙", "湘潭"), ("深圳", "广州"))[n % 2][n // 2 % 2],
     "assignees": f"示例{n % 4}有限公司", "sei_industry": ("新材料产业", "高端装备制造产业")[n % 2],
     "abstract": f"示例摘要第{n}号", "claims": "1. 示例权利要求。", "grant_date": "2021-03-02" if n % 3 else ""}
    for n in range(40)
]  # fmt: skip
PATSNAP = [
    {"公开(公告)号": "CN100009000A", "受理局": "中国", "标题": "示例披萨刀", "申请年": "2014", "简单法律状态": "有效"}
]
QUESTIONS = {  # field -> questions, each of which finds something
    "TI": ["TI=pizza", "TI=披萨", "TI=pizza NOT TI=oven", "TI=(pizza NEAR/3 oven)"],
    "AB": ["AB=摘要", 'AB="示例摘要" OR pizza'],
    "TA": ["TA=pizza AND TA=box"],
    "CL": ["CL=示例权利要求"],
    "PA": ["PA=hut", "PA=pizza* AND OFFICE=US"],
    "AS": ["AS=示例2", "权利人=有限公司"],
    "IN": ["IN=rader", "IN=john OR IN=示例"],
    "IPC": ["IPC=A21", "IPC=A21D", "IPC=A21B1", "IPC=A21B01/00 OR IPC=A21C9/08", "IPC=A23*"],
    "CPC": ["CPC=A21D", "CPC=A23L1/00 OR CPC=B65D"],
    "PN": ["PN=US20130101709A1", "US 2013/0101709 A1", "PN=CN100000*"],
    "AN": ["AN=US201213657122", "201213657122"],
    "AD": ["AD=2012", "AD=[20080101 TO 20101231]", "AD>=2012", "申请日=2012-10-22"],
    "PD": ["PD=2013", "PD<2005"],
    "GD": ["GD=[2001 TO 2022]", "授权公告日=2021-03-02"],
    "PRD": ["PRD=2011", "优先权日=[2009 TO 2012]"],
    "OFFICE": ["OFFICE=US", "OFFICE=(CN OR EP)", "受理局=中国"],
    "TYPE": ["TYPE=实用新型", "TYPE=发明"],
    "STATUS": ["STATUS=有效", "状态=失效 OR 状态=审中"],
    "PROVINCE": ["PROVINCE=湖南", "省=广东"],
    "CITY": ["CITY=长沙 OR CITY=深圳"],
    "SEI": ["SEI=新材料"],
    "SOURCE": ["SOURCE=lens", "来源=patsnap AND TI=披萨"],
    "INDUSTRY": ["INDUSTRY=披萨", "产业=披萨 AND OFFICE=CN"],
    "": ["", "pizza", "披萨盒 OR pizza box", "NOT pizza", "pizza oven AND AD=2012"],
}
FILTERS: list[dict[str, list[str]]] = [
    {"office": ["US"]}, {"office": ["US", "CN"], "type": ["invention"]}, {"type": ["utility_model"]},
    {"province": ["湖南"], "city": ["长沙"]}, {"ipc_tree": ["A21"]}, {"ipc": ["A21D"]}, {"source": ["lens"]},
    {"applicant": ["PIZZA HUT INC"]}, {"year": ["2012"]}, {"industry": ["新材料产业"]}, {"documents": ["1"]},
    {"status": ["有效"]},
]  # fmt: skip


@pytest.fixture
def library(settings: Any, tmp_path: Path, served: None, elasticsearch_session: Any) -> None:
    """A thousand records of four vendors and an industry, in the index of both engines."""
    for name in EXPORTS:
        imported(shared_data(name))
    imported(template_file(tmp_path / "template.xlsx", ROWS))
    imported(patsnap_file(tmp_path / "patsnap.xlsx", PATSNAP))
    industry_create(
        name="披萨", code="pizza", text="TI=pizza OR TI=披萨", filters={}, cutoff_date=IMPORT_DAY,
        by=people.user("operator"), summary="", upstream="", midstream="", downstream="",
    )  # fmt: skip
    for engine in ("embedded", "elasticsearch"):
        rebuild(by=engine)


def answer(text: str, filters: dict[str, list[str]], sort: str, page: int, engine: str) -> tuple[Any, ...]:
    """Total, ids in order, facets in order, our own industries among them."""
    result = found(query_of(text, filters, sort=sort, page=page), by=engine).result
    return result.total, result.ids, result.facets


def test_every_field_filter_and_order_means_the_same(library: None) -> None:
    assert {field.code for field in DECLARATION.fields} <= QUESTIONS.keys()
    assert {facet.name for facet in DECLARATION.facets} - {"on_offer", "inventor"} <= {n for f in FILTERS for n in f}
    sorts = ["", *(f"{sign}{one.name}" for one in DECLARATION.sorts for sign in ("", "-"))]
    asked: list[tuple[str, dict[str, list[str]], str, int]] = [
        (text, {}, "", 1) for texts in QUESTIONS.values() for text in texts
    ]
    asked += [("", filters, "", 1) for filters in FILTERS] + [("pizza", filters, "", 1) for filters in FILTERS[:2]]
    asked += [("TI=pizza", {}, sort, page) for sort in sorts for page in (1, 3)]
    different, silent = [], []
    for one in asked:
        embedded, served = (answer(*one, engine) for engine in ("embedded", "elasticsearch"))
        different += [one] if embedded != served else []
        silent += [one] if not embedded[0] else []
    assert (different, silent) == ([], [])
