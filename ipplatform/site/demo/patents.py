"""About 1,500 synthetic patents for each of two industries, from the project's own vocabulary and a fixed seed.

Numbers lie in ranges that the office has not given out, so that no real import ever meets them.
"""

import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from ipplatform.site.demo.frame import SEED, Frame, on
from ipplatform.spreadsheets import csv_chunks
from patents.imports.models import ImportRun, Source
from patents.imports.readers import TEMPLATE_COLUMNS, TEMPLATE_HEADER
from patents.imports.services import import_run_execute, import_run_start
from patents.records.models import Patent
from patents.records.numbers import cn_check_character


@dataclass(frozen=True)
class Field:
    """One industry's vocabulary."""

    code: str
    name: str
    subjects: tuple[str, ...]
    parts: tuple[str, ...]
    means: tuple[str, ...]
    goals: tuple[str, ...]
    ipc: tuple[str, ...]
    utility_share: float
    first_year: int


FIELDS = (
    Field(
        "solid-state-battery", "固态电池",
        ("固态电解质", "复合隔膜", "锂金属负极", "硫化物电解质", "氧化物电解质", "聚合物电解质", "固态电池", "半固态电池", "正极界面层", "锂离子导体"),
        ("膜", "片层", "涂层", "颗粒", "电芯", "界面层", "叠片", "浆料"),
        ("原位固化", "干法成膜", "热压烧结", "表面包覆", "元素掺杂", "静电纺丝", "等静压", "溶胶凝胶"),
        ("提高离子电导率", "抑制枝晶生长", "降低界面阻抗", "提升循环寿命", "改善热稳定性", "减小体积膨胀"),
        ("H01M10/0562", "H01M10/0565", "H01M10/0525", "H01M10/058", "H01M4/36", "H01M4/62", "H01M50/403", "C01G25/00",
         "C08L71/02", "C01B25/14"),
        0.18, 2008,
    ),
    Field(
        "construction-machinery", "工程机械",
        ("液压挖掘机", "装载机", "混凝土泵车", "起重机", "旋挖钻机", "摊铺机", "高空作业平台", "压路机", "盾构机", "矿用自卸车"),
        ("动臂", "回转机构", "液压系统", "行走装置", "臂架", "配重", "驾驶室", "支腿"),
        ("能量回收", "负载敏感控制", "电液比例控制", "自动调平", "主动减振", "远程监测", "轻量化焊接", "模块化布置"),
        ("降低油耗", "提高作业精度", "减少冲击", "延长使用寿命", "便于维修", "提升稳定性"),
        ("E02F9/22", "E02F3/43", "E02F9/20", "B66C23/00", "B66C13/16", "F15B21/14", "F15B11/16", "E01C19/48",
         "E21D9/06", "B60P1/04"),
        0.46, 2002,
    ),
)  # fmt: skip
PER_FIELD = 1500
_PROVINCES = (("湖南", "长沙"), ("广东", "深圳"), ("江苏", "常州"), ("浙江", "湖州"), ("湖南", "湘潭"), ("山东", "济宁"), ("北京", "北京"),
              ("上海", "上海"), ("湖南", "株洲"), ("福建", "宁德"))  # fmt: skip
_SURNAMES, _GIVEN = "示例甲乙丙丁戊己庚辛", "一二三四五六七八九十"


def load(frame: Frame) -> dict[str, int]:
    """Import the sample file as source `demo`, through the same door as any file; a second load changes nothing."""
    operator = frame.persons["operator"]
    if not ImportRun.objects.filter(source=Source.DEMO).exists():
        with on(frame.today - timedelta(days=2)) as day, tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "示例专利.csv"
            with path.open("wb") as file:
                file.writelines(csv_chunks(header=list(TEMPLATE_HEADER), rows=_rows(frame)))
            run = import_run_start(file=path, format="template", cutoff=day, by=operator, on=day, source=Source.DEMO)
            import_run_execute(run=run, by=operator, on=day)
    return {"patents": Patent.objects.count()}


def _rows(frame: Frame) -> Iterator[list[str]]:
    chance = random.Random(SEED)  # noqa: S311  sample content, no secret
    serial = 0
    for field in FIELDS:
        holders = _holders(frame, field)
        for _n in range(PER_FIELD):
            serial += 1
            for values in _patent(frame, field, holders, chance, serial):
                yield [values.get(name, "") for name in TEMPLATE_COLUMNS]


def _holders(frame: Frame, field: Field) -> list[str]:
    """Names by rank: a few hold many, most hold few; enterprises of the platform stand among them."""
    known = [enterprise.name for enterprise in frame.enterprises.values()][:24]
    others = [f"示例{field.name}{letter}有限公司" for letter in "甲乙丙丁戊己庚辛壬癸"]
    return [*others[:4], *known[:3], "示例大学", *others[4:], "示例材料研究院", *known[3:]]


def _patent(
    frame: Frame, field: Field, holders: list[str], chance: random.Random, serial: int
) -> Iterator[dict[str, str]]:
    utility = chance.random() < field.utility_share
    filed = _filing_day(frame, field, chance)
    digits = f"{filed.year}{2 if utility else 1}{9000000 + serial:07d}"
    names = [holders[min(int(chance.paretovariate(1.1)) - 1, len(holders) - 1)]]
    if chance.random() < 0.12:
        names.append(chance.choice(holders))
    province, city = _PROVINCES[holders.index(names[0]) % len(_PROVINCES)]
    ipc = chance.sample(field.ipc, k=chance.choice((1, 1, 2, 3)))
    base = {
        "application_number": f"{digits}.{cn_check_character(digits)}", "office": "CN",
        "title": _title(field, chance, utility), "abstract": _abstract(field, chance),
        "filing_date": filed.isoformat(), "applicants": ";".join(dict.fromkeys(names)),
        "inventors": ";".join(_person(chance) for _n in range(chance.randint(1, 5))), "ipc": ";".join(ipc),
        "claims_count": str(chance.randint(4, 18)), "pages": str(chance.randint(6, 28)), "province": province,
        "city": city, "sei_industry": "新能源产业" if field is FIELDS[0] else "高端装备制造产业",
        "cited_by_count": str(int(chance.expovariate(0.25))), "cites_count": str(chance.randint(0, 12)),
        "family_size": str(chance.choice((1, 1, 1, 2, 3, 5))), "source_note": "示例数据",
    }  # fmt: skip
    yield from _documents(frame, base, utility, filed, serial, chance)


def _documents(
    frame: Frame, base: dict[str, str], utility: bool, filed: date, serial: int, chance: random.Random
) -> Iterator[dict[str, str]]:
    published = filed + timedelta(days=190 if utility else 545)
    granted = published if utility else filed + timedelta(days=chance.randint(620, 1100))
    limit = frame.today - timedelta(days=20)
    status, events = _status(filed, granted, utility, limit, chance)
    common = {**base, "legal_status_raw": status, "legal_events": ";".join(events)}
    if status == "有效":
        common["fee_paid_to"] = date(frame.today.year + 1, filed.month, min(filed.day, 28)).isoformat()
    was_granted = "授权" in events
    if utility:
        yield {**common, "publication_number": f"CN{299000000 + serial}U", "stage_raw": "实用新型",
               "publication_date": published.isoformat(), "grant_date": published.isoformat()}  # fmt: skip
        return
    first = {**common, "publication_number": f"CN{199000000 + serial}A", "stage_raw": "发明申请",
             "publication_date": min(published, limit).isoformat()}  # fmt: skip
    if was_granted:
        first["grant_date"] = granted.isoformat()
    yield first
    if was_granted:
        yield {**first, "publication_number": f"CN{199000000 + serial}B", "stage_raw": "授权发明",
               "publication_date": granted.isoformat()}  # fmt: skip


def _status(filed: date, granted: date, utility: bool, limit: date, chance: random.Random) -> tuple[str, list[str]]:
    draw = chance.random()
    if not utility and granted > limit:
        return ("审中", ["公开", "实质审查"]) if draw < 0.9 else ("失效", ["公开", "撤回"])
    if not utility and draw < 0.18:
        return "失效", ["公开", "驳回" if draw < 0.1 else "撤回"]
    if filed + timedelta(days=(10 if utility else 20) * 365) < limit:
        return "失效", ["授权", "期限届满"]
    return ("失效", ["授权", "未缴年费"]) if draw > 0.84 else ("有效", ["授权"])


def _filing_day(frame: Frame, field: Field, chance: random.Random) -> date:
    """Growing filings with a late turn: the square root of a uniform draw leans to recent years."""
    first, last = date(field.first_year, 1, 5), frame.today - timedelta(days=600)
    return first + timedelta(days=int((last - first).days * chance.random() ** 0.55))


def _title(field: Field, chance: random.Random, utility: bool) -> str:
    subject, part, means = chance.choice(field.subjects), chance.choice(field.parts), chance.choice(field.means)
    if utility:
        return f"一种{subject}用{part}{means}装置"
    return chance.choice(
        (f"一种{subject}{part}及其{means}方法", f"{subject}的{means}方法", f"基于{means}的{subject}{part}")
    )


def _abstract(field: Field, chance: random.Random) -> str:
    subject, part = chance.choice(field.subjects), chance.choice(field.parts)
    one, two = chance.sample(field.goals, k=2)
    return f"示例文本：提供一种{subject}，包括{part}；通过{chance.choice(field.means)}，{one}，并{two}，适合批量生产。"


def _person(chance: random.Random) -> str:
    return f"示例{chance.choice(_SURNAMES)}{chance.choice(_GIVEN)}"
