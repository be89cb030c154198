"""Lists of offers: published, filtered, of patents, of a desk, of the review queue; and what other rooms ask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ipplatform.accounts.permissions import AnyUser
from patents.offers.models import LIVE_STATES, ApplicationIndustry, Offer, OfferPatent, OfferState, PriceType
from patents.offers.permissions import offers_owned_by, offers_public, offers_readable_by, offers_reviewable_by
from patents.rights.models import Mode

PER_PAGE = 20
TEN_THOUSAND = Decimal(10000)
# Price bands in yuan: [from, to); None is open. `negotiable` holds offers without an amount.
PRICE_BANDS: dict[str, tuple[str | Promise, int | None, int | None]] = {
    "to10": (_("10 万元以下"), None, 100_000),
    "10to50": (_("10–50 万元"), 100_000, 500_000),
    "50to100": (_("50–100 万元"), 500_000, 1_000_000),
    "from100": (_("100 万元及以上"), 1_000_000, None),
    "negotiable": (_("面议或按提成"), None, None),
}
TRL_BANDS: dict[str, tuple[str | Promise, int, int]] = {
    "1to3": (_("1–3 级（原理）"), 1, 3),
    "4to6": (_("4–6 级（样机）"), 4, 6),
    "7to9": (_("7–9 级（可量产）"), 7, 9),
}
SORTS: dict[str, tuple[str | Promise, tuple[str | OrderBy, ...]]] = {
    "newest": (_("最新发布"), ("-published_on", "-pk")),
    "price": (_("价格从低到高"), (F("price_min").asc(nulls_last=True), "-pk")),
    "price_desc": (_("价格从高到低"), (F("price_min").desc(nulls_last=True), "-pk")),
    "trl": (_("成熟度从高到低"), ("-trl", "-pk")),
    "ending": (_("最先到期"), ("valid_until", "-pk")),
}


@dataclass(frozen=True)
class OfferFilters:
    """What a visitor chose on the list; unknown values are dropped by the form."""

    mode: tuple[str, ...] = ()
    price: tuple[str, ...] = ()
    trl: tuple[str, ...] = ()
    industry: tuple[str, ...] = ()
    sort: str = "newest"

    def conditions(self) -> dict[str, Q]:
        """One condition a facet that was used."""
        found: dict[str, Q] = {}
        if self.mode:
            found["mode"] = Q(mode__in=self.mode)
        if self.industry:
            found["industry"] = Q(application_industry__in=self.industry)
        if self.price:
            found["price"] = _any(price_condition(band) for band in self.price)
        if self.trl:
            found["trl"] = _any(trl_condition(band) for band in self.trl)
        return found


@dataclass(frozen=True)
class Facet:
    """A facet with its options, as the facet_group component takes them."""

    name: str
    legend: str | Promise
    options: list[dict[str, object]] = field(default_factory=list)


def offers_published(on: date | None = None) -> QuerySet[Offer]:
    """What is on offer on a day: published, not past its day, not locked; with its enterprise."""
    return offers_public(on).select_related("enterprise")


def offers_filtered(filters: OfferFilters, on: date) -> QuerySet[Offer]:
    """Published offers by the chosen filters, sorted."""
    found = offers_published(on).filter(_all(filters.conditions().values()))
    return found.order_by(*SORTS.get(filters.sort, SORTS["newest"])[1])


def offer_facets(filters: OfferFilters, on: date) -> list[Facet]:
    """Four facets with counts; a facet's counts ignore its own filter. One query a facet."""
    conditions = filters.conditions()

    def counts(own: str, parts: Mapping[str, Q]) -> dict[str, int]:
        base = offers_public(on).filter(_all(q for name, q in conditions.items() if name != own))
        return base.aggregate(**{f"n_{key}": Count("pk", filter=part) for key, part in parts.items()})

    groups: list[tuple[str, str | Promise, dict[str, tuple[str | Promise, Q]], tuple[str, ...]]] = [
        ("mode", _("合作方式"), {m.value: (m.label, Q(mode=m.value)) for m in Mode}, filters.mode),
        ("price", _("价格"), {key: (row[0], price_condition(key)) for key, row in PRICE_BANDS.items()}, filters.price),
        ("trl", _("技术成熟度"), {key: (row[0], trl_condition(key)) for key, row in TRL_BANDS.items()}, filters.trl),
        (
            "industry", _("应用产业"),
            {i.value: (i.label, Q(application_industry=i.value)) for i in ApplicationIndustry}, filters.industry,
        ),
    ]  # fmt: skip
    facets: list[Facet] = []
    for name, legend, parts, chosen in groups:
        found = counts(name, {key: part for key, (_label, part) in parts.items()})
        options: list[dict[str, object]] = [
            {"value": key, "label": label, "count": found[f"n_{key}"], "selected": key in chosen}
            for key, (label, _part) in parts.items()
            if found[f"n_{key}"] or key in chosen
        ]
        facets.append(Facet(name, legend, options))
    return facets


def price_condition(band: str) -> Q:
    """Offers whose lowest price lies in a band of PRICE_BANDS."""
    if band == "negotiable":
        return Q(price_type__in=(PriceType.NEGOTIABLE, PriceType.ROYALTY))
    _label, first, last = PRICE_BANDS[band]
    condition = Q(price_min__isnull=False)
    if first is not None:
        condition &= Q(price_min__gte=first)
    if last is not None:
        condition &= Q(price_min__lt=last)
    return condition


def trl_condition(band: str) -> Q:
    """Offers whose technology readiness lies in a band of TRL_BANDS."""
    _label, first, last = TRL_BANDS[band]
    return Q(trl__range=(first, last))


def offers_of_patents(patent_ids: Iterable[int], on: date | None = None) -> dict[int, list[Offer]]:
    """Public offers by patent, newest first, one query; patents without one are absent."""
    found: dict[int, list[Offer]] = {}
    items = (
        OfferPatent.objects.filter(patent__in=list(patent_ids), offer__in=offers_public(on))
        .select_related("offer__enterprise")
        .order_by("-offer__published_on", "-offer__pk")
    )
    for item in items:
        found.setdefault(item.patent_id, []).append(item.offer)
    return found


def on_offer_patent_ids(ids: Iterable[int] | None = None, on: date | None = None) -> set[int]:
    """Which patents (of these, or all) are on public offer: for the search document's facet. One query."""
    items = OfferPatent.objects.filter(offer__in=offers_public(on))
    if ids is not None:
        items = items.filter(patent__in=list(ids))
    return set(items.values_list("patent_id", flat=True))


def offer_for_inquiry(number: str, on: date | None = None) -> Offer | None:
    """The offer one may inquire about: public, so never a locked one; with its enterprise."""
    return offers_published(on).filter(number=number).first()


def offer_readable(user: AnyUser, number: str) -> Offer | None:
    """An offer by number, if this person may read it."""
    return offers_readable_by(user).filter(number=number).select_related("enterprise").first()


def offer_of_desk(user: AnyUser, number: str) -> Offer | None:
    """An own offer by number."""
    return offers_owned_by(user).filter(number=number).select_related("enterprise").first()


def offers_of_desk(user: AnyUser, state: str = "") -> QuerySet[Offer]:
    """Own offers, last touched first, of one state or all."""
    found = offers_owned_by(user).select_related("enterprise").order_by("-updated_at", "-pk")
    return found.filter(state=state) if state in OfferState.values else found


def offers_for_review(user: AnyUser, state: str = "", text: str = "") -> QuerySet[Offer]:
    """The staff list by state (default all but drafts), number, enterprise, patent number; oldest waiting first."""
    found = offers_reviewable_by(user).select_related("enterprise")
    found = found.filter(state=state) if state in OfferState.values else found.exclude(state=OfferState.DRAFT)
    if text:
        patents = OfferPatent.objects.filter(
            Q(patent__number__icontains=text) | Q(patent__application_number__icontains=text)
        )
        found = found.filter(
            Q(number__icontains=text) | Q(enterprise__name__icontains=text) | Q(pk__in=patents.values("offer_id"))
        )
    return found.order_by("updated_at", "pk") if state in LIVE_STATES else found.order_by("-updated_at", "-pk")


def review_counts(user: AnyUser) -> dict[str, int]:
    """Offers a state, for the tabs of the staff list."""
    rows = offers_reviewable_by(user).values_list("state").annotate(n=Count("pk")).order_by()
    return dict(rows)


def patents_with_offers(ids: frozenset[int]) -> dict[int, str]:
    """Why patents may not disappear: an offer, of any state, stands on them (records.guards)."""
    rows = OfferPatent.objects.filter(patent__in=ids).values_list("patent_id", "offer__number")
    return {patent_id: f"供给 {number}" for patent_id, number in rows}


def patents_with_live_offers(ids: frozenset[int]) -> dict[int, str]:
    """Which patents carry a live offer: two of them are never merged (records.guards)."""
    rows = OfferPatent.objects.filter(patent__in=ids, offer__state__in=LIVE_STATES)
    return {patent_id: f"供给 {number}" for patent_id, number in rows.values_list("patent_id", "offer__number")}


def _any(conditions: Iterable[Q]) -> Q:
    found = Q(pk__in=[])
    for condition in conditions:
        found |= condition
    return found


def _all(conditions: Iterable[Q]) -> Q:
    found = Q()
    for condition in conditions:
        found &= condition
    return found
