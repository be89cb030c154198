"""Reads a search expression into a tree, bounded, with positions kept. Must not know engines.

Bare words (a blank is AND, each anywhere in the default fields), "phrases", CODE=word, CODE=(…), AND OR NOT in
capitals, brackets, word* and a NEAR/n b. NOT binds strongest, then AND, then OR; full-width signs are read too.
"""

import re
import unicodedata
from functools import cache
from itertools import takewhile
from typing import Any, cast

from django.utils.functional import Promise
from django.utils.translation import gettext as _g
from lark import Lark, Token, UnexpectedCharacters, UnexpectedToken
from lark import Tree as Parsed

from ipplatform.search.codes import plain_code
from ipplatform.search.days import day_span, range_tokens
from ipplatform.search.declarations import CodeField, DayField, Field, IndexDeclaration
from ipplatform.search.errors import ErrorCode, ExpressionError
from ipplatform.search.tokens import closed_tokens, query_tokens
from ipplatform.search.tree import And, AnyOf, Code, Leaf, Near, Not, Or, Term, Tree

MAX_LENGTH = 4000
MAX_DEPTH = 12
MAX_TERMS = 200
MAX_WIDTH = 100
MAX_PHRASE = 100
MAX_DISTANCE = 50
MIN_PREFIX = 2
_BETWEEN = re.compile(r"\s+(?:TO|to|至|到)\s+")

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

_OR.3: /OR(?=[\s()"]|$)/
_AND.3: /AND(?=[\s()"]|$)/
NOT.3: /NOT(?=[\s()"]|$)/
NEAR.3: /NEAR\/\d+(?=[\s()"]|$)/
FIELD.2: /[^\W\d]\w*\s*=/
RANGE.2: /\[[^\[\]()"=]*\]/
OPEN: "("
_CLOSE: ")"
STAR: "*"
PHRASE: /"[^"]*"/
WORD: /[A-Za-z]\d{2}[A-Za-z]\s+\d{1,4}\/\d+|[^\s()"*=]+/
%ignore /\s+/
"""

# Sign for sign, so that positions stay: kin of ASCII signs, and what Chinese text puts between words.
_KIN = {
    ord(sign): kin
    for signs, kin in (
        ("（", "("),
        ("）", ")"),
        ("＝", "="),
        ("“”„＂「」『』", '"'),
        ("＊", "*"),
        ("／", "/"),
        ("\u3000，、；。：？！;", " "),
    )
    for sign in signs
}


def parse(text: str, declaration: IndexDeclaration) -> Tree | None:
    """The tree of an expression over an index's fields; None when the text is blank. Raises ExpressionError."""
    if len(text) > MAX_LENGTH:
        raise ExpressionError(
            ErrorCode.TOO_LONG, _g("检索式最多 %(most)d 个字符，请缩短。") % {"most": MAX_LENGTH}, MAX_LENGTH
        )
    plain = text.translate(_KIN)
    if not plain.strip():
        return None
    _check_pairs(plain)
    reader = _Reader(text, declaration)
    tree = reader.read(_parsed(plain), None)
    if tree is None:
        raise ExpressionError(ErrorCode.TERM_EMPTY, _g("这里没有可以检索的字或词，请输入文字、数字或号码。"), 0)
    return tree


class _Reader:
    """Walks the parsed rules once, pushing the field down to the words."""

    def __init__(self, text: str, declaration: IndexDeclaration) -> None:
        self.text = text
        self.declaration = declaration
        self.terms = 0

    def read(self, node: "Parsed[Token]", field: Field | None) -> Tree | None:
        """The tree of a rule; None when it holds nothing but signs."""
        rule, parts = node.data, cast(list[Any], node.children)
        if rule == "leaf":
            return self._leaf(parts, field)
        if rule == "group":
            return self.read(parts[1], field)
        if rule == "near":
            return self._near(parts, field)
        if rule == "fielded":
            return self._fielded(parts, field)
        if rule == "none":
            return self._none(parts, field)
        read = [part for part in (self.read(child, field) for child in parts) if part is not None]
        if len(read) > MAX_WIDTH:
            raise ExpressionError(
                ErrorCode.TOO_WIDE,
                _g("并列的条件最多 %(most)d 个，请用括号分组或分几次检索。") % {"most": MAX_WIDTH},
                read_start(read[MAX_WIDTH]),
            )
        if len(read) < 2:
            return read[0] if read else None
        return And(tuple(read)) if rule == "all" else Or(tuple(read))

    def _none(self, parts: list[Any], field: Field | None) -> Tree | None:
        inner = self.read(parts[-1], field)
        odd = (len(parts) - 1) % 2 == 1
        return Not(inner) if inner is not None and odd else inner

    def _fielded(self, parts: list[Any], field: Field | None) -> Tree | None:
        mark: Token = parts[0]
        if field is not None:
            raise _error(ErrorCode.FIELD_NESTED, _g("字段里面不能再写字段，请把它移到括号外面。"), mark)
        code = unicodedata.normalize("NFKC", mark[:-1].strip()).upper()
        found = self.declaration.codes.get(code)
        if found is None:
            known = " ".join(f"{one}=" for one in self.declaration.codes)
            message = _g("没有字段 %(code)s=。可用字段：%(known)s；要检索等号本身，请加引号。") % {
                "code": code,
                "known": known,
            }
            raise _error(ErrorCode.FIELD_UNKNOWN, message, mark)
        tree = self.read(parts[1], found)
        if tree is None:
            raise _error(ErrorCode.FIELD_EMPTY, _g("字段后面没有可以检索的内容，请补上字词或删去字段。"), mark)
        return tree

    def _near(self, parts: list[Any], field: Field | None) -> Tree:
        left, right = self.read(parts[0], field), self.read(parts[2], field)
        if not (isinstance(left, Term) and isinstance(right, Term)) or left.starred or right.starred:
            message = _g("NEAR 两边各写一个词或一个带引号的短语，不能是号码、分类号、括号或星号。")
            raise _error(ErrorCode.NEAR_OPERAND, message, parts[1])
        distance = int(parts[1].partition("/")[2])
        if distance > MAX_DISTANCE:
            message = _g("NEAR 的距离最多 %(most)d，请改小。") % {"most": MAX_DISTANCE}
            raise _error(ErrorCode.NEAR_DISTANCE, message, parts[1])
        return Near(left, right, distance)

    def _leaf(self, parts: list[Any], field: Field | None) -> Tree | None:
        word: Token = parts[0]
        start, end = word.start_pos or 0, (word.end_pos or 0)
        text = self.text[start + 1 : end - 1] if word.type == "PHRASE" else self.text[start:end]
        if word.type == "RANGE":
            return self._range(field, word)
        starred = len(parts) > 1
        self.terms += 1
        if self.terms > MAX_TERMS:
            message = _g("检索式最多 %(most)d 个词，请分几次检索。") % {"most": MAX_TERMS}
            raise _error(ErrorCode.TOO_MANY_TERMS, message, word)
        if isinstance(field, CodeField):
            return self._code(field, text, starred, word)
        phrase = query_tokens(text, starred=starred)
        if not phrase:
            return None
        if len(phrase.tokens) > MAX_PHRASE:
            message = _g("一个词或短语最多约 %(most)d 个字，请缩短或用空格分开。") % {"most": MAX_PHRASE}
            raise _error(ErrorCode.TOO_WIDE, message, word)
        # A star after a CJK letter asks nothing new: every letter starts a token.
        starred = starred and phrase.prefix and not query_tokens(text).prefix
        if starred and len(phrase.tokens[-1]) < MIN_PREFIX:
            raise _short(word)
        code = plain_code(text) if field is None and any(letter.isdigit() for letter in text) else ""
        name = field.name if field else None
        return Term(name, phrase, closed_tokens(text), code, starred, text, start, end)

    def _range(self, field: Field | None, word: Token) -> AnyOf:
        start, end = word.start_pos or 0, word.end_pos or 0
        if not isinstance(field, DayField):
            message = _g("范围只能写在日期字段后面，例如 AD=[2018 TO 2020]；要检索方括号本身，请加引号。")
            raise _error(ErrorCode.RANGE_MISPLACED, message, word)
        bounds = _BETWEEN.split(word[1:-1].strip())
        spans = [None if bound == "*" else day_span(bound) for bound in bounds]
        if len(bounds) != 2 or any(span is None and bound != "*" for span, bound in zip(spans, bounds, strict=True)):
            message = _g("日期范围写作 [20180101 TO 20191231]、[2018 TO 2020] 或 [2018 TO *]。")
            raise _error(ErrorCode.DAY_INVALID, message, word)
        first, last = spans[0][0] if spans[0] else None, spans[1][1] if spans[1] else None
        tokens = range_tokens(first, last)
        if not tokens:
            raise _error(ErrorCode.RANGE_ORDER, _g("范围的起点晚于终点，请对调。"), word)
        return AnyOf(field.name, tokens, self.text[start:end], start, end)

    def _code(self, field: CodeField, text: str, starred: bool, word: Token) -> Tree | None:
        token = field.beginning(text) if starred else field.token(text)
        if isinstance(field, DayField) and (starred or not token):
            message = _g("这里要写日期：2018、201803、2018-03-05，或范围 [20180101 TO 20191231]。")
            raise _error(ErrorCode.DAY_INVALID, message, word)
        if not token:
            return None
        if starred and not field.by_beginning and len(token) < MIN_PREFIX:
            raise _short(word)
        beginning = starred or field.by_beginning
        return Code(field.name, token, beginning, starred, text, word.start_pos or 0, word.end_pos or 0)


def read_start(tree: Tree) -> int:
    """Where a tree begins in the text as typed."""
    if isinstance(tree, Leaf):
        return tree.start
    if isinstance(tree, Near):
        return tree.left.start
    return read_start(tree.part if isinstance(tree, Not) else tree.parts[0])


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
                raise ExpressionError(ErrorCode.TOO_DEEP, message, place)
        elif quote is None and sign == ")":
            if not opened:
                raise ExpressionError(ErrorCode.BRACKET_CLOSE, _g("多了一个右括号，请删去或补上左括号。"), place)
            opened.pop()
    if quote is not None:
        raise ExpressionError(ErrorCode.QUOTE_OPEN, _g("引号没有配对，请补上另一半引号。"), quote)
    if opened:
        raise ExpressionError(ErrorCode.BRACKET_OPEN, _g("左括号没有配对，请补上右括号。"), opened[-1])


def _parsed(plain: str) -> "Parsed[Token]":
    try:
        return _parser().parse(plain)
    except UnexpectedToken as error:
        raise _misplaced(plain, error) from None
    except UnexpectedCharacters as error:
        place = error.pos_in_stream or 0
        message = _g("这里不能用“%(sign)s”。要检索这个符号，请把整个短语放进引号。") % {"sign": plain[place]}
        raise ExpressionError(ErrorCode.CHARACTER, message, place) from None


def _misplaced(plain: str, error: UnexpectedToken) -> ExpressionError:
    """What a reader of the expression would call the mistake, from the token that does not fit and the one before."""
    token: Token = error.token
    place = len(plain.rstrip()) if token.type == "$END" else (token.start_pos or 0)
    earlier = list(takewhile(lambda one: (one.start_pos or 0) < place, _parser().lex(plain)))
    before = earlier[-1] if earlier else None
    if before is not None and before.type == "FIELD":
        if token.type == "FIELD":
            return ExpressionError(ErrorCode.FIELD_NESTED, _g("一个词前面只能写一个字段，请删去一个。"), place)
        start = before.start_pos or 0
        return ExpressionError(ErrorCode.FIELD_EMPTY, _g("字段后面没有内容，请补上字词，例如 TI=电池。"), start)
    if token.type == "_CLOSE" and before is not None and before.type == "OPEN":
        return ExpressionError(ErrorCode.BRACKET_EMPTY, _g("括号里是空的，请填写条件或删去括号。"), place)
    if token.type == "STAR":
        return ExpressionError(ErrorCode.PREFIX_MISPLACED, _g("星号只能紧跟在词尾，例如 wave*。"), place)
    if token.type in ("$END", "_CLOSE"):
        return ExpressionError(ErrorCode.UNFINISHED, _g("运算符后面还缺条件，请补上或删去运算符。"), place)
    message = _g("运算符 %(sign)s 两边都要有条件；要把它当作词来检索，请加引号。") % {"sign": str(token).strip()}
    return ExpressionError(ErrorCode.OPERATOR_MISPLACED, message, place)


def _short(word: Token) -> ExpressionError:
    message = _g("星号前至少写 %(least)d 个字母或数字，请写长一些。") % {"least": MIN_PREFIX}
    return _error(ErrorCode.PREFIX_SHORT, message, word)


def _error(code: ErrorCode, message: str | Promise, token: Token) -> ExpressionError:
    return ExpressionError(code, message, token.start_pos or 0)


@cache
def _parser() -> Lark:
    return Lark(_GRAMMAR, parser="lalr", lexer="basic", maybe_placeholders=False, propagate_positions=False)
