"""Words that say what a body is in law, by language; they are cut where they begin or end a name. A table, no code.

House list. Forms of one letter and forms that are also names of places or people are left out.
"""

# One word of Latin letters each, without dots and accents: `G.m.b.H.` and `GmbH` are both `gmbh`.
LATIN_WORDS = frozenset({
    # English
    "inc", "incorporated", "corp", "corporation", "co", "company", "companies", "ltd", "limited", "llc", "llp", "lp",
    "plc", "pllc",
    # German
    "gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "ug", "ev", "eg", "aktiengesellschaft", "kommanditgesellschaft",
    # the rest of Europe
    "sa", "sas", "sarl", "sasu", "srl", "spa", "slu", "bv", "nv", "cv", "ab", "as", "asa", "oy", "oyj", "aps", "sro",
    "doo", "zrt", "kft", "oao", "ooo", "pao", "zao", "se",
    # romanised Japanese, South-East Asia, India, Australia
    "kk", "gk", "pte", "pty", "pvt", "sdn", "bhd", "tbk",
})  # fmt: skip
# Several words in a row, longest first where one ends another.
LATIN_PHRASES: tuple[tuple[str, ...], ...] = (
    ("gesellschaft", "mit", "beschrankter", "haftung"),
    ("limited", "liability", "company"),
    ("limited", "liability", "partnership"),
    ("kabushiki", "kaisha"),
    ("kabushiki", "gaisha"),
    ("yugen", "kaisha"),
    ("godo", "kaisha"),
    ("societe", "anonyme"),
    ("private", "limited"),
)
# What is left over of `Smith & Co.` when the form is cut.
LATIN_JOINTS = frozenset({"and", "und", "et"})

# At the end of a name, longest first. 分公司 and 子公司 are other bodies and stay whole.
HAN_ENDINGS: tuple[str, ...] = (
    "股份有限责任公司", "股份有限責任公司", "有限责任公司", "有限責任公司", "股份有限公司", "有限公司", "股份公司",
    "公司",
    "株式会社", "株式會社", "有限会社", "合同会社", "合資会社", "合名会社",
    "유한책임회사", "주식회사", "유한회사", "합자회사", "합명회사",
)  # fmt: skip
HAN_WHOLE_ENDINGS: tuple[str, ...] = ("分公司", "子公司", "总公司", "總公司")
# At the beginning of a name.
HAN_BEGINNINGS: tuple[str, ...] = (
    "株式会社", "株式會社", "有限会社", "合同会社", "国立大学法人", "公立大学法人", "独立行政法人", "国立研究開発法人",
    "学校法人", "一般社団法人", "一般財団法人", "公益財団法人", "財団法人",
    "주식회사", "유한회사", "재단법인", "사단법인", "학교법인",
)  # fmt: skip
# Short forms in brackets, anywhere: ㈱ and ㈜ become these under NFKC.
BRACKETED: tuple[str, ...] = ("株", "有", "주", "유", "재", "사")
