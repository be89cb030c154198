"""The blocks of a section: which there are, what each holds, how text from a form becomes one. Knows no page."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from analytics.reports.outline import Block

TEXT_LIMIT: Final = 6000
TYPES: Final = {
    "heading": _("小标题"),
    "text": _("正文"),
    "finding": _("发现"),
    "figure": _("图"),
    "table": _("数据表"),
    "recommendation": _("建议"),
    "swot": _("四象限"),
    "computed": _("自动内容"),
}
COMPUTED: Final = {
    "overview": _("产业概况（取自产业资料）"),
    "chain": _("产业链图（取自产业资料）"),
    "branches": _("技术分解表（固化时的分支）"),
    "method": _("数据集说明"),
    "rules": _("计数规则"),
    "composition": _("数据构成表"),
    "new_area": _("新区与湖南的专利、平台记录"),
    "key_patents": _("高被引专利表"),
    "offers": _("平台上的供给"),
    "interviews": _("企业访谈表"),
}
SWOT: Final = {
    "strengths": _("优势"),
    "weaknesses": _("劣势"),
    "opportunities": _("机会"),
    "threats": _("威胁"),
}
_WITH_TEXT: Final = ("heading", "text", "finding", "recommendation", "swot")
_WITH_FIGURE: Final = ("figure", "table", "finding")
_SWOT_LINE: Final = re.compile(r"^(优势|劣势|机会|威胁)\s*[:：]\s*", re.MULTILINE)


def blocks_clean(blocks: Iterable[Mapping[str, Any]], figures: Collection[int]) -> list[Block]:
    """The blocks with only what their type holds. Raises ValidationError naming the block's place and what is wrong."""
    return [_clean(place, block, figures) for place, block in enumerate(blocks, start=1)]


def swot_parts(text: str) -> dict[str, str]:
    """`优势：… 劣势：… 机会：… 威胁：…` -> part of SWOT -> text; a part not named is empty."""
    pieces = _SWOT_LINE.split(text)
    written = {pieces[at]: pieces[at + 1].strip() for at in range(1, len(pieces) - 1, 2)}
    return {key: written.get(str(label), "") for key, label in SWOT.items()}


def of_type(blocks: Iterable[Block], kind: str) -> list[Block]:
    """The blocks of one type, in order."""
    return [block for block in blocks if block["type"] == kind]


def _clean(place: int, block: Mapping[str, Any], figures: Collection[int]) -> Block:
    kind = block.get("type")
    if kind not in TYPES:
        raise _wrong(place, _("没有这种内容块。"), "block_type")
    kept: Block = {"type": kind}
    if kind in _WITH_TEXT:
        kept["text"] = str(block.get("text") or "").replace("\r\n", "\n").strip()
        if not kept["text"]:
            raise _wrong(place, _("请填写文字。"), "block_text")
        if len(kept["text"]) > TEXT_LIMIT:
            raise _wrong(place, _("文字过长，请分成几块。"), "block_text_long")
    if kind in _WITH_FIGURE:
        number = block.get("figure")
        if number not in figures:
            raise _wrong(place, _("请选一幅本报告已有的图。"), "block_figure")
        kept["figure"] = number
    if kind == "recommendation":
        kept["owner"] = str(block.get("owner") or "").strip()[:80]
        kept["term"] = str(block.get("term") or "").strip()[:40]
    if kind == "computed":
        if block.get("name") not in COMPUTED:
            raise _wrong(place, _("没有这种自动内容。"), "block_computed")
        kept["name"] = block["name"]
    return kept


def _wrong(place: int, message: Any, code: str) -> ValidationError:
    return ValidationError(_("第 %(place)s 块：%(message)s"), code=code, params={"place": place, "message": message})
