"""What a visitor or operator chose on a list. An unknown value in the address is dropped, never an error page."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from patents.offers.models import ApplicationIndustry
from patents.offers.selectors import PRICE_BANDS, SORTS, TRL_BANDS, OfferFilters
from patents.rights.models import Mode


class FilterForm(forms.Form):
    """The sort order; facets are read beside it because they repeat."""

    sort = forms.ChoiceField(
        label=_("排序"), required=False, choices=[(key, label) for key, (label, _order) in SORTS.items()]
    )

    @staticmethod
    def filters(query: QueryDict) -> OfferFilters:
        """The chosen filters; each value is one of the known ones."""
        sort = query.get("sort", "")
        return OfferFilters(
            mode=_known(query.getlist("mode"), Mode.values),
            price=_known(query.getlist("price"), PRICE_BANDS),
            trl=_known(query.getlist("trl"), TRL_BANDS),
            industry=_known(query.getlist("industry"), ApplicationIndustry.values),
            sort=sort if sort in SORTS else "newest",
        )


class QueueForm(forms.Form):
    """State and words of a staff list."""

    state = forms.CharField(required=False, max_length=20)
    q = forms.CharField(required=False, max_length=80)

    @staticmethod
    def read(query: QueryDict) -> tuple[str, str]:
        """(state, words), both may be empty."""
        return query.get("state", "")[:20], query.get("q", "").strip()[:80]


def _known(values: Iterable[str], allowed: Iterable[str]) -> tuple[str, ...]:
    permitted = set(allowed)
    return tuple(value for value in dict.fromkeys(values) if value in permitted)
