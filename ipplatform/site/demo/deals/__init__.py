"""Sample inquiries and deals through every stage, so that the plan's board has what counts and what does not."""

from django.db import transaction

from ipplatform.site.demo.deals.course import Course
from ipplatform.site.demo.deals.rows import ROWS
from ipplatform.site.demo.frame import Frame
from patents.deals.models import Deal, Inquiry, Landing

__all__ = ["ROWS", "load"]


def load(frame: Frame) -> dict[str, int]:
    """Make the courses that are missing, each whole or not at all."""
    for row in ROWS:
        if not Inquiry.objects.filter(purpose__endswith=row.mark).exists():
            with transaction.atomic():
                Course(frame, row).run()
    return {
        "inquiries": Inquiry.objects.count(), "deals": Deal.objects.count(), "landings": Landing.objects.count()
    }  # fmt: skip
