"""The grammar of expressions: signs, words, operators, brackets, and the names of their mistakes. Knows no field.

Everything works on `plain`: the text sign for sign with the kin of ASCII signs replaced, so that positions stay.
"""

import re
from functools import cache
from itertools import takewhile

from django.utils.functional import Promise
from django.utils.translation import gettext as _g
from lark import Lark, Token, UnexpectedCharacters, UnexpectedToken
from lark import Tree as Parsed

from ipplatform.search.errors import ErrorCode, ExpressionError
from ipplatform.search.shapes import Shape
from ipplatform.search.tokens import query_tokens

MAX_DEPTH = 12
JOINED = "\ue002"
"""Stands in `plain` for a blank or bracket inside a number that was typed with blanks."""

_GRAMMAR = r"""
?start: any
?any: all (_OR all)*
?all: unary (_AND? unary)*
?unary: NOT+ positive -> none
      | positive
?positive: FIELD near -> fielded
         | near
?near: primary (NEAR primary)?
?primary: leaf
        | OPEN any _CLOSE -> group
leaf: (WORD | PHRASE | RANGE) STAR?

_OR.3: /OR(?=[\s()"\[]|$)/
_AND.3: /AND(?=[\s()"\[]|$)/
NOT.3: /NOT(?=[\s()"\[]|$)/
NEAR.3: /NEAR\/\d+(?=[\s()"]|$)/i
FIELD.2: /[^\W\d]\w*\s*(?:>=|<=|[=≥≤]|[<>](?=\s*[\d\[]))/
RANGE.2: /\[[^\[\]()"=]*\]/
OPEN: "("
_CLOSE: ")"
STAR: "*"
PHRASE: /"[^"]*"/
WORD: /[A-Za-z]\d{2}[A-Za-z]\s+\d{1,4}\/\d+|[^\s()"*=]+/
%ignore /\s+/
"""

# Sign for sign, so that positions stay: full-width letters and signs, kin of ASCII signs, what stands between words.
_KIN = {ord(sign) + 0xFEE0: sign for sign in map(chr, range(0x21, 0x7F))} | {
    ord(sign): kin
    for signs, kin in (
        ("“”„＂「」『』", '"'),
        ("【〔", "["),
        ("】〕", "]"),
        ("\u3000，、；。：？！;", " "),
    )
    for sign in signs
}
_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")
QUOTED = re.compile(r'"[^"]*"')
_LOWER = re.compile(r"^(?:and|or|not)$", re.IGNORECASE)
_FOREIGN = re.compile(r"^(?:(?:NEAR|ADJ|W|PRE)/?\d*|(?i:near|adj|(?:near|adj|w|pre)/)\d+)$")
_LOGIC = {"XOR": None, "SAME": "AND", "ANDNOT": "NOT"}
_BETWEEN_OPERANDS = ("_AND", "_OR")
_ENDS_OPERAND = ("WORD", "PHRASE", "RANGE", "STAR", "_CLOSE")


def quotes_masked(text: str) -> str:
    """The text, as long as it was, with quotes for all that stands in quotes."""
    return QUOTED.sub(lambda match: '"' * len(match.group()), text)


def plain_of(text: str, shapes: tuple[Shape, ...] = ()) -> str:
    """The text with kin signs replaced; blanks inside what fits a shape are joined, but not between quotes."""
    plain = unled(text, shapes).translate(_KIN)
    for shape in shapes:
        for match in _unquoted(shape, plain):
            start, end = match.span("number")
            plain = plain[:start] + re.sub(r"[\s()]", JOINED, match["number"]) + plain[end:]
    return plain


def unled(text: str, shapes: tuple[Shape, ...]) -> str:
    """The text with blanks for what only says that a number is one: `专利号：ZL…`, `第…号`. As long as it was."""
    plain = text.translate(_KIN)
    for shape in shapes:
        for match in _unquoted(shape, plain):
            (start, end), (first, last) = match.span(), match.span("number")
            text = text[:start] + " " * (first - start) + text[first:last] + " " * (end - last) + text[end:]
    return text


def _unquoted(shape: Shape, plain: str) -> list[re.Match[str]]:
    """Where a shape is found, but not between quotes."""
    quoted = [match.span() for match in QUOTED.finditer(plain)]
    return [
        match
        for match in shape.matches(plain)
        if not any(start < match.end() and match.start() < end for start, end in quoted)
    ]


def check_storable(text: str) -> None:
    """Refuse what no database keeps: an expression is also saved, and looked up by the names in it."""
    match = _NOT_STORABLE.search(text)
    if match:
        message = _g("这里有一个看不见的字符，不能检索，请删去。")
        raise refusal(ErrorCode.CHARACTER, message, match.start(), edit=(match.start(), match.end(), ""))


def parsed(plain: str) -> "Parsed[Token]":
    """The parsed rules of `plain`. Raises ExpressionError with a place and, where there is one, a correction."""
    _check_pairs(plain)
    try:
        _check_words(list(_parser().lex(plain)))
        return _parser().parse(plain)
    except UnexpectedToken as error:
        raise _misplaced(plain, error) from None
    except UnexpectedCharacters as error:
        place = error.pos_in_stream or 0
        message = _g("这里不能用“%(sign)s”。要检索这个符号，请把整个短语放进引号。") % {"sign": plain[place]}
        around = plain[:place][-1:], plain[place + 1 :][:1]
        apart = " " if (around[0].isalnum() or around[0] == "*") and around[1].isalnum() else ""
        raise refusal(ErrorCode.CHARACTER, message, place, edit=(place, place + 1, apart)) from None


def refusal(
    code: ErrorCode, message: str | Promise, place: int, *, edit: tuple[int, int, str] | None = None
) -> ExpressionError:
    """An error at a place; `edit` (start, end, text) is what would mend it."""
    return ExpressionError(code, message, place, edit=edit)


def _check_pairs(plain: str) -> None:
    opened: list[int] = []
    quote: int | None = None
    for place, sign in enumerate(plain):
        if sign == '"':
            quote = place if quote is None else None
        elif quote is None and sign == "(":
            opened.append(place)
            if len(opened) > MAX_DEPTH:
                message = _g("括号最多套 %(most)d 层，请简化。") % {"most": MAX_DEPTH}
                raise refusal(ErrorCode.TOO_DEEP, message, place)
        elif quote is None and sign == ")":
            if not opened:
                message = _g("多了一个右括号，请删去或补上左括号。")
                apart = " " if plain[:place][-1:].strip() and plain[place + 1 :][:1].strip() else ""
                raise refusal(ErrorCode.BRACKET_CLOSE, message, place, edit=(place, place + 1, apart))
            opened.pop()
    end = len(plain.rstrip())
    if quote is not None:
        edit = (end, end, '"') if plain[quote + 1 :].strip() else (quote, quote + 1, "")
        raise refusal(ErrorCode.QUOTE_OPEN, _g("引号没有配对，请补上另一半引号。"), quote, edit=edit)
    if opened:
        edit = (end, end, ")" * len(opened))
        raise refusal(ErrorCode.BRACKET_OPEN, _g("左括号没有配对，请补上右括号。"), opened[-1], edit=edit)


def _check_words(lexed: list[Token]) -> None:
    """Words that a searcher surely meant as operators are refused, never asked as words."""
    for at, token in enumerate(lexed):
        if token.type == "PHRASE" and not query_tokens(token):
            _check_empty(lexed, at)
        if token.type != "WORD":
            continue
        start, end = token.start_pos or 0, token.end_pos or 0
        before = lexed[at - 1].type if at else ""
        following = [one.type for one in lexed[at + 1 : at + 3]]
        if _LOWER.match(token) and before in _ENDS_OPERAND and _opens_field(following):
            message = _g("两个字段之间的 %(word)s 要写成大写 %(upper)s；要把它当作词来检索，请加引号。") % {
                "word": token, "upper": token.upper(),
            }  # fmt: skip
            raise refusal(ErrorCode.OPERATOR_LOWER, message, start, edit=(start, end, token.upper()))
        if token in _LOGIC and before in _ENDS_OPERAND and following and not _among_capitals(lexed, at):
            message = _g("没有运算符 %(word)s，可用 AND OR NOT 和 NEAR/5；要把它当作词来检索，请加引号。") % {
                "word": token
            }
            put = _LOGIC[token]
            edit = (start, end, put) if put else None
            raise refusal(ErrorCode.OPERATOR_UNKNOWN, message, start, edit=edit)
        # `W (x)` is tungsten.
        openers = ("WORD", "PHRASE") if token.upper() == "W" else ("WORD", "PHRASE", "OPEN")
        if _FOREIGN.match(token) and before in _ENDS_OPERAND and following[:1] and following[0] in openers:
            digits = re.sub(r"\D", "", token) or "5"
            message = _g("没有运算符 %(word)s。相邻检索写作 NEAR/%(most)s；要把它当作词来检索，请加引号。") % {
                "word": token, "most": digits,
            }  # fmt: skip
            raise refusal(ErrorCode.OPERATOR_UNKNOWN, message, start, edit=(start, end, f"NEAR/{digits}"))
        if not query_tokens(token):
            _check_empty(lexed, at)


def _check_empty(lexed: list[Token], at: int) -> None:
    """`a AND ###`: beside an operator something that can be asked must stand; elsewhere a lone sign is punctuation."""
    first, last = at, at
    while first:
        if lexed[first - 1].type == "OPEN" and last + 1 < len(lexed) and lexed[last + 1].type == "_CLOSE":
            last += 1
        elif lexed[first - 1].type != "NOT":
            break
        first -= 1
    before = lexed[first - 1] if first else None
    after = lexed[last + 1] if last + 1 < len(lexed) else None
    cut, end = lexed[first].start_pos or 0, (after.start_pos if after else lexed[last].end_pos) or 0
    if before is not None and before.type in _BETWEEN_OPERANDS:
        cut = before.start_pos or 0
    elif after is not None and after.type in _BETWEEN_OPERANDS and (before is None or before.type != "FIELD"):
        end = after.end_pos or end
    elif all(one.type != "NOT" for one in lexed[first:at]):
        return
    message = _g("运算符旁边的“%(word)s”里没有字、字母或数字，不能检索，请改写或连同运算符删去。") % {
        "word": lexed[at].replace(JOINED, " ")
    }
    raise refusal(ErrorCode.TERM_EMPTY, message, lexed[at].start_pos or 0, edit=(cut, end, ""))


def _among_capitals(lexed: list[Token], at: int) -> bool:
    """`MAY BE THE SAME THING`: where all stands in capitals, these are words."""
    around = [one for one in lexed[max(at - 1, 0) : at + 2] if one.type == "WORD"]
    return len(around) == 3 and all(
        one.isascii() and one.isalpha() and one.isupper() and len(one) > 1 for one in around
    )


def _opens_field(following: list[str]) -> bool:
    return following[:1] == ["FIELD"] or following == ["OPEN", "FIELD"] or following == ["NOT", "FIELD"]


def _misplaced(plain: str, error: UnexpectedToken) -> ExpressionError:
    """What a reader of the expression would call the mistake, from the token that does not fit and the one before."""
    token: Token = error.token
    place = len(plain.rstrip()) if token.type == "$END" else (token.start_pos or 0)
    earlier = list(takewhile(lambda one: (one.start_pos or 0) < place, _parser().lex(plain)))
    before = earlier[-1] if earlier else None
    drop = (place, token.end_pos or place, "")
    last = _cut(before.start_pos or 0, before.end_pos or 0) if before is not None else None
    if before is not None and before.type == "FIELD" and token.type != "STAR":
        if token.type == "FIELD":
            message = _g("一个词前面只能写一个字段，请删去一个。")
            return refusal(ErrorCode.FIELD_NESTED, message, place)
        message = _g("字段后面没有内容，请补上字词，例如 TI=电池。")
        return refusal(ErrorCode.FIELD_EMPTY, message, before.start_pos or 0)
    if token.type == "_CLOSE" and before is not None and before.type == "OPEN":
        edit = (before.start_pos or 0, token.end_pos or place, " ")
        return refusal(ErrorCode.BRACKET_EMPTY, _g("括号里是空的，请填写条件或删去括号。"), place, edit=edit)
    if token.type == "STAR":
        return refusal(ErrorCode.PREFIX_MISPLACED, _g("星号只能紧跟在词尾，例如 wave*。"), place, edit=drop)
    if token.type in ("$END", "_CLOSE"):
        message = _g("运算符后面还缺条件，请补上或删去运算符。")
        mended = _cut(len(plain[: last[0]].rstrip()), last[1]) if last else None
        return refusal(ErrorCode.UNFINISHED, message, place, edit=mended)
    sign = str(token).strip()
    message = _g("运算符 %(sign)s 两边都要有条件；要把它当作词来检索，请加引号。") % {"sign": sign}
    return refusal(ErrorCode.OPERATOR_MISPLACED, message, place, edit=drop)


def _cut(start: int, end: int) -> tuple[int, int, str]:
    return start, end, ""


@cache
def _parser() -> Lark:
    return Lark(_GRAMMAR, parser="lalr", lexer="basic", maybe_placeholders=False, propagate_positions=False)
