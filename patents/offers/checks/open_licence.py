"""Guards O1-O9 of an open-licence offer (PL 50-51, PL-R 85-86; domain.md 6.1), asked on publishing and daily."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from patents.offers.checks.check import BLOCKED, MISSING, OK, Check, outcome
from patents.offers.checks.review import fee_paid, pledges_consented
from patents.offers.checks.submission import patent_name
from patents.offers.models import FilePurpose, Offer
from patents.offers.selectors import OfferFacts
from patents.records.models import PatentType
from patents.rights.models import EXCLUDING_MODES, HoldReason, Mode

# Advertising words of PL-R 85; an operator reads the text as well.
PROMOTIONAL_WORDS = (
    "国家级", "世界级", "最高级", "最佳", "最优", "第一品牌", "全国首个", "全球首创", "行业领先", "国际领先",
    "绝无仅有", "独一无二", "稳赚", "包赚", "暴利", "零风险", "抢购", "秒杀", "限时优惠", "机不可失",
    "王牌", "顶级", "完美无缺",
)  # fmt: skip
_TEXTS = ("problem_solved", "indicators", "know_how", "family_members")


def statement_complete(offer: Offer, facts: OfferFacts, on: date) -> Check:
    """O1: granted, and the statement has all mandatory items."""
    lacking: list[str] = []
    for patent in facts.patents:
        statement = facts.on_patent(patent).statement
        if patent.grant_date is None:
            lacking.append(str(_("%(patent)s：未授权") % {"patent": patent_name(patent)}))
        elif statement is None:
            lacking.append(str(_("%(patent)s：没有开放许可声明") % {"patent": patent_name(patent)}))
        elif statement.missing_items:
            lacking.append(f"{patent_name(patent)}：{'、'.join(statement.missing_items)}")
    return outcome(
        "open_statement_incomplete", _("O1 已授权、声明必备事项"), lacking, bad=MISSING, good=_("齐全"), why=_("缺少：")
    )


def no_excluding_licence(offer: Offer, facts: OfferFacts, on: date) -> Check:
    """O2: no exclusive or sole licence in force."""
    standing = [patent_name(patent) for patent in facts.patents if facts.on_patent(patent).excluding_licences_on(on)]
    return outcome(
        "exclusive_licence_in_force",
        _("O2 无独占、排他许可"),
        standing,
        bad=BLOCKED,
        good=_("没有"),
        why=_("已有许可："),
    )


def fees(offer: Offer, facts: OfferFacts, on: date) -> Check:
    """O3: annual fees paid."""
    found = fee_paid(offer, facts, on)
    return Check(found.code, _("O3 年费"), found.state, found.detail, found.names)


def not_suspended(offer: Offer, facts: OfferFacts, on: date) -> Check:
    """O4: the office has not suspended procedures."""
    suspended = [
        patent_name(patent)
        for patent in facts.patents
        if any(hold.reason == HoldReason.CNIPA_SUSPENSION for hold in facts.on_patent(patent).locks_on(on))
    ]
    return outcome(
        "cnipa_suspended", _("O4 未被中止程序"), suspended, bad=BLOCKED, good=_("没有中止"), why=_("已中止：")
    )


def pledges(offer: Offer, facts: OfferFacts, on: date) -> Check:
    """O5: a pledge only with the pledgee's consent."""
    found = pledges_consented(offer, facts, on)
    return Check(found.code, _("O5 质押"), found.state, found.detail, found.names)


def evaluation_report(offer: Offer, facts: OfferFacts, on: date) -> Check:
    """O6: a utility model or design has its evaluation report attached."""
    examined = [patent for patent in facts.patents if patent.patent_type != PatentType.INVENTION]
    label = _("O6 专利权评价报告")
    if not examined:
        return Check("evaluation_report_missing", label, OK, _("发明专利不需要"))
    if facts.files_for(FilePurpose.EVALUATION_REPORT):
        return Check("evaluation_report_missing", label, OK, _("已上传"))
    return Check("evaluation_report_missing", label, MISSING, _("没有上传"), tuple(map(patent_name, examined)))


def plain_wording(offer: Offer, facts: OfferFacts, on: date) -> Check:
    """O7: no promotional wording: the word list finds none and an operator has ticked it."""
    text = " ".join(getattr(offer, name) for name in _TEXTS)
    found = tuple(word for word in PROMOTIONAL_WORDS if word in text)
    label = _("O7 无推广用语")
    if found:
        return Check("promotional_wording", label, BLOCKED, _("含有："), found)
    if not offer.wording_checked:
        return Check("promotional_wording", label, MISSING, _("词表未发现，待人工核对"))
    return Check("promotional_wording", label, OK, _("词表与人工核对均未发现"))


def no_exclusive_offer(offer: Offer, facts: OfferFacts, on: date) -> Check:
    """O9: no exclusive or sole offer beside it; an ordinary one on other terms is allowed."""
    rivals = [rival.number for rival in facts.rivals if rival.mode in EXCLUDING_MODES]
    return outcome(
        "exclusive_offer_live", _("O9 无独占、排他供给"), rivals, bad=BLOCKED, good=_("没有"), why=_("冲突的供给：")
    )


def withdrawal_announced(offer: Offer, facts: OfferFacts, on: date) -> Check:
    """O8: an open offer is withdrawn only after the office announced the statement's withdrawal."""
    standing = [
        patent_name(patent)
        for patent in facts.patents
        if offer.mode == Mode.OPEN and facts.on_patent(patent).open_licence_in_force
    ]
    return outcome(
        "open_withdrawal_not_announced", _("O8 声明已公告撤回"), standing, bad=BLOCKED, good=_("无须或已公告"),
        why=_("声明仍有效："),
    )  # fmt: skip


OPEN_CHECKS = (
    statement_complete,
    no_excluding_licence,
    fees,
    not_suspended,
    pledges,
    evaluation_report,
    plain_wording,
    no_exclusive_offer,
)
