"""Money: Decimal yuan in code, integer fen in the database (a Decimal column on SQLite is a float)."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

FEN = Decimal("0.01")


def to_yuan(fen: int | Decimal | None) -> Decimal | None:
    """Yuan of an amount in fen, as a driver gives it (int, or Decimal from PostgreSQL's SUM)."""
    return None if fen is None else (Decimal(fen) / 100).quantize(FEN)


def to_fen(yuan: Decimal | int | str | None) -> int | None:
    """Fen of an amount in yuan, rounded half up on entry (domain.md section 5)."""
    if yuan is None or yuan == "":
        return None
    return int((Decimal(str(yuan)).quantize(FEN, rounding=ROUND_HALF_UP)) * 100)


def money_text(yuan: Decimal | None) -> str:
    """`1,234,500.00`; a dash where unknown."""
    return "—" if yuan is None else f"{yuan:,.2f}"


def amount_words(*yuan: Decimal | int) -> str:
    """`25 万元`, a range `70–95 万元`; in English `CNY 250,000`: its readers do not count in ten thousands."""
    english = (get_language() or "").startswith("en")
    numbers = (f"{amount:,.2f}".removesuffix(".00") if english else _wan(Decimal(amount)) for amount in yuan)
    return gettext("%(amount)s 万元") % {"amount": "–".join(numbers)}


def _wan(yuan: Decimal) -> str:
    text = f"{yuan / 10000:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class MoneyField(models.BigIntegerField):
    """A non-negative CNY amount. Attribute and Sum(): Decimal yuan or None. Column: bigint fen, so sums are exact."""

    # What mypy's Django plugin reads: the attribute is a Decimal, not the column's integer.
    _pyi_private_set_type: Decimal | int | str | None  # type: ignore[assignment]
    _pyi_private_get_type: Decimal  # type: ignore[assignment]

    def from_db_value(self, value: int | None, expression: object, connection: object) -> Decimal | None:
        """Decimal yuan for attribute reads and for aggregates whose output field this is."""
        return to_yuan(value)

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or value == "":
            return None
        try:
            return Decimal(str(value)).quantize(FEN, rounding=ROUND_HALF_UP)
        except InvalidOperation as error:
            raise ValidationError(_("请输入金额，例如 120000.00。"), code="invalid_amount") from error

    def get_prep_value(self, value: Any) -> int | None:
        return to_fen(value)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if value is not None and value < 0:
            raise ValidationError(_("金额不能是负数。"), code="negative_amount")

    @property
    def validators(self) -> list[Any]:
        return []

    def formfield(self, **kwargs: Any) -> forms.Field:
        kwargs.pop("form_class", None)
        kwargs.pop("choices_form_class", None)
        defaults: dict[str, Any] = {"required": not self.blank, "label": self.verbose_name, "help_text": self.help_text}
        defaults.update(kwargs)
        return forms.DecimalField(max_digits=18, decimal_places=2, min_value=0, **defaults)
