"""Two industries, each with a data report and a think-tank report: one of each kind published, the others under way."""

from datetime import date, timedelta
from typing import Any

from analytics.reports.models import ChecklistLine, Kind, Report, ReportSheet
from analytics.reports.services import (
    checklist_set,
    citations_set,
    interviews_set,
    report_approve,
    report_details_set,
    report_freeze_data,
    report_pass,
    report_pdf_build,
    report_plan,
    report_publish,
    report_start,
    report_submit,
    section_save,
    sheet_file,
)
from ipplatform.accounts.models import User
from ipplatform.site.demo.frame import Frame, on
from ipplatform.site.demo.papers import pdf
from patents.industries.models import Industry
from patents.industries.services import branch_save, industry_create

INDUSTRIES: tuple[tuple[str, str, tuple[str, ...], tuple[str, str, str], tuple[str, str, str]], ...] = (
    ("solid-state-battery", "固态电池", ("H01M", "C01G", "C08L", "C01B"),
     ("示例：锂盐、电解质原料与隔膜基材", "示例：固态电解质、正负极与电芯", "示例：储能系统、电动车辆与回收"),
     ("电池材料", "固态电解质", "硫化物电解质")),
    ("construction-machinery", "工程机械", ("E02F", "B66C", "F15B", "E01C", "E21D", "B60P"),
     ("示例：液压件、发动机与钢材", "示例：挖掘、起重与混凝土机械", "示例：施工、租赁与再制造"),
     ("整机与系统", "液压系统", "能量回收")),
)  # fmt: skip
RECOMMENDATIONS = (
    ("示例：把可转让的高价值专利列成清单，按季度向新区企业推送。", "综合科", "本年 12 月底"),
    ("示例：对即将到期的核心专利组织一次规避设计研讨。", "经济发展局", "次年 3 月底"),
)
STUDY = {
    "policy": "示例：梳理国家与省市支持先进储能和装备制造的政策要点，归纳对专利转化的要求。[1]",
    "market": "示例：行业统计显示近三年需求保持增长，增速以公开年报为准。[2]",
    "benchmark": "示例：对照两个同类园区的专利运营做法，比较供给发布、质押融资与纠纷调解三项服务。[1]",
}
SWOT = "优势：示例，产业链完整\n劣势：示例，海外布局少\n机会：示例，换电与储能需求\n威胁：示例，许可费上升"


def load(frame: Frame) -> dict[str, int]:
    """Make what is missing, each step on its own day of the plan year."""
    for position, row in enumerate(INDUSTRIES):
        industry = Industry.objects.filter(code=row[0]).first() or _industry(frame, *row)
        published = position == 0
        if not Report.objects.filter(industry=industry, kind=Kind.DATA).exists():
            _data(frame, industry, published=published)
        if not Report.objects.filter(industry=industry, kind=Kind.THINK_TANK).exists():
            _study(frame, industry, published=published)
    return {"industries": Industry.objects.count(), "reports": Report.objects.count()}


def _industry(
    frame: Frame, code: str, name: str, ipc: tuple[str, ...], chain: tuple[str, str, str], branches: tuple[str, ...]
) -> Industry:
    by = frame.persons["general"]
    with on(frame.day(0.1)) as day:
        made = industry_create(
            name=name, code=code, text="", filters={"source": ["demo"], "ipc": list(ipc)}, cutoff_date=day, by=by,
            summary=f"示例：{name}产业概况。", upstream=chain[0], midstream=chain[1], downstream=chain[2],
        )  # fmt: skip
        parent = None
        for branch in branches:
            parent = branch_save(
                industry=made, name=branch, parent=parent, by=by, not_sampled_reason="示例数据，未抽样"
            )
    return made


def _started(frame: Frame, industry: Industry, kind: str, share: float) -> Report:
    general = frame.persons["general"]
    target = "T3-4" if kind == Kind.DATA else "T3-3"
    with on(frame.day(share)) as day:
        report = report_plan(
            industry=industry,
            kind=kind,
            commissioner="湖南湘江新区政务服务中心（示例）",
            plan_target=target,
            by=general,
            on=day,
        )
        return report_start(
            report=report, authors=[general], reviewers=[frame.persons["operator"]], by=general, on=day,
            revision=report.revision,
        )  # fmt: skip


def _data(frame: Frame, industry: Industry, *, published: bool) -> None:
    report, author = _started(frame, industry, Kind.DATA, 0.2), frame.persons["general"]
    with on(frame.day(0.34)) as day:
        cutoff = day - timedelta(days=15)
        report = report_freeze_data(
            report=report, cutoff=cutoff, unit="application", source="示例数据（本项目合成）", licence="示例，可公开",
            precision=None, recall=None, sample_size=None, not_sampled_reason="示例数据，未抽样", by=author, on=day,
            revision=report.revision,
        )  # fmt: skip
        report = _covered(report, author, day, cutoff)
        _section(report, "recommendations", _recommendations(), author)
    if published:
        _to_published(frame, report, author, 0.42)
    else:
        _to_expert_review(frame, report, author, 0.9)


def _study(frame: Frame, industry: Industry, *, published: bool) -> None:
    report, author = _started(frame, industry, Kind.THINK_TANK, 0.24), frame.persons["general"]
    if not published:
        return
    with on(frame.day(0.45)) as day:
        report = _covered(report, author, day, day)
        citations_set(
            report=report, citations=[{"text": "示例：产业政策汇编"}, {"text": "示例：行业协会年报"}], by=author,
            revision=report.revision,
        )  # fmt: skip
        talks = [
            {"organisation": f"示例受访企业{n}", "held_on": day - timedelta(days=12 - n), "people": n + 1, "consent": True,
             "note": "示例：同意公开观点"}
            for n in range(1, 4)
        ]  # fmt: skip
        interviews_set(report=report, interviews=talks, by=author, revision=report.revision)
        for key, text in STUDY.items():
            _section(report, key, [{"type": "text", "text": text}], author)
        _section(report, "swot", [{"type": "swot", "text": SWOT}], author)
        _section(report, "recommendations", _recommendations(), author)
        _expert(report, author, day)
    _to_published(frame, report, author, 0.5)


def _covered(report: Report, author: User, day: date, cutoff: date) -> Report:
    return report_details_set(
        report=report, title=report.title, series="示例第 1 号", commissioner=report.commissioner,
        summary=report.summary or f"示例：{report.industry.name}产业的态势、竞争与机会。", report_date=day, cutoff_date=cutoff,
        by=author, revision=report.revision,
    )  # fmt: skip


def _section(report: Report, key: str, blocks: list[dict[str, Any]], author: User) -> None:
    section = report.sections.get(key=key)
    section.report = report
    section_save(section=section, title=section.title, blocks=blocks, by=author, revision=report.revision)


def _recommendations() -> list[dict[str, Any]]:
    return [
        {"type": "recommendation", "text": text, "owner": owner, "term": term} for text, owner, term in RECOMMENDATIONS
    ]


def _expert(report: Report, by: User, day: date) -> None:
    sheet_file(
        report=report, kind=ReportSheet.SheetKind.EXPERT, people="示例专家甲、示例专家乙", given_on=day, opinion="agreed",
        content=pdf("专家评审单（示例）"), name="专家评审单.pdf", by=by,
    )  # fmt: skip


def _to_expert_review(frame: Frame, report: Report, author: User, share: float) -> Report:
    with on(frame.day(share)) as day:
        done = (ChecklistLine.LineState.DONE.value, "")
        answers = {line.code: done for line in report.checklist.all()}
        checklist_set(report=report, answers=answers, by=author, revision=report.revision)
        report = report_pdf_build(report=report, by=author)
        report = report_submit(report=report, by=author, on=day, revision=report.revision)
        return report_pass(
            report=report, sheet=pdf("内审单（示例）"), sheet_name="内审单.pdf", given_on=day, by=frame.persons["operator"],
            on=day, revision=report.revision,
        )  # fmt: skip


def _to_published(frame: Frame, report: Report, author: User, share: float) -> None:
    report = _to_expert_review(frame, report, author, share)
    with on(frame.day(share + 0.04)) as day:
        general = frame.persons["general2"]
        if not report.sheets.filter(kind=ReportSheet.SheetKind.EXPERT).exists():
            _expert(report, general, day)
        report = report_approve(report=report, by=general, on=day, revision=report.revision)
        report_publish(
            report=report, no_confidential_data=True, by=frame.persons["editor"], on=day, revision=report.revision
        )
