"""The content check of an agreement: complete after PML 29, and the word check of CPL-I 355(5). Pure."""

from collections.abc import Mapping

from ipplatform.moves import Refusal
from mediation.dossier.refusals import AGREEMENT_INCOMPLETE, OWNERSHIP_TERM_UNANSWERED

WORDS: tuple[str, ...] = (
    "权属", "确权", "归属", "所有权归", "专利权归", "申请权归", "权利归", "权利人为", "共有", "专利权人变更为",
    "权利有效", "专利有效", "专利无效", "宣告无效", "确认无效", "商标权归", "著作权归", "有权属于", "发明人资格",
    "确认为发明人",
)  # fmt: skip


def ownership_words_in(*texts: str) -> list[str]:
    """Words of the list that occur, in the list's order. A hit asks the mediator; it does not decide."""
    whole = "\n".join(texts)
    return [word for word in WORDS if word in whole]


def agreement_refusal(texts: Mapping[str, str], ownership_term: bool | None) -> Refusal | None:
    """Why a text cannot be a draft: a part is empty, or words were found and the mediator has not answered for them."""
    if not all(text.strip() for text in texts.values()):
        return AGREEMENT_INCOMPLETE
    words = ownership_words_in(*texts.values())
    return OWNERSHIP_TERM_UNANSWERED.with_missing(words) if words and ownership_term is None else None
