"""Unified social credit code (GB 32100-2015): canonical form and check. Pure."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = [pow(3, i, 31) for i in range(17)]
_ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
_ID_CHECK = "10X98765432"


def uscc_canonical(text: str) -> str:
    """NFKC, no inner blanks, upper case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def uscc_check_letter(first17: str) -> str:
    """Check letter of 17 letters of the alphabet; the outer `% 31` matters when the sum is divisible (trap 1)."""
    total = sum(ALPHABET.index(letter) * weight for letter, weight in zip(first17, _WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def uscc_validate(text: str) -> None:
    """Raises ValidationError (`uscc_length`, `uscc_alphabet`, `uscc_check`, `personal_id`), never echoing the input."""
    code = uscc_canonical(text)
    if len(code) != 18:
        raise ValidationError(_("统一社会信用代码应为 18 位，请核对。"), code="uscc_length")
    valid = all(letter in ALPHABET for letter in code) and uscc_check_letter(code[:17]) == code[17]
    if valid:
        return
    if _is_personal_id(code):
        raise ValidationError(_("这里不接受个人身份号码，请填写企业的统一社会信用代码。"), code="personal_id")
    if not all(letter in ALPHABET for letter in code):
        raise ValidationError(_("统一社会信用代码含有不允许的字符（不使用 I、O、S、V、Z）。"), code="uscc_alphabet")
    raise ValidationError(_("统一社会信用代码的校验位不符，请核对。"), code="uscc_check")


def _is_personal_id(code: str) -> bool:
    if not code[:17].isdigit():
        return False
    total = sum(int(digit) * weight for digit, weight in zip(code[:17], _ID_WEIGHTS, strict=True))
    return _ID_CHECK[total % 11] == code[17]
