"""Sample mediation cases in every state of the table, made by those who may."""

from django.db import transaction

from ipplatform.site.demo.cases.course import Course
from ipplatform.site.demo.cases.endings import ENDING
from ipplatform.site.demo.cases.rows import ROWS
from ipplatform.site.demo.frame import Frame
from mediation.cases.models import MediationCase

__all__ = ["ROWS", "load"]


def load(frame: Frame) -> dict[str, int]:
    """Make the cases that are missing, each whole or not at all."""
    for row in ROWS:
        if not MediationCase.objects.filter(summary__endswith=row.mark).exists():
            with transaction.atomic():
                course = Course(frame, row)
                course.run()
                if row.fate in ENDING:
                    ENDING[row.fate](course)
    return {"cases": MediationCase.objects.count()}
