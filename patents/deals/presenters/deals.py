"""A deal as its pages show it: next step, timeline, parties, patents, quotes, money, papers, dates, landings."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ipplatform.money import money_text
from ipplatform.moves import Text
from patents.deals.models import Deal, DealDeadline, DealParty, DealPatent, Payment, Quote
from patents.deals.presenters.words import DEADLINES, history_word, state_tag
from patents.deals.selectors import HistoryLine


def deal_tags(deal: Deal) -> list[dict[str, Any]]:
    """State and kind."""
    return [state_tag(deal), {"label": deal.get_kind_display()}]


def next_step(deal: Deal, quote: Quote | None, *, publicity: bool) -> tuple[Text, Text]:
    """(title, explanation) of what comes next, for everybody."""
    state = deal.state
    if state == Deal.State.NEGOTIATING:
        if quote is None:
            return _("等待报价"), _("任一方可以报价，对方接受后进入签约。")
        other = _("受让方") if quote.side == DealParty.Side.SELLER else _("让与方")
        return _("等待%(side)s回应报价") % {"side": other}, _("可以接受，也可以还价。")
    if state == Deal.State.AGREED:
        if publicity:
            return _("公示成果名称和拟交易价格"), _("让与方是高校或科研院所且协议定价，公示期满才能签约。")
        return _("签约"), _("由运营专员核对签约条件并登记合同。")
    if state == Deal.State.SIGNED and not deal.changes_patents:
        return _("交付成果"), _("上传交付证明后完成交易。")
    words: dict[str, tuple[Text, Text]] = {
        Deal.State.PUBLICITY: (_("公示期满"), _("期满且没有未处理的异议，才能签约。")),
        Deal.State.CLEARED: (_("签约"), _("公示已通过，由运营专员登记合同。")),
        Deal.State.SIGNED: (_("登记备案"), _("转让自国家知识产权局登记之日起生效；许可应在生效后三个月内备案。")),
        Deal.State.RECORDED: (_("结清款项"), _("款项全部确认或核销后完成交易。")),
        Deal.State.COMPLETED: (_("交易已完成"), _("落地情况另行登记。")),
        Deal.State.CANCELLED: (_("交易已取消"), deal.cancel_reason),
    }
    return words[state]


def facts(deal: Deal) -> list[dict[str, Any]]:
    """The contract's elements."""
    rows: list[dict[str, Any]] = [
        {"term": _("方式"), "value": deal.get_kind_display()},
        {"term": _("供给"), "value": deal.offer.number if deal.offer else None},
        {"term": _("合同金额"), "value": _amount(deal), "note": deal.royalty_terms},
        {"term": _("合同编号"), "value": deal.contract_number},
        {"term": _("签订日期"), "value": deal.signed_on},
        {
            "term": _("生效日期"),
            "value": deal.effective_on,
            "note": _("自登记日起生效") if deal.is_registered_kind else "",
        },
        {"term": _("地域范围"), "value": deal.territory},
        {"term": _("期限"), "value": _term(deal)},
    ]
    if deal.publicity_on:
        rows.append({"term": _("公示"), "value": deal.publicity_on, "note": deal.publicity_price})
    if hasattr(deal, "tech_registration"):
        tech = deal.tech_registration
        rows.append({"term": _("技术合同登记"), "value": tech.number, "note": f"{tech.registry} {tech.registered_on}"})
    return rows


def timeline(lines: Iterable[HistoryLine], *, with_names: bool) -> list[dict[str, Any]]:
    """The moves, newest first; names of who made them for staff only."""
    rows: list[dict[str, Any]] = [
        {"date": line.happened_on, "title": history_word(line.action), "text": line.actor if with_names else ""}
        for line in lines
    ]
    if rows:
        rows[0]["now"] = True
    return rows


def parties_by_side(deal: Deal) -> list[dict[str, Any]]:
    """Both sides with their parties."""
    return [
        {"label": side.label, "parties": [party for party in deal.parties.all() if party.side == side]}
        for side in DealParty.Side
    ]


def recorded_day(item: DealPatent) -> date | None:
    """Registration or recordal date, whichever the deal's kind asks for."""
    return item.recordal_date if item.deal.is_licence else item.registration_date


def papers(deal: Deal) -> list[dict[str, Any]]:
    """Files of the deal with their kinds."""
    return [
        {
            "name": paper.file.name,
            "url": reverse("files:download", args=[paper.file.public_id]),
            "meta": f"{paper.get_kind_display()}"
            + (f" · {paper.deal_patent.patent.number}" if paper.deal_patent else "")
            + f" · {paper.added_at:%Y-%m-%d} · SHA-256 {paper.file.sha256[:8]}…",
        }
        for paper in deal.documents.all()
    ]


def dates(deal: Deal, today: date) -> list[dict[str, Any]]:
    """Legal dates that still run, soonest first; what is past is marked."""
    rows: list[dict[str, Any]] = []
    for deadline in deal.deadlines.all():
        if deadline.state != DealDeadline.OPEN:
            continue
        part = deadline.part.partition(":")[2]
        note = {"6m": _("6 个月"), "12m": _("12 个月")}.get(part, "")
        tags = [{"label": _("已超期"), "tone": "bad"}] if deadline.due_on < today else []
        if deadline.provisional:
            tags.append({"label": _("日历待定"), "tone": "warn"})
        rows.append({"word": DEADLINES[deadline.rule_code], "note": note, "due_on": deadline.due_on, "tags": tags})
    return rows


def payment_note(payment: Payment) -> str:
    """What was paid when, if said."""
    if payment.paid_amount is None:
        return ""
    return f"{payment.paid_on:%Y-%m-%d} {money_text(payment.paid_amount)}" if payment.paid_on else ""


def _amount(deal: Deal) -> str | None:
    return None if deal.contract_amount is None else _("%(amount)s 元") % {"amount": money_text(deal.contract_amount)}


def _term(deal: Deal) -> str | None:
    if deal.term_from is None and deal.term_to is None:
        return None
    return f"{deal.term_from or '—'} – {deal.term_to or '—'}"
