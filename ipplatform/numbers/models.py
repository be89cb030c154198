"""Locked counters behind business numbers."""

from django.db import models


class Counter(models.Model):
    """Last number given for a prefix in a year."""

    prefix = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    value = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="counter_prefix_year_unique")]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}: {self.value}"
