"""Figure 11: kinds of applicants by the words of their names; the words are one table, printed as a rule."""

import re
from fractions import Fraction
from typing import Final

import polars as pl

from analytics.landscape.formulas import ratio
from analytics.landscape.tables.applicants import fractional_counts
from analytics.landscape.tables.basis import applicant_note, basis, refused_rate
from analytics.landscape.tables.table import UNKNOWN, Cell, Column, Note, Params, Table

# First match wins: a university's company is an enterprise, a university's institute a university.
_WORDS: Final = (
    (
        "企业",
        "公司|集团|株式会社|有限会社|工厂|企业|주식회사",
        "INC LTD LLC CORP CORPORATION CO COMPANY GMBH AG SA BV NV LP PLC OY AB",
    ),
    ("高校", "大学|学院|高校|대학교", "UNIV UNIVERSITY UNIVERSITAET UNIVERSITÄT UNIVERSITE UNIVERSITÉ COLLEGE"),
    (
        "科研院所",
        "研究院|研究所|科学院|研究中心|实验室|연구원",
        "INSTITUTE INSTITUT INST LABORATORY FRAUNHOFER ACADEMY",
    ),
    ("机关团体", "政府|委员会|管理局|医院|部队|协会", "GOVERNMENT MINISTRY AGENCY NAVY ARMY HOSPITAL"),
)
_PERSON: Final = re.compile(r"^[\u4e00-\u9fff·]{2,4}$|^[A-ZÀ-Þ'\- ]+, [A-ZÀ-Þ.'\- ]+$")
_KINDS: Final = (
    *((kind, re.compile(rf"{han}|\b({latin.replace(' ', '|')})\b")) for kind, han, latin in _WORDS),
    ("个人", _PERSON),
)


def applicant_types(frame: pl.DataFrame, params: Params) -> Table:
    """Figure 11: fractional units by kind of applicant; names that no word decides are unknown and shown."""
    base = basis(frame, params)
    weights: dict[str, Fraction] = {kind: Fraction(0) for kind, _ in _KINDS} | {UNKNOWN: Fraction(0)}
    for name, weight in fractional_counts(base.counted).items():
        weights[applicant_kind(name)] += weight
    known = sum(weights.values()) - weights[UNKNOWN]
    unnamed = base.counted.filter(pl.col("applicants").list.len() == 0).height
    rows: list[tuple[Cell, ...]] = [
        (kind, float(weights[kind]), refused_rate(ratio(float(weights[kind]), float(known)), int(known)))
        for kind, _ in _KINDS
    ]
    rows.append((UNKNOWN, float(weights[UNKNOWN]) + unnamed, None))
    return Table(
        "applicant_types",
        11,
        "申请人类型",
        base.unit,
        base.size,
        (Column("kind", "类型", "text"), Column("weight", "分数计数", "number"), Column("share", "占比", "rate")),
        tuple(rows),
        (
            *base.notes(),
            applicant_note(base.counted, "多个申请人各计 1/k", params),
            Note(
                "method",
                "类型按名称用词判定（公司、大学、研究院等），先企业后高校；无法判定者为未知，不计入占比的分母",
            ),
        ),
    )


def applicant_kind(name: str) -> str:
    """The kind of an applicant by its name: 企业, 高校, 科研院所, 机关团体, 个人 or 未知."""
    for kind, words in _KINDS:
        if words.search(name.upper()):
            return kind
    return UNKNOWN
