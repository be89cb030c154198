"""The notice about an industry whose question can no longer be asked: its owner and the general section, once."""

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from ipplatform.accounts.models import User
from ipplatform.accounts.roles import GENERAL_SECTION
from ipplatform.notices.models import Notice
from ipplatform.notices.services import notices_send
from ipplatform.search.services import search
from patents.industries.models import Industry, IndustryExpression
from patents.industries.selectors import query_of

KIND = "industry_broken"


def broken_tell(*, expression: IndustryExpression, by: User) -> bool:
    """Tell who may mend it that this version is refused; whether anybody was told now. Raises EngineError.

    Once a version: a notice of the kind that stands since the version was saved says it already.
    """
    # A silent engine does not know the words of vendors, which then seem wrong in an expression.
    search(query_of("", {}, size=1), facets=False)
    with transaction.atomic():
        # Two runs at once: the industry's row keeps them apart.
        industry = Industry.objects.select_for_update().get(pk=expression.industry_id)
        standing = Notice.objects.filter(kind=KIND, number=industry.code, made_at__gte=expression.created_at)
        if standing.exists():
            return False
        owner_or_section = Q(pk=industry.created_by_id) | Q(groups__name=GENERAL_SECTION)
        people = User.objects.filter(owner_or_section, is_active=True).distinct().order_by("pk")
        link = reverse("industries_staff:versions", args=[industry.code])
        return bool(notices_send(to=people, kind=KIND, number=industry.code, link=link))
