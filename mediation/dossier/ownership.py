"""The word check for clauses that decide who owns a right or whether it is valid (CPL-I 355(5)). Pure."""

WORDS: tuple[str, ...] = (
    "权属", "确权", "归属", "所有权归", "专利权归", "申请权归", "权利归", "权利人为", "共有", "专利权人变更为",
    "权利有效", "专利有效", "专利无效", "宣告无效", "确认无效", "商标权归", "著作权归", "有权属于", "发明人资格",
    "确认为发明人",
)  # fmt: skip


def ownership_words_in(*texts: str) -> list[str]:
    """Words of the list that occur, in the list's order. A hit asks the mediator; it does not decide."""
    whole = "\n".join(texts)
    return [word for word in WORDS if word in whole]
