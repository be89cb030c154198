"""Words for samples: figures with their intervals, and in plain Chinese how each is counted."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from patents.industries.judgefile import SPOKEN
from patents.industries.models import Sample
from patents.industries.quality import KAPPA_LEAST, Agreement, Share
from patents.industries.selectors import Disputed, Figures, Quality


def percent(value: float | None) -> str:
    """One decimal, half up on the shown figure; a dash where there is none."""
    return "—" if value is None else f"{value * 100:.1f} %"


def share_spoken(share: Share | None) -> str:
    """`92.0 %（95% 区间 84.9 – 96.0 %，n=100）`."""
    if share is None or share.interval is None:
        return "—"
    low, high = f"{share.interval.low * 100:.1f}", f"{share.interval.high * 100:.1f}"
    return _("%(value)s（95%% 区间 %(low)s – %(high)s %%，n=%(n)s）") % {
        "value": percent(share.value), "low": low, "high": high, "n": f"{share.n:,}",
    }  # fmt: skip


def kappa_spoken(agreement: Agreement | None) -> str:
    """Kappa with two decimals, or why there is none."""
    if agreement is None:
        return _("—（要两位判定人）")
    return _("无法计算（两人的判定全部相同，只有一种）") if agreement.kappa is None else f"{agreement.kappa:.2f}"


def sample_row(figures: Figures) -> dict[str, Any]:
    """A line of the list of samples."""
    sample = figures.sample
    return {
        "sample": sample, "about": sample.branch_name or _("整个产业"), "figure": share_spoken(figures.together),
        "kappa": f"{figures.agreement.kappa:.2f}" if figures.agreement and figures.agreement.kappa is not None else "—",
        "judges": [f"{one.judging.judge} {one.judging.judged_on.isoformat()}" for one in figures.opinions],
        "tags": sample_tags(figures),
    }  # fmt: skip


def sample_tags(figures: Figures) -> list[dict[str, str]]:
    """Where a sample stands, and whether its judges meant the same."""
    if not figures.sample.is_judged_by_people:
        return [{"label": _("已计算"), "tone": "good"}]
    if not figures.opinions:
        return [{"label": _("等待判定"), "tone": "warn"}]
    tags = [{"label": _("%(n)d 人已判定") % {"n": len(figures.opinions)}, "tone": "good"}]
    if figures.agreement is not None and not figures.agreement.is_enough:
        tags.append({"label": _("一致性不足"), "tone": "bad"})
    return tags


def sample_facts(sample: Sample) -> list[dict[str, Any]]:
    """How the sample came about, for `fact_list`."""
    facts = [
        {"term": _("用途和方法"), "value": sample.get_kind_display()},
        {"term": _("检索式"), "value": _("第 %(version)d 版") % {"version": sample.expression.version},
         "note": sample.expression.spoken},
        {"term": _("对象"), "value": sample.branch_name or _("整个产业"), "note": sample.branch_text},
    ]  # fmt: skip
    if sample.pool_text:
        facts.append({"term": _("更宽的检索式"), "value": sample.pool_text})
    if sample.seed is not None:
        facts.append({"term": _("随机种子"), "value": str(sample.seed)})
        facts.append({"term": _("总体"), "value": _("%(n)s 件") % {"n": f"{sample.population:,}"}})
    facts.append({"term": _("样本"), "value": _("%(n)s 件") % {"n": f"{sample.size:,}"}})
    facts.append({"term": _("抽样"), "value": f"{sample.created_by} {sample.created_at:%Y-%m-%d}", "note": sample.note})
    return facts


def figure_facts(figures: Figures) -> list[dict[str, Any]]:
    """The figures themselves, each judge's apart, for `fact_list`."""
    name = _("查准率") if figures.is_precision else _("查全率")
    facts = [{"term": name, "value": share_spoken(figures.together), "note": _open_spoken(figures.together)}]
    if len(figures.opinions) > 1:
        facts += [
            {"term": _("%(name)s（只按%(judge)s）") % {"name": name, "judge": one.judging.judge},
             "value": share_spoken(one.share)}
            for one in figures.opinions
        ]  # fmt: skip
        facts.append({
            "term": _("两人一致性 κ"), "value": kappa_spoken(figures.agreement),
            "note": _("观察一致 %(observed)s，偶然一致 %(expected)s") % {
                "observed": percent(figures.agreement.observed), "expected": percent(figures.agreement.expected),
            } if figures.agreement else "",
        })  # fmt: skip
    return facts


def explained(figures: Figures) -> list[str]:
    """How each figure of this sample is counted, a paragraph each."""
    sample = figures.sample
    if sample.kind == Sample.Kind.KNOWN:
        return [
            _(
                "查全率 = 检索式命中的已知相关专利 ÷ 清单中在库的已知相关专利（相对查全率）。"
                "库中没有的号码不进分母，另列在下面。"
            ),
            _("清单必须与检索式无关地得来。它不是随机样本，所以区间只供参考：它只反映清单有多长，不反映清单偏不偏。"),
            _("同一件专利的几个号码只算一件。区间用威尔逊（Wilson）法，95%。"),
        ]
    drawn = _("抽样：对总体中每个号码算 SHA-256（种子:号码），取值最小的若干件。同一个种子可以重抽核对。")
    unsure = _(
        "「不确定」的，以及两人判定不同的，不进分子也不进分母，单独列出件数；括号里给出把它们全算否、全算是时的数。"
    )
    wilson = _("区间用威尔逊（Wilson）法，95%；没有作有限总体修正，所以只会偏宽。")
    kappa = _(
        "κ（Cohen）= (观察一致 − 偶然一致) ÷ (1 − 偶然一致)，是、否、不确定算三类。"
        "低于 %(least)s 说明两人理解不同，应统一标准后重新判定。"
    ) % {"least": KAPPA_LEAST}
    if sample.kind == Sample.Kind.PRECISION:
        rule = _("查准率 = 判为「是」的件数 ÷ 判为「是」或「否」的件数。总体是抽样那天检索式的全部命中。")
        return [rule, unsure, wilson, kappa, drawn]
    rule = _(
        "查全率 = 样本里判为「是」且检索式命中的件数 ÷ 样本里判为「是」的件数。"
        "总体是检索式和更宽的检索式命中的合集；判定人看不到哪件被检索式命中。"
    )
    limit = _("更宽的检索式也没有找到的相关专利不在其内，所以这是相对于更宽检索式的查全率，真实值可能更低。")
    return [rule, limit, unsure, wilson, kappa, drawn]


def disputed_rows(rows: Sequence[Disputed]) -> list[list[Any]]:
    """Items to talk over: position, number, each judge's word."""
    return [[row.position, row.number, *(SPOKEN[value] for value in row.values)] for row in rows]


def quality_rows(quality: Quality | None) -> list[dict[str, Any]]:
    """Precision and recall of the version in use, for its overview."""
    if quality is None:
        return []
    return [
        {"name": name, "value": share_spoken(found.together), "sample": found.sample} if found
        else {"name": name, "value": _("未抽样"), "sample": None}
        for name, found in ((_("查准率"), quality.precision), (_("查全率"), quality.recall))
    ]  # fmt: skip


def _open_spoken(share: Share | None) -> str:
    if share is None or not share.open:
        return ""
    return _("另有 %(open)s 件未定：全算否 %(least)s，全算是 %(most)s") % {
        "open": f"{share.open:,}", "least": percent(share.least), "most": percent(share.most),
    }  # fmt: skip
