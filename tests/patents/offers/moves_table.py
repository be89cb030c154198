"""Every row of domain.md 6.1 as data for the tests: how to reach its state, who may, how it is called."""

from dataclasses import dataclass
from datetime import timedelta

from ipplatform import clock
from ipplatform.accounts.models import User
from patents.offers import services
from patents.offers.models import Offer
from tests.factories import market


@dataclass(frozen=True)
class Row:
    """`who` of owner, operator, coordinator, system may make `action` from `state`; it ends in `to`."""

    action: str
    state: str
    to: str
    who: frozenset[str]


def row(action: str, state: str, to: str, *who: str) -> Row:
    return Row(action, state, to, frozenset(who))


NON_FINAL = ("draft", "submitted", "verified", "published", "reserved", "expired")
STATES = (*NON_FINAL, "closed", "rejected", "withdrawn")
ROWS = [
    row("submit", "draft", "submitted", "owner"),
    row("return", "submitted", "draft", "operator"),
    row("reject", "submitted", "rejected", "operator"),
    row("verify", "submitted", "verified", "operator"),
    row("publish", "verified", "published", "operator"),
    row("recheck", "verified", "verified", "operator"),
    row("recheck", "published", "published", "operator"),
    row("recheck", "reserved", "reserved", "operator"),
    row("reserve", "published", "reserved", "system"),
    row("release", "reserved", "published", "system"),
    row("close", "reserved", "closed", "system"),
    *(row("lock", state, state, "operator", "coordinator", "system") for state in NON_FINAL),
    row("expire", "published", "expired", "system"),
    row("renew", "expired", "draft", "owner"),
    *(row("withdraw", state, "withdrawn", "owner") for state in ("draft", "submitted", "verified", "published")),
]
PEOPLE = (
    "owner",
    "stranger",
    "operator",
    "coordinator",
    "mediator",
    "general_section",
    "editor",
    "administrator",
    "system",
)


def offer_in(state: str) -> Offer:
    """An offer that reached a state by its own moves."""
    on, system = clock.today(), User.objects.system()
    if state in ("draft", "submitted", "verified", "published", "reserved"):
        return {
            "draft": market.offer_draft, "submitted": market.offer_submitted, "verified": market.offer_verified,
            "published": market.offer_published, "reserved": market.offer_reserved,
        }[state]()  # fmt: skip
    if state == "closed":
        return services.offer_close(offer=market.offer_reserved(), ref="doc", by=system, on=on)
    if state == "rejected":
        made = market.offer_submitted()
        return services.offer_reject(
            offer=made, reason_code="false", note="不实", by=market.operator(), on=on, revision=made.revision
        )
    made = market.offer_published()
    if state == "expired":
        assert made.valid_until is not None
        return services.offer_expire(offer=made, by=system, on=made.valid_until + timedelta(days=1))
    return services.offer_withdraw(
        offer=made, reason_code="other", note="", by=made.created_by, on=on, revision=made.revision
    )


def make(offer: Offer, action: str, by: User, *, dispute: bool = False) -> Offer:  # noqa: C901  one case an action
    """One move with sound arguments; an expiry is asked on the day after the last."""
    on = clock.today()
    common = {"offer": offer, "by": by, "on": on, "revision": offer.revision}
    plain = {"offer": offer, "by": by, "on": on}
    match action:
        case "submit":
            return services.offer_submit(truth_declared=True, **common)
        case "return":
            return services.offer_return(reason_code="unclear", note="请补充", **common)
        case "reject":
            return services.offer_reject(reason_code="false", note="不实", **common)
        case "verify":
            return services.offer_verify(**common)
        case "publish":
            return services.offer_publish(**common)
        case "recheck":
            return services.offer_recheck(**common)
        case "reserve":
            return services.offer_reserve(ref="JY-2026-0001", **plain)
        case "release":
            return services.offer_release(ref="JY-2026-0001", **plain)
        case "close":
            return services.offer_close(ref="doc", **plain)
        case "lock":
            return services.offer_lock(reason_code="dispute" if dispute else "other", note="", **common)
        case "unlock":
            return services.offer_unlock(**common)
        case "expire":
            last = offer.valid_until or on
            return services.offer_expire(offer=offer, by=by, on=last + timedelta(days=1))
        case "renew":
            return services.offer_renew(**common)
        case "withdraw":
            return services.offer_withdraw(reason_code="other", note="", **common)
    raise AssertionError(action)
