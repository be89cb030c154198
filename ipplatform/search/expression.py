"""Reads a search expression into a tree, bounded, with positions kept. Must not know engines.

Bare words (a blank is AND, each anywhere in the default fields), "phrases", CODE=word, CODE=(…), AND OR NOT in
capitals, brackets, word*, a NEAR/n b, days and ranges of days. NOT binds strongest, then AND, then OR; full-width signs
are read too. The whole language: docs/search-language.md.
"""

from dataclasses import dataclass, field
from typing import Any, cast

from django.utils.translation import gettext as _g
from lark import Token
from lark import Tree as Parsed

from ipplatform.search.codes import plain_code
from ipplatform.search.declarations import (
    AnyField,
    CodeField,
    DayField,
    ExpandedField,
    IndexDeclaration,
    JoinedField,
    plain_name,
)
from ipplatform.search.errors import ErrorCode, ExpressionError
from ipplatform.search.foreign import check_foreign
from ipplatform.search.grammar import check_storable, parsed, plain_of, refusal, unled
from ipplatform.search.limits import (
    MAX_DISTANCE,
    MAX_EXPANDED,
    MAX_EXPANSIONS,
    MAX_LENGTH,
    MAX_PHRASE,
    MAX_TERMS,
    MAX_TOKENS,
    MAX_TREE,
    MAX_WIDTH,
    MIN_PREFIX,
    Spent,
)
from ipplatform.search.readings import (
    compared,
    days_asked,
    expanded_filters,
    field_unknown,
    ranged,
    value_check,
    value_meant,
)
from ipplatform.search.several import check_one
from ipplatform.search.suggestions import corrected, nearest, quoted
from ipplatform.search.tokens import closed_tokens, query_tokens
from ipplatform.search.tree import And, AnyOf, Code, Near, Not, Or, Term, Tree, depth, flat, moved, start_of
from ipplatform.search.unseen import seen, span_typed


def parse(text: str, declaration: IndexDeclaration) -> Tree | None:
    """The tree of an expression over an index's fields; None when the text is blank.

    Raises ExpressionError with its place, and a correction that can be read where there is one.
    """
    try:
        return _read(text, declaration)
    except ExpressionError as error:
        error.text = text
        error.suggestion = corrected(text, error, lambda other: _read(other, declaration))
        raise


def _read(text: str, declaration: IndexDeclaration) -> Tree | None:
    _check_length(text)
    check_storable(text)
    shown = seen(text)
    try:
        tree = _Reader(shown, declaration).whole()
    except ExpressionError as error:
        error.position = span_typed(text, error.position, error.position)[0]
        error.edit = error.edit and (*span_typed(text, *error.edit[:2]), error.edit[2])
        raise
    if tree is None and plain_of(text).strip():
        raise refusal(ErrorCode.TERM_EMPTY, _g("这里没有可以检索的字或词，请输入文字、数字或号码。"), 0)
    return moved(tree, lambda start, end: span_typed(text, start, end)) if tree and shown != text else tree


def _check_length(text: str) -> None:
    if len(text) > MAX_LENGTH:
        message = _g("检索式最多 %(most)d 个字符，请缩短。") % {"most": MAX_LENGTH}
        raise refusal(ErrorCode.TOO_LONG, message, MAX_LENGTH)


@dataclass
class _Reader:
    """Walks the parsed rules once, pushing the field down to the words.

    `names` are the expanded names above this text, `outer` the place of the outermost one in the text as typed.
    """

    text: str
    declaration: IndexDeclaration
    names: tuple[str, ...] = ()
    outer: tuple[int, int] | None = None
    spent: Spent = field(default_factory=Spent)

    def whole(self) -> Tree | None:
        """The tree of the whole text; None when it is blank or holds nothing but signs."""
        plain = plain_of(self.text, self.declaration.shapes)
        if not plain.strip():
            return None
        check_foreign(unled(self.text, self.declaration.shapes), self.declaration)
        tree = self.read(parsed(plain), None)
        if tree is not None and depth(tree) > MAX_TREE:
            raise refusal(ErrorCode.TOO_DEEP, _g("检索式的层次太多，请简化。"), start_of(tree))
        return tree

    def read(self, node: "Parsed[Token]", asked: AnyField | None) -> Tree | None:
        """The tree of a rule; None when it holds nothing but signs."""
        rule, parts = node.data, cast(list[Any], node.children)
        if rule == "leaf":
            return self._leaf(parts, asked)
        if rule == "group":
            return self.read(parts[1], asked)
        if rule == "near":
            return self._near(parts, asked)
        if rule == "fielded":
            return self._fielded(parts, asked)
        if rule == "none":
            inner = self.read(parts[-1], asked)
            return Not(inner) if inner is not None and len(parts) % 2 == 0 else inner
        read = [part for part in (self.read(child, asked) for child in parts) if part is not None]
        if len(read) > MAX_WIDTH:
            message = _g("并列的条件最多 %(most)d 个，请用括号分组或分几次检索。") % {"most": MAX_WIDTH}
            raise refusal(ErrorCode.TOO_WIDE, message, start_of(read[MAX_WIDTH]))
        if len(read) < 2:
            return read[0] if read else None
        return flat(And(tuple(read)) if rule == "all" else Or(tuple(read)))

    def _fielded(self, parts: list[Any], above: AnyField | None) -> Tree | None:
        mark: Token = parts[0]
        start, end = mark.start_pos or 0, mark.end_pos or 0
        if above is not None:
            raise refusal(ErrorCode.FIELD_NESTED, _g("字段里面不能再写字段，请把它移到括号外面。"), start)
        name = mark.rstrip("=<>≥≤").strip()
        sign = mark[len(mark.rstrip("=<>≥≤")) :].replace("≥", ">=").replace("≤", "<=")
        found = self.declaration.codes.get(plain_name(name))
        if found is None:
            raise field_unknown(self.declaration, self.text, name, sign, mark)
        if sign != "=":
            if not isinstance(found, DayField):
                message = _g("只有日期字段能用 %(sign)s，这里请写 %(name)s=。") % {"sign": sign, "name": name}
                raise refusal(ErrorCode.COMPARISON, message, start, edit=(start, end, f"{name}="))
            word, tokens = compared(sign, parts[1], self.text)
            return self._days(found, tokens, word)
        tree = self.read(parts[1], found)
        if tree is None:
            message = _g("字段后面没有可以检索的内容，请补上字词或删去字段。")
            raise refusal(ErrorCode.FIELD_EMPTY, message, start)
        return tree

    def _near(self, parts: list[Any], asked: AnyField | None) -> Tree:
        place = parts[1].start_pos or 0
        distance = int(parts[1].partition("/")[2])
        if distance > MAX_DISTANCE:
            message = _g("NEAR 的距离最多 %(most)d，请改小。") % {"most": MAX_DISTANCE}
            edit = (place, parts[1].end_pos or place, f"NEAR/{MAX_DISTANCE}")
            raise refusal(ErrorCode.NEAR_DISTANCE, message, place, edit=edit)
        each = [self.declaration.by_name[one] for one in asked.of] if isinstance(asked, JoinedField) else [asked]
        found: list[Tree] = []
        for one in each:
            left, right = self.read(parts[0], one), self.read(parts[2], one)
            if not (isinstance(left, Term) and isinstance(right, Term)) or left.starred or right.starred:
                message = _g("NEAR 两边各写一个词或一个带引号的短语，不能是号码、分类号、括号或星号。")
                raise refusal(ErrorCode.NEAR_OPERAND, message, place)
            found.append(Near(left, right, distance))
        return found[0] if len(found) == 1 else Or(tuple(found))

    def _leaf(self, parts: list[Any], asked: AnyField | None) -> Tree | None:
        word: Token = parts[0]
        start, end = word.start_pos or 0, word.end_pos or 0
        starred = len(parts) > 1
        if word.type == "RANGE":
            tokens = ranged(asked, self.declaration, word)
            return self._days(cast(DayField, asked), tokens, word)
        check_one(asked, word, starred, self.text, self.declaration.shapes)
        text = self.text[start + 1 : end - 1] if word.type == "PHRASE" else self.text[start:end]
        if isinstance(asked, JoinedField):
            each = [self._term(self.declaration.by_name[one].name, text, starred, word) for one in asked.of]
            found = tuple(one for one in each if one is not None)
            return Or(found) if found else None
        if isinstance(asked, ExpandedField):
            return self._expanded(asked, text, (start, end))
        if isinstance(asked, CodeField):
            return self._codes(asked, text, starred, word)
        return self._term(asked.name if asked else None, text, starred, word)

    def _term(self, name: str | None, text: str, starred: bool, word: Token) -> Term | None:
        start = word.start_pos or 0
        phrase = query_tokens(text, starred=starred)
        if not phrase:
            return None
        if len(phrase.tokens) > MAX_PHRASE:
            message = _g("一个词或短语最多约 %(most)d 个字，请缩短或用空格分开。") % {"most": MAX_PHRASE}
            raise refusal(ErrorCode.TOO_WIDE, message, start)
        # A star after a CJK letter asks nothing new: every letter starts a token.
        starred = starred and phrase.prefix and not query_tokens(text).prefix
        if starred and len(phrase.tokens[-1]) < MIN_PREFIX:
            raise _short(word)
        code = plain_code(text) if name is None and any(letter.isdigit() for letter in text) else ""
        place = self._count(word)
        return Term(name, phrase, closed_tokens(text), code, starred, text, *place)

    def _codes(self, asked: CodeField, text: str, starred: bool, word: Token) -> Tree | None:
        """One code, or several with | between: any of them."""
        if isinstance(asked, DayField) or "|" not in word or word.type != "WORD" or starred:
            return self._code(asked, text, starred, word)
        found: list[Tree] = []
        at = 0
        for piece in word.split("|"):
            start = (word.start_pos or 0) + at
            one = Token("WORD", piece, start_pos=start, end_pos=start + len(piece))
            tree = self._code(asked, text[at : at + len(piece)], False, one)
            found += [tree] if tree is not None else []
            at += len(piece) + 1
        return Or(tuple(found)) if len(found) > 1 else next(iter(found), None)

    def _code(self, asked: CodeField, text: str, starred: bool, word: Token) -> Tree | None:
        if isinstance(asked, DayField):
            return self._days(asked, days_asked(word, text, starred=starred), word)
        value = value_meant(asked, text, word, self.text)
        token = asked.beginning(value) if starred else asked.token(value)
        if not token:
            return None
        if starred and not asked.by_beginning and len(token) < MIN_PREFIX:
            raise _short(word)
        beginning = starred or asked.by_beginning
        value_check(asked, token, beginning, text, word, self.text)
        place = self._count(word)
        return Code(asked.name, token, beginning, starred, text, *place)

    def _expanded(self, asked: ExpandedField, text: str, place: tuple[int, int]) -> Tree:
        start, end = place
        found = asked.expand(text)
        if found is None:
            known = list(asked.known())
            said = {"name": text, "label": asked.label, "known": " ".join(known[:12])}
            message = _g("没有“%(name)s”。%(label)s可用：%(known)s。") % said
            if not known:
                message = _g("没有“%(name)s”：现在还没有可以用的%(label)s。") % said
            near = nearest(text, known)
            edit = (start, end, quoted(near)) if near else None
            raise refusal(ErrorCode.EXPANSION_UNKNOWN, message, start, edit=edit)
        names = (*self.names, found.name)
        if found.name in self.names:
            message = _g("%(names)s：检索式互相引用，没有尽头。请改其中一个。") % {"names": " → ".join(names)}
            raise refusal(ErrorCode.EXPANSION_CYCLE, message, start)
        if len(names) > MAX_EXPANSIONS:
            message = _g("%(names)s：最多套用 %(most)d 层。") % {"names": " → ".join(names), "most": MAX_EXPANSIONS}
            raise refusal(ErrorCode.TOO_DEEP, message, start)
        inner = _Reader(seen(found.text), self.declaration, names, self.outer or place, self.spent)
        try:
            _check_length(found.text)
            tree = inner.whole()
            parts = [] if tree is None else [tree]
            parts += expanded_filters(self.declaration, found.filters, text, inner.outer or place)
        except ExpressionError as error:
            if error.code in (ErrorCode.EXPANSION_CYCLE, ErrorCode.TOO_DEEP, ErrorCode.TOO_MANY_TERMS):
                raise refusal(error.code, error.message, start) from None
            message = _g("“%(name)s”的检索式用不了：%(reason)s") % {"name": text, "reason": error.message}
            raise refusal(ErrorCode.EXPANSION_BROKEN, message, start) from None
        if not parts:
            message = _g("“%(name)s”没有检索条件。") % {"name": text}
            raise refusal(ErrorCode.EXPANSION_BROKEN, message, start)
        return parts[0] if len(parts) == 1 else flat(And(tuple(parts)))

    def _days(self, asked: DayField, tokens: tuple[str, ...], word: Token) -> Code | AnyOf:
        self.spent.tokens += len(tokens)
        if self.spent.tokens > MAX_TOKENS:
            message = _g("日期范围太多，请减少或改窄。")
            raise refusal(ErrorCode.TOO_MANY_TERMS, message, word.start_pos or 0)
        text = self.text[word.start_pos : word.end_pos]
        place = self._count(word)
        if len(tokens) == 1 and word.type != "RANGE":
            return Code(asked.name, tokens[0], False, False, text, *place)
        return AnyOf(asked.name, tokens, text, *place)

    def _count(self, word: Token) -> tuple[int, int]:
        """Count a term; where it stands in the text as typed."""
        start, end = word.start_pos or 0, word.end_pos or 0
        self.spent.terms += 1
        self.spent.typed += not self.names
        if self.spent.typed > MAX_TERMS or self.spent.terms > MAX_EXPANDED:
            most = MAX_TERMS if self.spent.typed > MAX_TERMS else MAX_EXPANDED
            message = _g("检索式最多 %(most)d 个词，请分几次检索。") % {"most": most}
            raise refusal(ErrorCode.TOO_MANY_TERMS, message, start)
        return self.outer or (start, end)


def _short(word: Token) -> ExpressionError:
    message = _g("星号前至少写 %(least)d 个字母或数字，请写长一些。") % {"least": MIN_PREFIX}
    end = word.end_pos or 0
    return refusal(ErrorCode.PREFIX_SHORT, message, word.start_pos or 0, edit=(end, end + 1, ""))
