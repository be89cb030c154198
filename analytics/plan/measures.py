"""Composes the measures of the rooms below: one visible table, and what each counts in plain words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from analytics.reports.measures import data_reports, think_tank_reports
from analytics.seminars.measures import seminars_held
from ipplatform.measures import MeasureResult
from mediation.ledger.selectors import enterprise_services
from patents.deals.measures import introduced_patents, landed_share

Compute = Callable[[date, date, date], MeasureResult]
Text = str | Promise


@dataclass(frozen=True)
class Measure:
    """A measure of domain.md section 9. `ramp` is False for a share: it is due in full at any time."""

    code: str
    compute: Compute
    unit: str
    rule: Text
    ramp: bool = True


MEASURES: dict[str, Measure] = {
    measure.code: measure
    for measure in (
        Measure(
            "introduced_patents", introduced_patents, _noop("项"),
            _("以登记日（转让、作价投资）或备案日（许可）为准：受让方或被许可方当日是新区企业，出让方当日都不在新区，"
              "交易未取消；同一专利一年只计一次。"),
        ),
        Measure(
            "landed_share", landed_share, "%",
            _("期内签订且未取消的交易，合同金额中经第二人核验已在新区落地的部分所占比例；分子分母同时列出，"
              "没有成交或没有金额时不计算。"),
            ramp=False,
        ),
        Measure(
            "think_tank_reports", think_tank_reports, _noop("个产业"),
            _("期内发布智库研究专题分析报告的产业数，同一产业只计一次，以第一个发布版本的报告日期为准。"),
        ),
        Measure(
            "data_reports", data_reports, _noop("个产业"),
            _("期内发布专利数据分析报告的产业数，同一产业只计一次，以第一个发布版本的报告日期为准。"),
        ),
        Measure("seminars", seminars_held, _noop("次"), _("期内已举办并有签到表或纪要的专题研讨会。")),
        Measure(
            "enterprise_services", enterprise_services, _noop("家/次"),
            _("咨询以企业确认办结日、调解以受理日为准，企业当日在新区：一家企业一次服务计一次；"
              "同一企业同一事项同一天只计一次。“家”按统一社会信用代码去重。"),
        ),
    )
}  # fmt: skip

REASONS: dict[str, Text] = {
    "no_registration_date": _("尚无登记或备案日"),
    "date_outside_period": _("日期不在本期"),
    "buyer_not_enterprise": _("受让方不是企业"),
    "buyer_not_in_area": _("受让方不在新区"),
    "buyer_area_unknown": _("受让方区位未核实"),
    "seller_in_area": _("出让方在新区"),
    "seller_area_unknown": _("出让方区位未核实"),
    "deal_cancelled": _("交易已取消"),
    "duplicate_in_plan_year": _("同一专利本年已计"),
    "not_signed": _("尚未签订合同"),
    "no_amount": _("没有可计金额"),
    "not_published": _("尚未发布"),
    "withdrawn": _("已撤回"),
    "same_industry_again": _("同一产业已计"),
    "wrong_kind": _("报告类别不同"),
    "only_announced": _("仅预告，未举办"),
    "cancelled": _("已取消"),
    "no_evidence": _("没有签到表或纪要"),
    "not_closed": _("尚未办结"),
    "lapsed": _("逾期未确认"),
    "not_accepted": _("未受理"),
    "false_mediation": _("涉嫌虚假调解"),
    "enterprise_not_in_area": _("企业不在新区"),
    "area_unknown": _("企业区位未核实"),
    "no_uscc": _("没有统一社会信用代码"),
    "party_is_person": _("当事人是自然人"),
    "not_enterprise": _("不是企业"),
    "duplicate_same_topic_day": _("同一企业同一事项同日已计"),
}
