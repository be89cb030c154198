"""Legal numbers as they stood on a day."""

from datetime import date

from django.db.models import Q

from ipplatform.deadlines.calendar import DueDate, due_date
from ipplatform.deadlines.models import RuleParameter


class RuleMissing(LookupError):
    """No row of a rule is valid on the day asked."""


def rule_parameter(code: str, on: date) -> RuleParameter:
    """The row of a rule valid on a day. Raises RuleMissing."""
    valid = RuleParameter.objects.filter(code=code, valid_from__lte=on).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    )
    row = valid.order_by("-valid_from").first()
    if row is None:
        raise RuleMissing(f"no rule {code} valid on {on}")
    return row


def rule_int(code: str, on: date) -> int:
    """The whole number of a rule on a day."""
    return int(rule_parameter(code, on).value)


def rule_due(code: str, start: date, *, suspended_days: int = 0) -> DueDate:
    """Due date of a deadline rule (D01..D29) that starts on a day; judged by the row valid on that day."""
    row = rule_parameter(code, start)
    return due_date(start, int(row.value), row.unit, suspended_days=suspended_days)
