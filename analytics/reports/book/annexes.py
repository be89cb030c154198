"""The annexes: search strings, full tables, sources, what was left out and why, terms, how to compute it again."""

from analytics.landscape import day_spoken
from analytics.reports.book.computed import Part, composition_tables, html, names_told, rows_part, table_part
from analytics.reports.book.content import Book
from analytics.reports.models import ReportSheet
from analytics.reports.outline import FIGURES_LEFT_OUT

Annex = tuple[str, list[Part]]

_TERMS = (
    ("公开文献", "专利局公布的一件文本；同一申请的公开文本与授权文本是两件。"),
    ("专利申请", "同一受理局的一个申请号，公开与授权文本合为一件。"),
    ("专利族", "同一发明在各国的申请，以来源的族号为准。"),
    ("CR4、CR8", "份额最大的四个、八个申请人的份额之和。"),
    ("HHI", "赫芬达尔指数：各申请人份额平方和乘以 10000；等效申请人数为其份额平方和的倒数。"),
    ("J", "杰卡德系数：两个小类同现的件数除以至少有其一的件数。"),
    ("截断", "因公开滞后，最近年份的数量必然偏少。"),
)


def annexes(book: Book) -> list[Annex]:
    """(title, parts) of each annex, in order; the letters are given by the caller."""
    found: list[Annex] = []
    if book.data is not None:
        found += [("检索式", _expressions(book)), ("数据表", _tables(book))]
    if book.citations:
        found.append(("引用文献", [{"kind": "citations", "citations": book.citations}]))
    if book.experts:
        found.append(("专家评审", [_experts(book)]))
    left_out = _left_out(book)
    if left_out:
        found.append(("未列内容与理由", left_out))
    if book.data is not None:
        found += [
            ("术语", [rows_part("术语", ["术语", "含义"], [list(term) for term in _TERMS])]),
            ("复算", _again(book)),
        ]
    return found


def _expressions(book: Book) -> list[Part]:
    assert book.data is not None, "asked by annexes"
    parts: list[Part] = [
        html(f"产业检索式，第 {book.data.expression_version} 版："),
        {"kind": "expression", "text": book.data.expression},
    ]
    rows = [[row["name"], row["text"] or "—"] for row in book.data.branches]
    return [*parts, rows_part("技术分支检索式", ["技术分支", "检索式"], rows)] if rows else parts


def _tables(book: Book) -> list[Part]:
    """Every figure's data, then the composition of the dataset; each under its own small heading."""
    assert book.data is not None, "asked by annexes"
    parts: list[Part] = []
    for number, drawn in sorted(book.figures.items()):
        note = "；".join([f"n = {drawn.table.n:,}", *drawn.table.notes_of()])
        facts = "；".join(f"{fact.label} {fact.shown}" for fact in drawn.table.facts)
        part = table_part(drawn.table, note=f"{note}。" + (f"{facts}。" if facts else ""))
        parts.append(part | {"title": f"图 {number} 的数据：{drawn.title}", "figure": number})
    for table in composition_tables(book.data):
        note = "；".join([f"n = {table.n:,}", *table.notes_of()])
        parts.append(table_part(table, note=f"{note}。") | {"title": f"数据构成：{table.title}"})
    return parts


def _experts(book: Book) -> Part:
    labels = dict(ReportSheet.Opinion.choices)
    rows = [
        [one["people"], f"{one['given_on']:%Y-%m-%d}", str(labels.get(one["opinion"], one["opinion"]))]
        for one in book.experts
    ]
    return rows_part("专家评审", ["专家", "日期", "意见"], rows)


def _left_out(book: Book) -> list[Part]:
    parts: list[Part] = []
    if book.not_applicable:
        rows = [list(one) for one in book.not_applicable]
        parts.append(rows_part("验收清单中不适用的项目", ["项目", "理由"], rows))
    if book.data is not None:
        figures = [[numbers, str(reason)] for numbers, reason in FIGURES_LEFT_OUT]
        parts.append(rows_part("未列的图", ["图号", "理由"], figures))
    return parts


def _again(book: Book) -> list[Part]:
    assert book.data is not None, "asked by annexes"
    data = book.data
    rows: list[list[str]] = [
        ["数据集指纹（SHA-256）", data.hash],
        ["格式版本", data.schema_version],
        ["公开文献", f"{data.rows:,} 件"],
        ["数据截止日", day_spoken(data.cutoff)],
        ["计数单位", data.unit.label],
        ["申请人名称", names_told(data)],
    ]
    told = (
        "数据集固化后不再改动。指纹由全部记录按公开号排序后逐行计算，与保存的文件格式无关；"
        "由同一数据集可重新算出本报告的全部数据表，结果逐项相同。"
    )
    return [html(told), rows_part("复算所需", ["项目", "内容"], rows)]
