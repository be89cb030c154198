"""What report pages show, as plain values for the components: rows of lists, figures, facts, history."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analytics.landscape import table_from_json
from analytics.reports.models import Figure, Report, ReportEvent, State

STATE_TONES = {
    State.PLANNED: "", State.DRAFTING: "river", State.INTERNAL_REVIEW: "warn", State.EXPERT_REVIEW: "warn",
    State.APPROVED: "good", State.PUBLISHED: "good", State.SUPERSEDED: "", State.WITHDRAWN: "bad",
}  # fmt: skip
ACTIONS = {
    "plan": gettext_lazy("立项"),
    "start": gettext_lazy("开始编制"),
    "freeze_data": gettext_lazy("固化数据"),
    "submit": gettext_lazy("提交审核"),
    "return": gettext_lazy("退回修改"),
    "pass": gettext_lazy("审核通过"),
    "approve": gettext_lazy("批准"),
    "publish": gettext_lazy("发布"),
    "supersede": gettext_lazy("被新版本取代"),
    "withdraw": gettext_lazy("撤回"),
}


def report_row(report: Report) -> dict[str, str]:
    """A line of a public list: title, url, note, cover."""
    parts = [str(report.get_kind_display())]
    if report.pdf_pages:
        parts.append(_("%(pages)s 页") % {"pages": report.pdf_pages})
    figures = getattr(report, "figure_count", 0)
    if figures:
        parts.append(_("%(figures)s 图") % {"figures": figures})
    if report.cutoff_date:
        parts.append(_("数据至 %(day)s") % {"day": report.cutoff_date.isoformat()})
    return {
        "title": report.title, "url": report.get_absolute_url(), "note": " · ".join(parts), "cover": report.cover,
        "summary": report.summary, "kind": str(report.get_kind_display()),
    }  # fmt: skip


def figure_shown(figure: Figure) -> dict[str, Any]:
    """A figure with its image, table and download, as `components/figure.html` takes it."""
    table = table_from_json(figure.table)
    return {
        "id": f"figure-{figure.number}", "number": figure.number, "title": figure.title, "alt": figure.alt,
        "image_url": figure.image_url, "source": figure.caption, "download_url": figure.csv_url,
        "columns": [column.label for column in table.columns], "rows": table.shown_rows(), "numeric": table.numeric,
        "notes": table.notes_of("method", "small", "unit"),
    }  # fmt: skip


def report_facts(report: Report) -> list[tuple[str, str]]:
    """What a reader checks first: kind, version, dates, data, hash."""
    rows = [
        (_("类型"), str(report.get_kind_display())),
        (_("产业"), report.industry.name),
        (_("版本"), _("第 %(version)s 版") % {"version": report.version}),
        (_("委托单位"), report.commissioner),
        (_("报告日期"), date_format(report.report_date) if report.report_date else ""),
        (_("发布日期"), date_format(report.published_on) if report.published_on else ""),
        (_("数据截止日"), date_format(report.cutoff_date) if report.cutoff_date else ""),
    ]
    if report.dataset is not None:
        rows += [
            (_("数据来源"), report.dataset.source),
            (_("申请人名称"), str(report.dataset.get_names_display())),
            (_("公开文献"), _("%(rows)s 件") % {"rows": f"{report.dataset.rows:,}"}),
            (_("数据集指纹"), report.dataset.hash),
        ]
    if report.approved_sha256:
        rows.append((_("PDF 指纹"), report.approved_sha256))
    return [row for row in rows if row[1]]


def history_shown(history: Iterable[tuple[ReportEvent, str]]) -> list[dict[str, Any]]:
    """Moves for the timeline."""
    return [
        {"date": event.happened_on, "title": str(ACTIONS.get(event.action, event.action)), "text": name}
        for event, name in history
    ]


def staff_row(report: Report) -> dict[str, Any]:
    """A line of the staff list."""
    return {
        "report": report, "url": reverse("reports_staff:detail", args=[report.public_id]),
        "tone": STATE_TONES.get(State(report.state), ""),
    }  # fmt: skip
