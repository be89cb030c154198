"""Reads the CSV files that lie in this folder."""

import csv
from pathlib import Path

PLACE = Path(__file__).resolve().parent


def rows(name: str) -> list[dict[str, str]]:
    """Lines of `name` as dicts by its header."""
    with (PLACE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
