"""Two saved searches of the sample enterprise's owner, one with an alert."""

from datetime import timedelta

from django.http import QueryDict

from ipplatform.alerts.models import SavedSearch
from ipplatform.alerts.services import search_save
from ipplatform.site.demo.frame import Frame, on
from patents.catalogue.address import Asked
from patents.catalogue.presenters import chips, said
from patents.catalogue.selectors import query_of

# name, address, alert
SEARCHES = (
    ("固态电解质，有效的", "q=TI%3D固态电解质&status=有效", True),
    ("挖掘机液压系统，2018 年以来", "q=挖掘机 液压系统&year_from=2018&sort=-date", False),
)


def load(frame: Frame) -> dict[str, int]:
    """Saved ten days ago; a second load changes nothing."""
    owner = frame.persons["enterprise"]
    if not owner.saved_searches.exists():
        with on(frame.today - timedelta(days=10)):
            for name, address, alert in SEARCHES:
                asked = Asked(QueryDict(address))
                search_save(
                    owner=owner, query=query_of(asked.text, asked.filters, sort=asked.sort), address=asked.question,
                    said=said(chips(asked)), name=name, alert=alert, by=owner,
                )  # fmt: skip
    return {"saved_searches": SavedSearch.objects.count()}
