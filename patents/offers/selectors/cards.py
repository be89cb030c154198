"""Offers as rows and pages show them: title, price in words, honest tags of what stands on the patents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from ipplatform import clock
from ipplatform.money import amount_words
from patents.offers.models import Offer, PriceType
from patents.offers.selectors.facts import OfferFacts, facts_of
from patents.offers.selectors.lists import offers_published
from patents.records.models import Patent
from patents.rights.models import Mode

Words = str | Promise


@dataclass(frozen=True)
class Tag:
    """A tag of the component: word, tone, icon."""

    label: Words
    tone: str = ""
    icon: str = ""


@dataclass(frozen=True)
class OfferCard:
    """A row of the component offer_row; `state` and `locked` are for desk and staff lists."""

    number: str
    title: str
    url: str
    meta: str
    tags: tuple[Tag, ...]
    price: str
    price_note: str
    offer: Offer
    locked: bool = False


@dataclass(frozen=True)
class RightsLine:
    """One line of rights and encumbrances on an offer's page."""

    term: Words
    value: str
    note: str = ""


def offer_cards(offers: Sequence[Offer], on: date | None = None) -> list[OfferCard]:
    """Rows of offers in the order given; the number of queries does not grow with the offers."""
    day = on or clock.today()
    facts = facts_of(offers, day)
    return [offer_card(offer, facts[offer.pk], day) for offer in offers]


def newest_offers(limit: int, on: date | None = None) -> list[OfferCard]:
    """The newest public offers as rows: for the home page."""
    return offer_cards(list(offers_published(on).order_by("-published_on", "-pk")[:limit]), on)


def offer_card(offer: Offer, facts: OfferFacts, on: date) -> OfferCard:
    """One row."""
    return OfferCard(
        number=offer.number,
        title=offer_title(facts.patents),
        url=reverse("offers:detail", args=[offer.number]),
        meta=_meta(offer, facts),
        tags=rights_tags(facts, on),
        price=price_text(offer),
        price_note=str(offer.get_mode_display()),
        offer=offer,
        locked=offer.locked_on is not None or bool(facts.holds_on(on, offer.mode)),
    )


def offer_title(patents: Sequence[Patent]) -> str:
    """The first patent's title; of several the count is added."""
    if not patents:
        return _g("尚未选择专利")
    first = patents[0].title or patents[0].number
    return first if len(patents) == 1 else _g("%(title)s 等 %(n)s 件") % {"title": first, "n": len(patents)}


def price_text(offer: Offer) -> str:
    """The price in words, in 万元."""
    low, high, rate = offer.price_min, offer.price_max, offer.royalty_rate
    if offer.price_type == PriceType.FIXED and low is not None:
        return amount_words(low)
    if offer.price_type == PriceType.RANGE and low is not None and high is not None:
        return amount_words(low, high)
    if offer.price_type == PriceType.ROYALTY and rate is not None:
        return _g("提成 %(rate)s %%") % {"rate": _plain(rate)}
    if offer.price_type == PriceType.ENTRY_PLUS_RUNNING and low is not None and rate is not None:
        return _g("入门费 %(amount)s + %(rate)s %%") % {"amount": amount_words(low), "rate": _plain(rate)}
    return _g("面议") if offer.price_type == PriceType.NEGOTIABLE else "—"


def rights_tags(facts: OfferFacts, on: date) -> tuple[Tag, ...]:
    """What stands on the patents, honestly; `权利清楚` only when nothing does."""
    tags: list[Tag] = []
    rights = [facts.on_patent(patent) for patent in facts.patents]
    if any(right.live_pledges for right in rights):
        agreed = all(pledge.consent_file_id for right in rights for pledge in right.live_pledges)
        tags.append(Tag(_("已质押·质权人同意") if agreed else _("已质押"), "lock"))
    if any(right.licences_on(on) for right in rights):
        tags.append(Tag(_("已有许可"), "warn"))
    if any(patent.invalidation_pending for patent in facts.patents):
        tags.append(Tag(_("无效宣告审理中"), "warn"))
    if any(right.open_licence_in_force for right in rights):
        tags.append(Tag(_("开放许可"), "river", "info"))
    return tuple(tags) if tags else (Tag(_("权利清楚"), "good"),)


def rights_lines(offer: Offer, facts: OfferFacts, on: date) -> list[RightsLine]:
    """Rights and encumbrances of the patents for the public page: what and until when, never a licensee's name."""
    lines: list[RightsLine] = []
    for patent in facts.patents:
        right = facts.on_patent(patent)
        for pledge in right.live_pledges:
            agreed = pledge.consents_to(offer.mode)
            value = _g("%(day)s 登记，质权人%(agreed)s本合作方式") % {
                "day": pledge.registered_on, "agreed": _g("已同意") if agreed else _g("未同意"),
            }  # fmt: skip
            lines.append(RightsLine(_("质押"), value, patent.number))
        for licence in right.licences_on(on):
            until = _g("至 %(day)s") % {"day": licence.valid_to} if licence.valid_to else _g("未定止期")
            value = _g("，").join((licence.get_kind_display(), licence.territory or _g("全国"), until))
            lines.append(RightsLine(_("已有许可"), value, patent.number))
        if right.open_licence_in_force and right.statement is not None:
            value = _g("%(day)s 公告，任何人可按声明取得许可") % {"day": right.statement.announced_on}
            lines.append(RightsLine(_("开放许可声明"), value, patent.number))
        if patent.invalidation_pending:
            lines.append(RightsLine(_("无效宣告"), _g("审理中"), patent.number))
    return lines or [RightsLine(_("质押、许可与争议"), _g("截至核验日没有登记的质押、许可或无效宣告"))]


def offer_mode_note(offer: Offer) -> str:
    """What the chosen mode means, one line."""
    return str(_MODE_NOTES.get(offer.mode, ""))


_MODE_NOTES: dict[str, Promise] = {
    Mode.TRANSFER: _("专利权整体转让，自国家知识产权局登记之日起生效。"),
    Mode.EXCLUSIVE: _("只有被许可人可以实施，权利人自己也不实施。"),
    Mode.SOLE: _("被许可人和权利人可以实施，不再许可他人。"),
    Mode.ORDINARY: _("权利人可以再许可他人。"),
    Mode.OPEN: _("任何人按声明付费并书面通知权利人，即可取得普通许可。"),
    Mode.EQUITY: _("以专利权作价入股，自登记之日起权利转移。"),
    Mode.JOINT_DEVELOPMENT: _("双方合作继续研发，专利权不转移。"),
}


def _meta(offer: Offer, facts: OfferFacts) -> str:
    first = facts.patents[0] if facts.patents else None
    parts = [offer.enterprise.name]
    if first is not None:
        parts += [first.ipc_main, str(first.get_patent_type_display())]
    if offer.trl:
        parts.append(_g("成熟度 %(level)s") % {"level": offer.trl})
    return " · ".join(part for part in parts if part)


def _plain(value: Decimal) -> str:
    return f"{value:,.4f}".rstrip("0").rstrip(".")
