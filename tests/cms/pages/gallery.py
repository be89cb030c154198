"""Sample content for every component: the page that tests render, check with axe and photograph."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from django.urls import get_resolver
from django.utils.safestring import mark_safe

from ipplatform.jobs.models import FAILED, RUNNING, Job
from ipplatform.waiting import Waiting

DAY = date(2026, 11, 24)
PIXELS = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 480 160'%3E"
    "%3Cpath d='M10 150 120 120 240 70 360 20 470 60' fill='none' stroke='%230e5a60' stroke-width='4'/%3E%3C/svg%3E"
)


class OfferForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="名称", max_length=60, help_text="写技术做什么，不写企业名。")
    mode = forms.ChoiceField(
        label="方式", choices=[("a", "转让"), ("l", "普通许可"), ("o", "开放许可")], widget=forms.RadioSelect
    )
    areas = forms.MultipleChoiceField(
        label="应用行业",
        choices=[("1", "固态电池"), ("2", "工程机械")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    price = forms.DecimalField(label="价格（万元）", required=False, help_text="留空表示面议。")
    valid_to = forms.DateField(label="有效期至", widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(label="成熟度", choices=[("", "请选择"), ("7", "7 级：样机在使用环境中运行")])
    text = forms.CharField(label="说明", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    proof = forms.FileField(label="权利证明", help_text="PDF 或图片，不超过 20 MB。")
    honest = forms.BooleanField(label="以上内容属实，权利状况没有隐瞒")


class QuestionForm(forms.Form):
    """One question."""

    kind = forms.ChoiceField(
        label="争议是哪一类？",
        help_text="选最接近的一项，受理后可以改。",
        choices=[("i", "侵权"), ("o", "权属"), ("c", "合同")],
        widget=forms.RadioSelect,
    )


def tag(label: str, tone: str = "", icon: str = "") -> dict[str, str]:
    """A tag of a list."""
    return {"label": label, "tone": tone, "icon": icon}


def content() -> dict[str, Any]:
    """The context of the gallery."""
    offer = OfferForm({"title": "", "mode": "x", "price": "面议", "valid_to": "2026-02-30"})
    offer.is_valid()
    return {
        "day": DAY,
        "crumbs": [{"label": "我的事", "url": "/desk/"}, {"label": "调解案件"}],
        "tags": [tag("调解中", "river"), tag("侵权 · 实用新型")],
        "all_tags": [
            tag("有效", "good"),
            tag("公示中", "warn", "clock"),
            tag("失效", "bad"),
            tag("已质押·质权人同意", "lock"),
            tag("开放许可", "river"),
            tag("审中"),
        ],
        "actions": [{"label": "下载", "url": "#"}, {"label": "确认参加", "url": "#", "primary": True}],
        "missing": ["共有人同意书", "专利登记簿副本（30 日内）"],
        "years": [
            {"year": 2009 + i, "count": n, "percent": n / 3.46, "selected": i > 6, "incomplete": i > 13}
            for i, n in enumerate((12, 15, 21, 26, 34, 48, 66, 90, 131, 190, 250, 304, 331, 346, 282, 140))
        ],
        "statuses": [
            {"value": "有效", "label": "有效", "count": 231, "selected": True},
            {"value": "审中", "label": "审中", "count": 97},
            {"value": "失效", "label": "失效", "count": 62},
        ],
        "classes": [
            {"value": "H01M", "label": "H01M　电池", "count": 412, "selected": True},
            {"value": "H01M10", "label": "H01M 10/05　非水电解质蓄电池", "count": 388, "level": 1},
            {"value": "H01M10/0562", "label": "10/0562　固态材料", "count": 41, "level": 2},
        ],
        "hits": [
            {
                "number": "CN109407313B",
                "title": mark_safe("一种固态<mark>电池</mark>复合隔膜"),
                "meta": "示例大学 · 申请 2018年 · H01M 10/0562 · 被引 46",
                "tags": [tag("有效", "good"), tag("在本平台转让", "warn")],
                "abstract": mark_safe("将<mark>电池</mark>隔膜浸入前驱液，经热处理得到……"),
            },
            {
                "number": "US10394038B2",
                "title": "Hydraulic energy recovery for an excavator boom with an accumulator",
                "meta": "Sample Machinery Inc. · 申请 2016年 · E02F 9/22",
                "tags": [tag("质押", "lock")],
                "note": "同族 14 件：US, EP, CN",
            },
        ],
        "page_of_hits": Paginator(range(412), 20).page(8),
        "offers": [
            {
                "title": "固态电解质复合隔膜的制备方法",
                "meta": "示例大学 · H01M 10/0562 · 发明 · 成熟度 5",
                "tags": [tag("公示中", "warn", "clock")],
                "price": "入门费 30 万元 + 3 %",
                "note": "独占许可",
            },
            {
                "title": "液压挖掘机能量回收系统",
                "meta": "示例重工有限公司 · E02F 9/22 · 实用新型 · 成熟度 9",
                "tags": [tag("已质押·质权人同意", "lock")],
                "price": "面议",
                "note": "普通许可",
            },
        ],
        "events": [
            {"when": "12月1日 14:30", "title": "第二次调解会议", "text": "对方已确认", "now": True},
            {"date": date(2026, 11, 3), "title": "第一次调解会议", "url": "#", "link_label": "笔录", "text": "已确认"},
            {"date": date(2026, 10, 29), "title": "受理", "url": "#", "link_label": "受理通知书"},
        ],
        "goals": [
            {
                "name": "引进专利技术", "url": "#", "value": "17", "unit": "项", "target": "≥ 20 项", "percent": 85.0,
                "expected": 89.0, "met": False, "note": "按进度应达 17.8 项 · 11月24日",
            },
            {
                "name": "成交额新区落地", "value": "26.4", "unit": "%", "target": "≥ 20 %", "percent": 100.0,
                "expected": 76.0, "met": True, "note": "已落地 1,286 万元 / 成交 4,871 万元",
            },
            {"name": "专题研讨会", "value": "0", "unit": "次", "target": "≥ 1 次", "percent": 0, "expected": None},
        ],
        "facts": [
            {"term": "(21) 申请号", "value": "201810123456.5"},
            {"term": "(54) 名称", "value": "一种固态电池复合隔膜及其制备方法和应用", "url": "#"},
            {"term": "(45) 授权公告日", "value": None},
            {"term": "来源", "value": "示例数据", "note": "2026-10-31 截止"},
        ],
        "columns": ["专利", "受让方", "登记日", "金额（万元）"],
        "rows": [
            [{"text": "ZL201810123456.5", "url": "#", "note": "复合隔膜 · 转让"}, "示例精密制造", "2026-03-18", "120"],
            [{"text": "ZL201910234567.X", "note": "独占许可"}, {"tags": [tag("未核实", "warn")]}, "2026-04-02", 1286],
            ["ZL202010345678.1", None, "", 0],
        ],
        "files": [
            {"name": "受理通知书", "url": "#", "meta": "生成 · 10月29日 · v1", "tags": [tag("双方可见")]},
            {"name": "产品对比照片（6 张）", "url": "#", "meta": "您上传", "tags": [tag("仅您与调解员", "lock")]},
        ],
        "waiting": [
            Waiting("答复洽询", "XQ-2026-0012", date(2026, 11, 18), date(2026, 11, 20), "#"),
            Waiting("确认调解笔录", "TJ-2026-0017", date(2026, 11, 20), DAY, "#"),
            Waiting("签署落地确认", "JY-2026-0003", None, None, "#"),
        ],
        "steps": [
            {"label": "提出申请", "state": "done"},
            {"label": "对方同意", "state": "now", "note": "对方须在 5 个工作日内答复。"},
            {"label": "调解会议", "url": "#"},
        ],
        "figure_columns": ["申请年", "件"],
        "figure_rows": [["2021", 331], ["2022", 346]],
        "image": PIXELS,
        "job": Job(
            public_id=UUID(int=1), kind="import", state=RUNNING, progress_done=6200, progress_total=17113,
            message="正在读取第 6,200 行",
        ),
        "failed_job": Job(
            public_id=UUID(int=2), kind="import", state=FAILED, error="文件有密码，请另存为无密码的文件后重新上传。"
        ),
        "form": offer,
        "question": QuestionForm(prefix="dispute"),
    }  # fmt: skip


def gallery_html(chrome: Any = None) -> str:
    """The gallery as a whole page of a visitor; `chrome` stands in for the context processor's."""
    assert get_resolver().url_patterns  # loads the addresses, as a first request does
    request: HttpRequest = RequestFactory().get("/patents/", {"q": "电池", "page": "8"})
    request.user = AnonymousUser()
    template = engines["django"].from_string((Path(__file__).parent / "gallery.html").read_text())
    return str(template.render(content() | ({"chrome": chrome} if chrome else {}), request))
