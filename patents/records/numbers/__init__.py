"""Numbers of patents: canonical forms and validation (domain.md 4.2-4.4). Knows no database."""

from patents.records.numbers.application import (
    ApplicationNumber,
    NumberInvalid,
    application_number,
    cn_application_number,
    cn_check_character,
    compact,
    patent_number_input,
    patent_number_like,
    st13_valid,
)
from patents.records.numbers.expiry import TERMS, Term, expiry_date
from patents.records.numbers.fees import FeeWindow, fee_window
from patents.records.numbers.offices import OFFICE_NAMES, OFFICES, office_code
from patents.records.numbers.publication import (
    PublicationNumber,
    patent_type_of_kind,
    publication_key,
    publication_number,
    stage_of_kind,
)

__all__ = [
    "OFFICES",
    "OFFICE_NAMES",
    "TERMS",
    "ApplicationNumber",
    "FeeWindow",
    "NumberInvalid",
    "PublicationNumber",
    "Term",
    "application_number",
    "cn_application_number",
    "cn_check_character",
    "compact",
    "expiry_date",
    "fee_window",
    "office_code",
    "patent_number_input",
    "patent_number_like",
    "patent_type_of_kind",
    "publication_key",
    "publication_number",
    "st13_valid",
    "stage_of_kind",
]
