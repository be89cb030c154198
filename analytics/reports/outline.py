"""The chapters of both kinds, the figures a data report builds, and the blocks a chapter opens with (domain.md 10)."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from analytics.reports.models import Kind

Block = dict[str, Any]
Text = str | Promise


@dataclass(frozen=True)
class Chapter:
    """A chapter of the book; `blocks` are what a new report begins with."""

    key: str
    title: Text
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Line:
    """A line of the acceptance checklist: what must be there, in words."""

    code: str
    title: Text
    must: Text


#: Figure numbers of domain.md 10.3 that the house builds, by the landscape's table name.
FIGURES: Final[dict[int, str]] = {
    1: "filing_trend",
    2: "filing_growth",
    3: "life_cycle",
    6: "legal_status",
    7: "geography",
    9: "top_applicants",
    10: "concentration",
    12: "entrants_leavers",
    15: "ipc",
    17: "ipc_cooccurrence",
}
#: The others, each with the reason that the annex prints.
FIGURES_LEFT_OUT: Final[tuple[tuple[str, Text], ...]] = (
    ("4", _("生命周期系数：公式待核，暂不印。")),
    ("5", _("授权率：须有驳回与撤回记录，来源不全时不计。")),
    ("8", _("技术流向：须有申请人国别，来源只给省州时不列。")),
    ("11, 13, 14", _("申请人类型、合作网络、申请人与技术分支：待名称归并复核后列入。")),
    ("16, 18—20", _("35 个领域、技术功效矩阵、路线图、主题图：须人工标引或对照表，本版未做。")),
    ("21—24", _("技术优势、引证与质量指标：须全国基准数据，本版未做。")),
    ("25", _("运营情况：以平台登记的供给与交易代替，见“新区位置”一章。")),
)


def _heading(text: Text) -> Block:
    return {"type": "heading", "text": str(text)}


def _figure(number: int, heading: Text) -> tuple[Block, ...]:
    return (_heading(heading), {"type": "figure", "figure": number})


def _computed(name: str) -> Block:
    return {"type": "computed", "name": name}


def chapters(kind: str) -> tuple[Chapter, ...]:
    """The chapters of a kind in order, with their opening blocks in the interface's language."""
    return _data_chapters() if kind == Kind.DATA else _study_chapters()


def _data_chapters() -> tuple[Chapter, ...]:
    overview = (
        _computed("overview"), _heading(_("产业链")), _computed("chain"), _heading(_("技术分解")),
        _computed("branches"),
    )  # fmt: skip
    method = (
        _heading(_("数据集")), _computed("method"), _heading(_("计数规则")), _computed("rules"),
        _heading(_("数据构成")), _computed("composition"),
    )  # fmt: skip
    everywhere = (
        *_figure(1, _("申请趋势")), *_figure(2, _("增长")), *_figure(3, _("技术生命周期")),
        *_figure(6, _("法律状态")), *_figure(7, _("地域分布")),
    )  # fmt: skip
    competition = (*_figure(9, _("主要申请人")), *_figure(10, _("集中度")), *_figure(12, _("进入与退出")))
    chances = (
        _heading(_("高被引专利")), _computed("key_patents"), _heading(_("到期与可转化的专利")), _computed("offers"),
    )  # fmt: skip
    return (
        Chapter("summary", _("主要发现")),
        Chapter("overview", _("产业概况"), overview),
        Chapter("method", _("数据与方法"), method),
        Chapter("global", _("全球与中国态势"), everywhere),
        Chapter("competition", _("申请人与竞争"), competition),
        Chapter("technology", _("技术构成"), (*_figure(15, _("IPC 分布")), *_figure(17, _("技术融合")))),
        Chapter("new_area", _("新区位置"), (_computed("new_area"),)),
        Chapter("key_patents", _("重点专利与机会"), chances),
        Chapter("recommendations", _("建议")),
    )


def _study_chapters() -> tuple[Chapter, ...]:
    return (
        Chapter("policy", _("政策与产业综述")),
        Chapter("market", _("市场规模")),
        Chapter("chain", _("产业链图"), (_computed("chain"),)),
        Chapter("interviews", _("企业访谈"), (_computed("interviews"),)),
        Chapter("benchmark", _("对标地区")),
        Chapter("swot", _("优势、劣势、机会与威胁")),
        Chapter("recommendations", _("建议")),
    )


def checklist_lines(kind: str) -> tuple[Line, ...]:
    """The acceptance checklist of a kind (domain.md 10.1, 10.4)."""
    return _DATA_LINES if kind == Kind.DATA else _STUDY_LINES


_DATA_LINES: Final = (
    Line("cover", _("封面"), _("版本、委托单位、编制人、审核人、报告日期、数据截止日、签署页")),
    Line("summary", _("主要发现"), _("5 到 8 条编号的发现，每条指明一幅图")),
    Line("overview", _("产业概况"), _("上中下游的产业链、三级技术分解表")),
    Line("method", _("数据与方法"), _("来源与许可、截止日、检索式、查全查准、计数单位、名称归并、缺口与截断")),
    Line("global", _("全球与中国态势"), _("图 1 到图 8 中有数据的各图")),
    Line("competition", _("申请人与竞争"), _("图 9 到图 14 中有数据的各图")),
    Line("technology", _("技术构成"), _("图 15 到图 20 中有数据的各图")),
    Line("new_area", _("新区位置"), _("新区与湖南的专利、平台登记的供给与交易")),
    Line("key_patents", _("重点专利与机会"), _("重点专利表、到期专利、可转化的专利")),
    Line("recommendations", _("建议"), _("每条有责任单位与期限")),
    Line("annexes", _("附录"), _("检索式、全部数据表、术语、数据集指纹")),
)
_STUDY_LINES: Final = (
    Line("policy", _("政策与产业综述"), _("已写成，有出处")),
    Line("market", _("市场规模"), _("数字都有来源")),
    Line("chain", _("产业链图"), _("上中下游齐全")),
    Line("interviews", _("企业访谈"), _("次数、日期与具名同意；日期在计划年度内")),
    Line("benchmark", _("对标地区"), _("至少一个地区")),
    Line("swot", _("优势、劣势、机会与威胁"), _("四项齐全")),
    Line("recommendations", _("建议"), _("每条有责任单位与期限")),
    Line("citations", _("引用文献"), _("文献清单不为空")),
    Line("experts", _("专家评审"), _("至少一份专家评审单：姓名、日期、意见")),
    Line("sources", _("图表来源"), _("没有来源的图表不列")),
)
