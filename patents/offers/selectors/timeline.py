"""What happened to an offer or demand, in words: for its owner and for operators."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ipplatform.accounts.models import User
from ipplatform.moves import Event
from patents.offers.models import Demand, DemandEvent, Offer, OfferEvent
from patents.offers.reasons import reason_label

ACTIONS: dict[str, Promise] = {
    "create": _("建立草稿"),
    "submit": _("提交审核"),
    "return": _("退回修改"),
    "reject": _("不予发布"),
    "verify": _("核验通过"),
    "publish": _("发布"),
    "recheck": _("复核法律状态"),
    "reserve": _("签约，预订"),
    "release": _("签约取消，恢复在售"),
    "close": _("成交"),
    "lock": _("锁定"),
    "unlock": _("解除锁定"),
    "expire": _("到期"),
    "renew": _("续期，转为草稿"),
    "withdraw": _("撤回"),
    "match": _("已对接"),
}


@dataclass(frozen=True)
class TimelineRow:
    """A row of the timeline component."""

    date: date
    title: str
    text: str
    now: bool = False


def offer_timeline(offer: Offer, *, names: bool) -> list[TimelineRow]:
    """Events, newest first. `names` shows who acted (operators); the owner reads the acting side only."""
    return _rows(list(OfferEvent.objects.filter(subject=offer).order_by("-pk")), names)


def demand_timeline(demand: Demand, *, names: bool) -> list[TimelineRow]:
    """The same for a demand."""
    return _rows(list(DemandEvent.objects.filter(subject=demand).order_by("-pk")), names)


def _rows(events: Sequence[Event], names: bool) -> list[TimelineRow]:
    people = {user.public_id: user for user in User.objects.filter(public_id__in={event.actor for event in events})}
    rows = []
    for place, event in enumerate(events):
        actor = people.get(event.actor)
        who = "" if actor is None else (str(actor) if names or actor.is_system else "")
        parts = [who, str(reason_label(event.reason_code)) if event.reason_code else ""]
        title = str(ACTIONS.get(event.action, event.action))
        rows.append(TimelineRow(event.happened_on, title, " · ".join(part for part in parts if part), place == 0))
    return rows
