"""Facts that only a person's own table has: codes beside names, answers, numbers of other publications."""

from typing import Any

from django.core.exceptions import ValidationError

from ipplatform.enterprises.uscc import uscc_canonical, uscc_validate
from patents.imports.readers import cells
from patents.imports.readers.layout import Row
from patents.records.numbers import NumberInvalid, publication_number

CODES = {"applicant_usccs": "applicants", "assignee_usccs": "assignees"}
ANSWERS = ("state_funded", "invalidation_pending")
NUMBERS = ("family_members", "citations")
LISTS = (*CODES, *NUMBERS)
_ANSWERS = {"是": True, "否": False, "Y": True, "N": False, "1": True, "0": False}


def beside_names(row: Row, separator: str) -> dict[str, Any]:
    """Values of CODES, ANSWERS and NUMBERS; a wrong code, answer or number flags the row."""
    return {
        **{name: _usccs(row, name, names, separator) for name, names in CODES.items()},
        **{name: _yes_or_no(row, name) for name in ANSWERS},
        "family_members": [key for _text, key in _numbers(row, "family_members", separator) if key],
        "citations": [
            {"number": key} if key else {"text": text} for text, key in _numbers(row, "citations", separator)
        ],
    }


def _yes_or_no(row: Row, name: str) -> bool | None:
    text = row.text(name)
    if text and text.upper() not in _ANSWERS:
        row.flag(name, "answer_unreadable")
    return _ANSWERS.get(text.upper())


def _usccs(row: Row, name: str, names: str, separator: str) -> list[str]:
    """Codes beside the names, in their order; a gap (`；；`) or a wrong code leaves its name without one."""
    codes = [uscc_canonical(text) for text in cells.aligned(row, name, separator)]
    kept = [code if _is_uscc(code) else "" for code in codes]
    if kept != codes:
        row.flag(name, "uscc_invalid")
    if len(codes) > len(cells.items(row, names, separator)):
        row.flag(name, "count_differs")
        return []
    return kept if any(kept) else []


def _is_uscc(code: str) -> bool:
    try:
        uscc_validate(code)
    except ValidationError:
        return False
    return True


def _numbers(row: Row, name: str, separator: str) -> list[tuple[str, str]]:
    """Publication numbers as written, with their keys; no key where a number cannot be read (the row is flagged)."""
    found = []
    for text in cells.items(row, name, separator):
        try:
            found.append((text, publication_number(text).key))
        except NumberInvalid:
            row.flag(name, "number_unreadable")
            found.append((text, ""))
    return found
