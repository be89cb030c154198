"""The plan year itself: the plan, task notes, seminars, and the figures of today."""

from datetime import timedelta

from analytics.plan.models import Plan
from analytics.plan.services import figures_store, plan_create, plan_task_update
from analytics.seminars.models import Seminar
from analytics.seminars.services import seminar_announce, seminar_hold
from ipplatform.site.demo.frame import Frame, on, system
from ipplatform.spreadsheets import csv_chunks

NOTES = {
    1: "示例：每月一次调度，清单式管理。",
    2: "示例：审批清单已公布，首次申报材料实现共享。",
    3: "示例：平台上线，供给、调解、报告按月推进。",
    4: "示例：监管方案与清单已印发。",
    5: "示例：帮代办窗口运行正常。",
}


def load_plan(frame: Frame) -> dict[str, int]:
    """The plan of the plan year with its tasks."""
    general = frame.persons["general"]
    if not Plan.objects.filter(year=frame.year).exists():
        with on(frame.day(0.25)) as day:
            plan = plan_create(year=frame.year, by=general, on=day)
        with on(frame.day(0.8)) as day:
            for task in plan.tasks.order_by("number"):
                state = "done" if task.number == 2 else "running"
                plan_task_update(
                    task=task, state=state, notes=NOTES[task.number], by=general, on=day, revision=task.revision
                )
    return {"plans": Plan.objects.count()}


def load_seminars(frame: Frame) -> dict[str, int]:
    """One held with a sign-in sheet, one still to come."""
    general = frame.persons["general"]
    if not Seminar.objects.exists():
        held = frame.day(0.62)
        with on(held - timedelta(days=20)) as day:
            seminar = seminar_announce(
                title="固态电池专利布局与许可专题研讨会（示例）", slug=f"solid-state-battery-{frame.year}", planned_on=held,
                place="示例会议中心一楼", summary="示例：解读固态电池专利态势，现场对接技术供需，调解员答疑。", by=general, on=day,
            )  # fmt: skip
        with on(held) as day:
            sheet = b"".join(
                csv_chunks(header=["单位", "姓名"], rows=[["示例企业", f"示例人员{n}"] for n in range(1, 47)])
            )
            seminar_hold(
                seminar=seminar, held_on=day, attendees=46, sign_in=sheet, sign_in_name="签到表.csv", minutes=None,
                minutes_name="", by=general, on=day, revision=seminar.revision,
            )  # fmt: skip
        with on(frame.last_day) as day:
            seminar_announce(
                title="工程机械企业海外知识产权风险研讨会（示例）", slug=f"construction-machinery-{frame.year}",
                planned_on=frame.today + timedelta(days=21), place="示例会议中心二楼",
                summary="示例：出海企业的专利检索、许可谈判与纠纷应对。", by=general, on=day,
            )  # fmt: skip
    return {"seminars": Seminar.objects.count()}


def load_figures(frame: Frame) -> dict[str, int]:
    """What the daily job stores, so that home shows figures from the first minute."""
    plan = Plan.objects.get(year=frame.year)
    return {"figures": figures_store(plan=plan, by=system(), on=frame.today)}
