"""The computed blocks: chain, breakdown, method, rules, composition, New Area, key patents, interviews."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from analytics.landscape import Table, day_spoken, last_complete_year, table_from_json
from analytics.reports.book.content import Book, Data
from analytics.reports.book.text import text_html
from patents.names.selectors import READING_NOTES, NameReading

Part = dict[str, Any]
NO_RECORD: Final = "无记录"
_MERGING: Final = {
    NameReading.RAW: "不归并。按来源原文计数，写法不同的名称各算一个。",
    NameReading.NORMALISED: "按规则自动归一，大小写、全半角、标点、地址和公司形式不同的视为一个；没有经过人工核对。",
    NameReading.APPROVED: (
        "统一全半角与大小写，去掉空格和标点后相同的视为一个；其余归并逐条由人工核准；子公司不并入母公司。"
    ),
}


def computed_parts(name: str, book: Book) -> list[Part]:
    """The parts of a computed block; none where the book has nothing of it."""
    return _COMPUTED[name](book)


def html(text: str) -> Part:
    """Edited or computed text."""
    return {"kind": "html", "html": text_html(text)}


def table_part(table: Table, *, note: str = "") -> Part:
    """A table of the landscape as printed."""
    return {
        "kind": "table", "title": table.title, "columns": [column.label for column in table.columns],
        "rows": table.shown_rows(), "numeric": table.numeric, "note": note,
        "css": "wide tight" if len(table.columns) > 6 else "tight" if len(table.rows) > 15 else "",
    }  # fmt: skip


def rows_part(title: str, columns: list[str], rows: list[list[str]], *, numeric: str = "", note: str = "") -> Part:
    """A table of shown texts."""
    return {"kind": "table", "title": title, "columns": columns, "rows": rows, "numeric": numeric, "note": note}


def _overview(book: Book) -> list[Part]:
    return [html(book.industry["summary"])] if book.industry["summary"] else []


def _chain(book: Book) -> list[Part]:
    stages = [("上游", "upstream"), ("中游", "midstream"), ("下游", "downstream")]
    told = [{"label": label, "text": book.industry[key] or "未填写"} for label, key in stages]
    return [{"kind": "chain", "stages": told}]


def _branches(book: Book) -> list[Part]:
    branches = book.data.branches if book.data else ()
    if not branches:
        return [html("本版没有技术分解表。")]
    rows = [[*(row["name"] if level == row["level"] else "" for level in (1, 2, 3)), _quality(row)] for row in branches]
    note = "检索式见附录 A；未抽样者注明原因。"
    return [rows_part("技术分解表", ["一级", "二级", "三级", "查准率 / 查全率（抽样件数）"], rows, note=note)]


def _quality(row: Mapping[str, Any]) -> str:
    if row["sample_size"]:
        return f"{row['precision']} % / {row['recall']} %（{row['sample_size']:,}）"
    return f"未抽样：{row['reason']}" if row["reason"] else "未登记"


def _method(book: Book) -> list[Part]:
    data = book.data
    if data is None:
        return []
    rows = [
        ["数据来源", data.source],
        ["数据许可", data.licence or "未登记"],
        ["数据截止日", day_spoken(data.cutoff)],
        ["检索式", f"{data.expression}（第 {data.expression_version} 版；各分支检索式见附录 A）"],
        ["查准与查全", data.quality],
        ["数据集", f"{data.rows:,} 件公开文献，{data.patents:,} 件专利"],
        ["计数单位", data.unit.label],
        ["申请人名称", names_told(data)],
        ["数据集指纹", data.hash],
    ]
    return [rows_part("数据集", ["项目", "内容"], rows)]


def _rules(book: Book) -> list[Part]:
    if book.data is None:
        return []
    last = last_complete_year(book.data.cutoff)
    return [
        html(
            f"- 计数单位：{book.data.unit.label}。同一图只用一个单位，印在图注里；没有申请号的公开文献自成一件。\n"
            "- 年份：取申请年；没有申请年的不计入趋势，件数印在图注里，不以公开年代替。\n"
            f"- 截断：专利申请后 18 个月才公开。按数据截止日，{last} 年及以前视为完整，"
            "且数据的最后两个申请年一律视为不完整；"
            "不完整的年份以斜纹表示，不参与增长率计算。\n"
            "- 申请人：有申请人的取申请人，没有的取当前权利人，两者各多少件印在图注里；排名按全部申请人整数计数，"
            "份额与集中度按 1/k 分数计数。\n"
            f"- 名称归并：{_MERGING[book.data.names]}\n"
            "- 分类号：单标签的图取主分类号，共现取全部分类号。\n"
            "- 并列与缺失：并列同名次，末位并列全部列出；缺失单列为未知，计入总数，"
            "不计入占比的分母；不足 10 件不计比率。"
        )
    ]


def names_told(data: Data) -> str:
    """Under which names applicants count, as said when the data were frozen."""
    return str(data.extras.get("names") or READING_NOTES[data.names])


def composition_tables(data: Data) -> list[Table]:
    """The composition of the dataset by the source's own words, as frozen."""
    return [table_from_json(one) for one in data.extras.get("composition", [])]


def _composition(book: Book) -> list[Part]:
    if book.data is None:
        return []
    told = "、".join(f"{row[0]} {row[1]:,} 件" for table in composition_tables(book.data)[:1] for row in table.rows)
    return [
        html(
            f"本数据集按公开阶段分：{told}。按申请年、来源所标法律状态、受理局和 IPC 小类的构成见附录 B，"
            "都用来源自己的分类、按公开文献计数，可与原始数据逐项核对。"
        )
    ]


def _new_area(book: Book) -> list[Part]:
    if book.data is None:
        return []
    found = book.data.extras["platform"]
    boxes = [
        _box(found["hunan"], "件", "湖南权利人的公开文献"),
        _box(found["new_area"], "件", "新区企业名下的专利"),
        _box(found["on_offer"], "件", "在平台供给中的专利"),
        _box(found["in_deals"], "件", "平台登记过交易的专利"),
    ]
    text = (
        f"平台记录截至 {found['on']}。新区企业以平台登记的所属时间为准，与专利权利人的对应由人工核准；"
        "没有登记的写“无记录”，不表示事实上没有。"
    )
    parts: list[Part] = [{"kind": "boxes", "boxes": boxes}]
    if found["hunan_rank"]:
        parts.append(
            html(
                f"按首位权利人所在省统计，湖南有 {found['hunan']:,} 件公开文献，在来源给出省份的 "
                f"{found['provinces']} 个省级地区中居第 {found['hunan_rank']} 位。"
            )
        )
        rows = [[str(rank), name, f"{n:,}"] for rank, name, n in found["hunan_holders"]]
        note = f"位次相同者并列；按公开文献计数，取湖南权利人的首位；{names_told(book.data)}。"
        parts.append(rows_part("湖南的主要权利人", ["位次", "权利人", "件数"], rows, numeric="num-1 num-3", note=note))
    return [*parts, html(text)]


def _box(n: int, unit: str, label: str) -> dict[str, str]:
    return {"value": f"{n:,} {unit}" if n else NO_RECORD, "label": label}


def _key_patents(book: Book) -> list[Part]:
    if book.data is None:
        return []
    rows = [
        [one["number"], one["title"], one["holder"], str(one["year"] or "—"), f"{one['cited']:,}"]
        for one in book.data.extras.get("key_patents", [])
    ]
    if not rows:
        return [html("来源没有给出被引用次数，本版不列高被引专利。")]
    note = (
        f"选取规则：来源所给被引用次数最多的 {len(rows)} 件公开文献，次数相同按公开号排列。"
        "引用次数随时间增加，不同年份不可直接比较。"
    )
    columns = ["公开号", "标题", "权利人", "申请年", "被引用"]
    return [rows_part("高被引专利", columns, rows, numeric="num-4 num-5", note=note)]


def _offers(book: Book) -> list[Part]:
    if book.data is None:
        return []
    found = book.data.extras["platform"]
    on_offer = "本数据集中的专利在平台上没有公开供给的记录。"
    if found["on_offer"]:
        on_offer = f"本数据集中有 {found['on_offer']:,} 件专利在平台公开供给。"
    if not found["expiry_known"]:
        expiring = "来源没有给出期限届满日，不列即将到期的专利。"
    else:
        expiring = f"来源给出期限届满日的 {found['expiry_known']:,} 件中，{found['expiring']:,} 件将在三年内届满。"
    return [html(f"{on_offer}{expiring}")]


def _interviews(book: Book) -> list[Part]:
    if not book.interviews:
        return [html("还没有访谈记录。")]
    rows = [[f"{one['held_on']:%Y-%m-%d}", _named(one), str(one["people"]), one["note"]] for one in book.interviews]
    people = sum(one["people"] for one in book.interviews)
    told = f"共访谈 {len(rows)} 次、{people} 人；未同意具名的企业不列名称。"
    return [html(told), rows_part("企业访谈", ["日期", "单位", "人数", "要点"], rows, numeric="num-3")]


def _named(interview: Mapping[str, Any]) -> str:
    return str(interview["organisation"]) if interview["consent"] else "未具名企业"


_COMPUTED: Final[dict[str, Callable[[Book], list[Part]]]] = {
    "overview": _overview,
    "chain": _chain,
    "branches": _branches,
    "method": _method,
    "rules": _rules,
    "composition": _composition,
    "new_area": _new_area,
    "key_patents": _key_patents,
    "offers": _offers,
    "interviews": _interviews,
}
