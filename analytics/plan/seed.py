"""The 2019 plan's tasks and targets (domain.md section 1), moved to any plan year. Facts only; no model.

Titles of targets stand in the English catalogue too; one that the office rewords shows as it is written.
"""

from django.utils.translation import gettext_noop as _noop

UNITS = ["经济发展局", "湘江发展集团", "湘江国投公司"]
# number, text, lead section, cooperating units, due
TASKS: tuple[tuple[int, str, str, list[str], str], ...] = (
    (1, "全面统筹优化营商环境工作", "综合科、审批服务科", [], "全年"),
    (2, "简政放权：审批清单与首次申报共享", "审批服务科", [], "4月底"),
    (3, "加强知识产权保护", "综合科", UNITS, "12月底"),
    (4, "包容审慎监管", "批后监管科", [], "5月方案、7月清单、9月实施"),
    (5, "帮代办服务", "审批服务科", [], "全年"),
)
# code, title, measure, threshold, unit, milestones ((month, day), threshold, unit, (warn month, day))
AUGUST, DECEMBER = ((8, 31), (7, 31)), ((12, 31), (11, 30))
TARGETS: tuple[
    tuple[str, str, str, int, str, tuple[tuple[tuple[tuple[int, int], tuple[int, int]], int, str], ...]], ...
] = (
    ("T3-1", _noop("引进专利技术"), "introduced_patents", 20, "项", ((DECEMBER, 20, "项"),)),
    ("T3-2", _noop("成交额新区落地"), "landed_share", 20, "%", ((DECEMBER, 20, "%"),)),
    (
        "T3-3",
        _noop("智库研究专题分析报告"),
        "think_tank_reports",
        2,
        "个产业",
        ((AUGUST, 1, "个产业"), (DECEMBER, 2, "个产业")),
    ),
    ("T3-4", _noop("专利数据分析报告"), "data_reports", 2, "个产业", ((AUGUST, 1, "个产业"), (DECEMBER, 2, "个产业"))),
    ("T3-5", _noop("专题研讨会"), "seminars", 1, "次", ((DECEMBER, 1, "次"),)),
    (
        "T3-6",
        _noop("咨询与调解服务"),
        "enterprise_services",
        100,
        "家/次",
        ((AUGUST, 50, "家"), (DECEMBER, 100, "家/次")),
    ),
)
TITLE = "{year}年优化营商环境实施方案"
ISSUED = (3, 26)
NUMERIC_TASK = 3
