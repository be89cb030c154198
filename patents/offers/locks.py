"""When an offer is locked: by itself, or by an open hold on one of its patents that covers its mode; in SQL."""

from datetime import date

from django.db.models import CharField, Exists, OuterRef, Q, TextField, Value
from django.db.models.functions import Cast, Concat

from patents.offers.models import OfferPatent
from patents.rights.models import HoldEffect, PatentHold
from patents.rights.selectors import holds_open_on


def offer_locked(on: date) -> Q:
    """The condition "locked on a day" for a queryset of offers; merged patents share their survivor's holds."""
    quoted = Concat(Value('"'), OuterRef(OuterRef("mode")), Value('"'), output_field=CharField())
    holds = (
        PatentHold.objects.filter(holds_open_on(on), effect=HoldEffect.LOCK)
        .annotate(modes_text=Cast("modes", TextField()))
        .filter(
            Q(patent=OuterRef("patent"))
            | Q(patent__merged_into=OuterRef("patent"))
            | Q(patent__merged_from=OuterRef("patent"))
        )
        .filter(Q(modes_text="[]") | Q(modes_text__contains=quoted))
    )
    held = OfferPatent.objects.filter(offer=OuterRef("pk")).filter(Exists(holds))
    return Q(locked_on__isnull=False) | Q(Exists(held))
