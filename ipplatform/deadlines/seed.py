"""Seed of the legal numbers of domain.md section 7: code, value, unit, title, source, open point."""

from datetime import date
from typing import Any

from ipplatform.deadlines.models import RuleParameter

SEED_FROM = date(2019, 1, 1)
# (code, value, unit, title, source, to be verified)
RULES: tuple[tuple[str, str, str, str, str, bool], ...] = (
    ("D01", "3", "working", "决定受理", "OMR 12", False),
    ("D02", "3", "working", "征求被申请人意见", "OMR 15", False),
    ("D03", "2", "working", "当事人选定调解员", "OMR 10", False),
    ("D04", "3", "working", "指定调解员", "OMR 10", False),
    ("D05", "3", "working", "调解员答复", "OMR 12", False),
    ("D06", "30", "natural", "调解期限", "OMR 24; IMR 27", False),
    ("D07", "15", "natural", "法院委派后调解期限", "OMR 24; IMR 27", False),
    ("D08", "1", "months", "人民调解期限", "人民调解工作若干规定 33", True),
    ("D10", "30", "natural", "共同申请司法确认", "CPL 205; PML 33", False),
    ("D11", "3", "natural", "法院决定受理确认申请", "SPC-2011 4", True),
    ("D12", "15", "natural", "法院裁定", "SPC-2011 5", False),
    ("D14", "2", "months", "行政调解：权属", "2016 notice", True),
    ("D15", "15", "natural", "行政调解：被申请人意见", "2016 notice", True),
    ("D16", "20", "working", "公布结果摘要", "2016 notice", True),
    ("D17", "5", "working", "抄送国家知识产权局", "2016 notice", True),
    ("D18", "5", "working", "开放许可纠纷受理", "OLM 7", True),
    ("D19", "30", "natural", "开放许可纠纷办结", "OLM 18", False),
    ("D20", "3", "months", "许可合同备案", "PL-R 15", False),
    ("D21", "15", "natural", "成果公示", "STA 18", True),
    ("D22", "1", "years", "国家知识产权局中止", "PL-R 103-105", False),
    ("D26", "6", "months", "落地回访", "house", False),
    ("D27", "30", "natural", "回访", "house", False),
    ("D28", "30", "natural", "在售供给状态复核", "house", False),
    ("status_extract_days", "30", "natural", "法律状态证明有效天数", "house", False),
    ("consultation_lapse_days", "10", "natural", "咨询未确认失效", "house", False),
    ("mediator_access_days", "30", "natural", "结案后调解员查阅期", "house", False),
)


def rules_seed(sender: object, **kwargs: Any) -> None:
    """Load the rules that are missing; a row that the office changed is left alone."""
    known = set(RuleParameter.objects.values_list("code", flat=True))
    RuleParameter.objects.bulk_create(
        RuleParameter(
            code=code, value=value, unit=unit, title=title, source=source, valid_from=SEED_FROM, open_point=open_point
        )
        for code, value, unit, title, source, open_point in RULES
        if code not in known
    )
