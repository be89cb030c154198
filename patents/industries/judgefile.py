"""The sheet that judges fill: out with an empty verdict column, in as a verdict an item or a list of faults."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from patents.industries.quality import NO, UNSURE, YES
from patents.industries.uploads import CellRefused, Line

POSITION, NUMBER, VERDICT = "序号", "公开（公告）号", "判定"
COLUMNS = (POSITION, NUMBER, "标题", "摘要", "申请人/权利人", "IPC", VERDICT, "备注")
WIDTHS = (6, 20, 40, 80, 30, 24, 10, 24)
WORDS = {"是": YES, "否": NO, "不确定": UNSURE}
SPOKEN = {value: word for word, value in WORDS.items()}


def verdicts_read(lines: Sequence[Line], items: Mapping[str, int]) -> tuple[dict[str, str], list[CellRefused]]:
    """Number -> verdict for every item (number -> position), or the cells that are wrong: an unknown number, a number
    twice, a position that is another's, no verdict, a word that is none, items without a row.
    """
    found: dict[str, str] = {}
    refused: list[CellRefused] = []
    for line in lines:
        number, word = line.cells[NUMBER], line.cells[VERDICT]
        if number not in items:
            why = _("不是这份样本里的号码") if number else _("没有号码")
            refused.append(CellRefused(line.row, NUMBER, why, number))
        elif number in found:
            refused.append(CellRefused(line.row, NUMBER, _("这个号码出现了两次"), number))
        elif line.cells[POSITION] and line.cells[POSITION] != str(items[number]):
            why = _("与样本的序号不符，应为 %(position)d") % {"position": items[number]}
            refused.append(CellRefused(line.row, POSITION, why, line.cells[POSITION]))
        elif word not in WORDS:
            why = _("判定只能填 是、否、不确定") if word else _("没有判定")
            refused.append(CellRefused(line.row, VERDICT, why, word))
        found.setdefault(number, WORDS.get(word, UNSURE))
    missing = [number for number in items if number not in found]
    refused += [CellRefused(0, NUMBER, _("表里没有这一件"), number) for number in missing]
    return found, refused
