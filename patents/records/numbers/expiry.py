"""Last day in force of a Chinese patent (PL 42; domain.md 4.4)."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Term:
    """Years of protection for filings from a day on."""

    patent_type: str
    years: int
    filed_from: date = date.min


# PL 42 (2020): 20, 10, 15 years from filing; designs filed before 2021-06-01 keep 10 (verify).
TERMS = (
    Term("invention", 20),
    Term("utility_model", 10),
    Term("design", 10),
    Term("design", 15, date(2021, 6, 1)),
)


def expiry_date(
    *, office: str, patent_type: str, filing_date: date | None, terms: tuple[Term, ...] = TERMS
) -> date | None:
    """Anniversary of the filing date minus one day; None outside China, or where type or full date is unknown.

    Filed on 29 February: the anniversary is 1 March where the year has no 29 February (house).
    """
    if office != "CN" or filing_date is None:
        return None
    fitting = [term for term in terms if term.patent_type == patent_type and term.filed_from <= filing_date]
    if not fitting:
        return None
    years = max(fitting, key=lambda term: term.filed_from).years
    try:
        anniversary = filing_date.replace(year=filing_date.year + years)
    except ValueError:
        anniversary = date(filing_date.year + years, 3, 1)
    return anniversary - timedelta(days=1)
