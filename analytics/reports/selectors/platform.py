"""What the platform itself records of a dataset's patents: offers, deals, holders in the New Area, cited patents."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from ipplatform.enterprises.selectors import YES, areas_on
from patents.deals.models import DealPatent
from patents.offers.selectors import on_offer_patent_ids
from patents.records.models import Patent, PatentParty, Publication

HUNAN = "湖南"
REGIONS = (
    "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建", "江西",
    "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西", "甘肃",
    "青海", "宁夏", "新疆",
)  # fmt: skip
HOLDERS = 10
KEY_PATENTS = 10
EXPIRING = timedelta(days=3 * 365)


@dataclass(frozen=True)
class PlatformRecords:
    """Counts of patents of the dataset, on a day."""

    on: str
    on_offer: int
    in_deals: int
    new_area: int
    new_area_enterprises: int
    hunan: int
    hunan_rank: int
    provinces: int
    hunan_holders: list[tuple[int, str, int]]
    expiry_known: int
    expiring: int

    def as_dict(self) -> dict[str, Any]:
        """Plain values to freeze."""
        return asdict(self)


def platform_records(ids: Sequence[int], frame: pl.DataFrame, on: date) -> PlatformRecords:
    """Figures of New Area position and expiry; six queries. Hunan: first holder's province as the source gives it.

    `expiring`: term over within three years after the day, of those whose term the sources give.
    """
    wanted = frozenset(ids)
    # Without order: the default one would join every patent in to sort what becomes a set.
    parties = PatentParty.objects.filter(name__enterprise__isnull=False).order_by()
    linked = parties.values_list("patent_id", "name__enterprise_id")
    holdings = [(patent, enterprise) for patent, enterprise in linked if patent in wanted and enterprise]
    areas = areas_on({(enterprise, on) for _, enterprise in holdings})
    inside = [(patent, enterprise) for patent, enterprise in holdings if areas[enterprise, on] == YES]
    terms = Patent.objects.filter(expiry_date__isnull=False).values_list("pk", "expiry_date")
    known = [term for patent, term in terms if patent in wanted and term is not None]
    counts = _by_province(frame)
    hunan = frame.filter(pl.col("province").str.starts_with(HUNAN).fill_null(False))
    return PlatformRecords(
        on=on.isoformat(),
        on_offer=len(wanted & on_offer_patent_ids(on=on)),
        in_deals=len(wanted & set(DealPatent.objects.values_list("patent_id", flat=True))),
        new_area=len({patent for patent, _ in inside}),
        new_area_enterprises=len({enterprise for _, enterprise in inside}),
        hunan=hunan.height,
        hunan_rank=1 + sum(n > counts[HUNAN] for n in counts.values()) if HUNAN in counts else 0,
        provinces=len(counts),
        hunan_holders=_holders(hunan),
        expiry_known=len(known),
        expiring=sum(on <= term <= on + EXPIRING for term in known),
    )


def _by_province(frame: pl.DataFrame) -> dict[str, int]:
    """Publications by province-level region of China, of the first holder; foreign regions are left out."""
    counts: Counter[str] = Counter()
    for place, n in frame["province"].drop_nulls().value_counts().iter_rows():
        region = next((name for name in REGIONS if place.startswith(name)), None)
        if region:
            counts[region] += n
    return dict(counts)


def _holders(frame: pl.DataFrame) -> list[tuple[int, str, int]]:
    """Competition rank, first holder, publications: the first ten with all tied at the tenth."""
    counts = Counter(names[0] for names in frame["applicants"].to_list() if names)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ranked = [(1 + sum(other > n for other in counts.values()), name, n) for name, n in ordered]
    return [row for row in ranked if row[0] <= HOLDERS]


def key_patents(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """The most cited publications: number, title, first holder, filing year, main IPC, citations. One query.

    Ties at the end are cut by number, which the table says.
    """
    cited = frame.filter(pl.col("cited_by_count") > 0)
    top = cited.sort(["cited_by_count", "number"], descending=[True, False]).head(KEY_PATENTS)
    titles = dict(
        Publication.objects.filter(publication_number__in=top["number"].to_list()).values_list(
            "publication_number", "title"
        )
    )
    return [
        {
            "number": row["number"],
            "title": titles.get(row["number"], ""),
            "holder": next(iter(row["applicants"]), ""),
            "year": row["filing_year"],
            "ipc": row["ipc_main"] or "",
            "cited": row["cited_by_count"],
        }
        for row in top.iter_rows(named=True)
    ]
