"""Sample demands in every state."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db import transaction

from ipplatform.site.demo.frame import Frame, on, system
from ipplatform.site.demo.offers import enterprise_named
from patents.offers.models import Demand
from patents.offers.services import (
    demand_close,
    demand_create,
    demand_expire,
    demand_match,
    demand_publish,
    demand_return,
    demand_submit,
)


@dataclass(frozen=True)
class Row:
    """One demand; `budget` in 万元, empty = to be agreed."""

    owner: str
    title: str
    field: str
    problem: str
    indicators: str
    budget: str
    mode: str
    fate: str
    share: float


ROWS: tuple[Row, ...] = (
    Row("示例湘江储能有限公司", "示例：储能电芯循环寿命提升", "new_energy", "示例：现有电芯在高温下容量衰减快。",
        "45 ℃ 下循环 6000 次，容量保持率不低于 80%", "120", "any", "published", 0.40),
    Row("inside:2", "示例：固态电解质膜连续成型", "new_energy", "示例：间歇成型效率低，厚度不均。",
        "膜厚 20 μm，偏差不超过 2 μm，线速度不低于 10 m/min", "200", "joint_development", "published", 0.52),
    Row("inside:3", "示例：挖掘机能量回收", "equipment", "示例：动臂下降时能量以热的形式损失。",
        "单循环油耗下降 12% 以上", "80", "ordinary", "published", 0.60),
    Row("示例岳麓装备有限公司", "示例：泵车臂架主动减振", "equipment", "示例：臂架末端摆动影响布料。",
        "末端振幅下降 50%", "", "any", "published", 0.66),
    Row("inside:9", "示例：硫化物材料低湿环境生产", "materials", "示例：环境露点控制成本高。",
        "露点 -45 ℃ 时单位能耗下降 20%", "60", "any", "published", 0.74),
    Row("inside:10", "示例：起重机远程监测终端", "equipment", "示例：故障发现滞后。", "故障预警提前 24 小时以上", "35", "any",
        "matched", 0.12),
    Row("inside:11", "示例：正极界面包覆工艺", "new_energy", "示例：界面阻抗随循环上升。", "阻抗增长不超过 15%", "90",
        "exclusive", "closed", 0.10),
    Row("inside:12", "示例：压路机压实度在线检测", "equipment", "示例：压实度靠抽检。", "误差不超过 2%", "40", "any", "expired", 0.20),
    Row("inside:13", "示例：废旧电池拆解", "environment", "示例：人工拆解效率低。", "每小时 60 个模组", "50", "any", "submitted", 0.97),
    Row("inside:14", "示例：摊铺机自动调平", "equipment", "示例：平整度受操作影响。", "3 m 直尺间隙不超过 3 mm", "30", "any",
        "returned", 0.90),
    Row("示例湘江储能有限公司", "示例：电池簇消防联动", "new_energy", "示例：响应时间长。", "响应时间小于 1 s", "", "any", "draft", 0.98),
)  # fmt: skip


def load(frame: Frame) -> dict[str, int]:
    """Make the demands that are missing, each whole or not at all."""
    for row in ROWS:
        if not Demand.objects.filter(title=row.title).exists():
            with transaction.atomic():
                _one(frame, row)
    return {"demands": Demand.objects.count()}


def demand_titled(part: str) -> Demand:
    """The sample demand whose title holds some words."""
    return Demand.objects.select_related("enterprise").get(title__startswith="示例：", title__contains=part)


def _one(frame: Frame, row: Row) -> None:
    enterprise = enterprise_named(frame, row.owner)
    member, operator, start = frame.member(enterprise), frame.persons["operator"], frame.day(row.share)
    open_to = start + timedelta(days=20) if row.fate == "expired" else frame.today + timedelta(days=120)
    with on(start) as day:
        demand = demand_create(
            enterprise=enterprise, by=member, on=day,
            values={
                "title": row.title, "field": row.field, "problem": row.problem, "indicators": row.indicators,
                "current_state": "示例：已有小试样品与检测条件。", "budget": Decimal(row.budget) * 10000 if row.budget else None,
                "cooperation_mode": row.mode, "deadline": open_to, "contact": "示例联系人 0731-00000000",
            },
        )  # fmt: skip
        if row.fate == "draft":
            return
        demand_submit(demand=demand, by=member, on=day, revision=demand.revision)
    if row.fate == "submitted":
        return
    with on(min(start + timedelta(days=2), frame.last_day)) as day:
        if row.fate == "returned":
            demand_return(
                demand=demand, reason_code="incomplete", note="示例：请说明测试条件。", by=operator, on=day,
                revision=demand.revision,
            )  # fmt: skip
            return
        demand_publish(demand=demand, by=operator, on=day, revision=demand.revision)
    if row.fate == "expired":
        with on(open_to + timedelta(days=1)) as day:
            demand_expire(demand=demand, by=system(), on=day)
    if row.fate == "closed":  # what is matched in the end is matched by its deal
        with on(min(start + timedelta(days=15), frame.last_day)) as day:
            demand_match(demand=demand, ref="offline", by=operator, on=day)
        with on(min(start + timedelta(days=30), frame.last_day)) as day:
            demand_close(demand=demand, by=member, on=day, revision=demand.revision)
