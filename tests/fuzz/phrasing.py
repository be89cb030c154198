"""Expressions made by the rules of the search language, and the ways in which they are spoiled. Pure."""

import random
from collections.abc import Callable

from tests.fuzz.drafts import NAMES, SYMBOLS, WORDS

FORM_EVERY = 10
_TEXTS = ("TI", "AB", "TA", "CL", "PA", "AS", "IN", "标题", "申请人", "ti")
_DAYS = ("AD", "PD", "GD", "PRD", "申请日")
_CLOSED = ("OFFICE=CN", "OFFICE=中国", "TYPE=invention", "STATUS=有效", "STATUS=valid", "SOURCE=clerk", "状态=有效")
_CODES = (
    "PN=CN10*", "PN=CN104567890A", "AN=201310699744.2", "IPC=G02B", "IPC=G02B27/01", "IPC=H01M 10/0562", "CPC=H04N*",
    "IPC=H01M 10", "IPC=H01M0010056200", "CITY=长沙", "PROVINCE=湖南", "分类号=G06T19/00", "INDUSTRY=fuzz1",
    "INDUSTRY=fuzz2", "产业=fuzz1", "SEI=新能源",
)  # fmt: skip
_RANGES = ("2018", "201803", "2018-03-05", "[2010 TO 2020]", "[20180101 TO 20191231]", "[* TO 2015]", "[2020 TO *]")


def expression(chance: random.Random, deep: int = 3) -> str:
    """A sound expression, by the rules of the grammar: OR of ANDs of words, phrases, fields, ranges, brackets, NEAR."""
    parts = [_all(chance, deep) for _turn in range(chance.choice((1, 1, 1, 2, 3)))]
    return " OR ".join(parts)


def _all(chance: random.Random, deep: int) -> str:
    parts = [_unary(chance, deep) for _turn in range(chance.choice((1, 1, 2, 2, 4)))]
    return chance.choice((" ", " AND ")).join(parts)


def _unary(chance: random.Random, deep: int) -> str:
    sign = "NOT " * chance.choice((0, 0, 0, 0, 1, 2))
    draw = chance.random()
    if deep and draw < 0.2:
        return f"{sign}({expression(chance, deep - 1)})"
    if draw < 0.4:
        return f"{sign}{chance.choice(_TEXTS)}={_inner(chance)}"
    if draw < 0.5:
        return f"{sign}{chance.choice(_DAYS)}={chance.choice(_RANGES)}"
    if draw < 0.55:
        return f"{sign}{chance.choice(_DAYS)}{chance.choice(('>=', '<', '≤'))}2018"
    if draw < 0.7:
        return sign + chance.choice((*_CODES, *_CLOSED))
    if draw < 0.78:
        return f"{sign}{_word(chance)} NEAR/{chance.randint(0, 50)} {_word(chance)}"
    return sign + _words(chance)


def _inner(chance: random.Random) -> str:
    """What stands behind a text field."""
    draw = chance.random()
    if draw < 0.5:
        return _words(chance)
    if draw < 0.8:
        return f"({' OR '.join(_words(chance) for _turn in range(3))})"
    return f"({_word(chance)} NEAR/{chance.randint(0, 50)} {_word(chance)})"


def _words(chance: random.Random) -> str:
    draw = chance.random()
    if draw < 0.2:
        return f'"{_word(chance)} {_word(chance)}"'
    if draw < 0.3:
        return chance.choice(("wave*", "disp*", "ov*", "pizz*", '"pizza ov"*'))
    if draw < 0.4:
        return chance.choice((*(one for one in NAMES if one.isalnum()), "CN104567890A", "201310699744.2", SYMBOLS[0]))
    return _word(chance)


def _word(chance: random.Random) -> str:
    return chance.choice((*WORDS, "电", "泵", "x1", "café", "ﾃﾞｰﾀ", "ＵＳＢ", "顯示", "한글"))


_SIGNS = tuple("()\"*=[] |/-<>≥，（）“”：:＊＝!&~?;,、$#%'‘’−–—？；！～％")
_ODD = (
    "\x00", "\x1b", "\ud800", "\udfff", "\ue000", "\ue002", "\u202e", "\u200d", "\ufeff", "\u200b", "\u00ad", "\u0301",
    "😀", "👩\u200d👧", "🇨🇳", "İ", "ß", "ﬁ", "㍿", "²", "Ⅷ", "١", "\u2028", "\ufffd", "\ufffe", "𠮷", "葛\U000e0100",
    "हि", "ｶﾞ", "\u3000", "\u0085", "％", "&lt;i&gt;", "<i>",
)  # fmt: skip
_WIDE = {ord(sign): chr(ord(sign) + 0xFEE0) for sign in map(chr, range(0x21, 0x7F))}


def _deep(text: str, chance: random.Random) -> str:
    many = chance.choice((5, 11, 12, 13, 40, 500))
    return "(" * many + text + ")" * chance.choice((many, many, many - 1, many + 1))


def _many(text: str, chance: random.Random) -> str:
    many = chance.choice((50, 99, 101, 199, 201, 600))
    return chance.choice((" OR ", " ", " AND ", ") OR (")).join(_word(chance) for _turn in range(many))


def _prefixes(text: str, chance: random.Random) -> str:
    return chance.choice(
        ("a*", "**", "*", "w*", "wa*", "电*", "PN=C*", "PN=CN*", "IPC=*", "IPC=G*", "1*", "TI=(ov* OR di*)", "AD=2018*")
    )


def _chain(text: str, chance: random.Random) -> str:
    sign = f" NEAR/{chance.choice((0, 3, 50, 51, 999, 10**30))} "
    return sign.join(_words(chance) for _turn in range(chance.randint(2, 9)))


def _named(text: str, chance: random.Random) -> str:
    name = chance.choice(
        ("fuzz1", "fuzz2", "loop1", "loop2", "self", "broken", "wide", "nested", "nothing", "fuzz*", "", '"示例产业 1"')
    )
    return f"{text} {chance.choice(('AND', 'OR', 'NOT'))} INDUSTRY={name}"


def _inserted(text: str, chance: random.Random, marks: tuple[str, ...]) -> str:
    for _turn in range(chance.choice((1, 1, 2, 5))):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(marks) + text[at:]
    return text


def _dropped(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + text[at + chance.choice((1, 1, 3, len(text))) :]


def _days(text: str, chance: random.Random) -> str:
    odd = (
        "0000",
        "9999",
        "20180230",
        "[2020 TO 2018]",
        "[* TO *]",
        "[0001 TO 9999]",
        "2018-13",
        "1" * 50,
        "[2018",
        "[]",
        "٢٠١٨",
        "²⁰¹⁸",
    )
    return f"{chance.choice(_DAYS)}{chance.choice(('=', '>=', '<', '>'))}{chance.choice(odd)} {text}"


def _repeated(text: str, chance: random.Random) -> str:
    return text.join(chance.choice((" ", "", " OR ", "\n")) for _turn in range(chance.choice((2, 10, 90))))


def _any(text: str, chance: random.Random) -> str:
    return "".join(chance.choices((*_SIGNS, *_ODD, *WORDS, "TI=", " AND "), k=chance.randint(1, 30)))


def _foreign(text: str, chance: random.Random) -> str:
    """What other search languages write, alone or beside a sound expression."""
    one, other, name = _word(chance), _word(chance), chance.choice(_TEXTS)
    form = chance.choice((
        f"TAC:({one})", f"title:{one}", f"{name}：{one}", f"applicant.name:{one}", f"EN_ALLTXT:({one})", f"ANC={one}",
        f"{one} ADJ3 {other}", f"{one} W/3 ({other})", f"{one} SAME {other}", f"{one} ANDNOT {other}",
        f"{one} XOR {other}", f"{one}NEAR/3{other}", f"电池OR{one}", "NOT电池", f"{one} || {other}", f"{one}&&{other}",
        f"{one} | {other}", f"{one} & {other}", f"!{one}", f"-{one}", f"−{one}", f"{name}=-{one}", f"{name}≠{one}",
        f"{name}<>{one}", f"{name}!={one}", f"{name}=={one}", f"{name}>{one}", "AD>2018 <2020", "2018<AD<2020",
        "AD=2018 TO 2019", "AD=2018..2019", "AD>=2018 AND <=2020", f'"{one} {other}"~5', f'"{one} {other}" ~3',
        f'"{one} {other}"/3', f"{one}~2", f"{one}$", f"{one}%", f"{one}?", f"{one}#", f"{one[:1]}?{one[1:]}",
        f"{one[:1]}*{one[1:]}", f"'{one} {other}'", f"‘{one} {other}’", f'"{one} {other}*"', f"{name}={one},{other}",
        f"{name}={one}, {other}", f"{name}={one}；{other}", f"{name}={one}|{other}", f"{one}|{other}",
        f"TI={one}PA={other}", f"TI={one},PA={other}", "OFFICE=CN,US", "OFFICE=CN | US", "IPC=光学", "IPC=(H01M 10)",
        "IPC=H01M AND 10", "IPC=G02B 27/01; H01M 10", f"{one} and TI={other}", f"TI={one} not {other}",
        f"TI= AND {one}", f"{one} AND ###", "PA=Apple, Inc., Samsung", "IN=Zhang, San; Li, Wei",
    ))  # fmt: skip
    return chance.choice((form, f"{form} {text}", f"{text} {form}", f"{text} OR {form}", f"({form}) AND {text}"))


WAYS: dict[str, Callable[[str, random.Random], str]] = {
    "sound": lambda text, chance: text,
    "deep brackets": _deep,
    "many terms": _many,
    "wide prefixes": _prefixes,
    "NEAR chains": _chain,
    "INDUSTRY, also in circles": _named,
    "signs put in": lambda text, chance: _inserted(text, chance, _SIGNS),
    "odd Unicode put in": lambda text, chance: _inserted(text, chance, _ODD),
    "full-width": lambda text, chance: text.translate(_WIDE),
    "letters taken out": _dropped,
    "days that are none": _days,
    "repeated": _repeated,
    "NOT without end": lambda text, chance: "NOT " * chance.choice((3, 50, 900)) + text,
    "lower-case operators": lambda text, chance: text.lower() if chance.random() < 0.5 else text.upper(),
    "any letters": _any,
    "forms of other languages": _foreign,
}  # fmt: skip


def form_too(number: int) -> bool:
    """Whether an expression also fills the form page: one in ten, of every way."""
    return number // len(WAYS) % FORM_EVERY == 0


def made(seed: int, number: int) -> tuple[str, str]:
    """The expression of a number and the way it was spoiled in: always the same."""
    chance = random.Random(f"{seed}:{number}")
    way = list(WAYS)[number % len(WAYS)]
    return WAYS[way](expression(chance), chance), way
