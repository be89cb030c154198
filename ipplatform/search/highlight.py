"""Marks what a query found in the original text: full-width, traditional and upper-case forms too. Knows no engine.

Both engines use it, so that a hit looks the same whichever found it; what NOT excludes is never marked.
"""

from bisect import bisect_left

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ipplatform.search.characters import character_end, character_start
from ipplatform.search.declarations import CodeField, IndexDeclaration, TextField
from ipplatform.search.declarations import index as declared
from ipplatform.search.query import SearchQuery
from ipplatform.search.tokens import QueryTokens, Token, tokens_placed
from ipplatform.search.tree import AnyOf, Code, Leaf, Marked, Term, wanted

Span = tuple[int, int]


def highlight(text: str, query: SearchQuery, field: str) -> SafeString:
    """The escaped text of a declared field with `<mark>` around what the query found in it."""
    return _marked(text, spans(text, query, field), 0, len(text))


def excerpt(text: str, query: SearchQuery, field: str, *, letters: int = 160) -> SafeString:
    """About `letters` characters around the first hit (else the beginning), marked, with … where it was cut."""
    found = spans(text, query, field)
    if len(text) <= letters:
        return _marked(text, found, 0, len(text))
    first = found[0][0] if found else 0
    start = character_start(text, max(0, min(first - letters // 4, len(text) - letters)))
    end = character_end(text, start + letters)
    # A mark is not cut in two by the edge.
    end = next((last for begin, last in found if begin < end < last), end)
    shown = _marked(text, found, start, end)
    return mark_safe(("…" if start else "") + shown + ("…" if end < len(text) else ""))  # noqa: S308  escaped in _marked


def spans(text: str, query: SearchQuery, field: str) -> list[Span]:
    """[start, end) of every hit in the text, in order, merged where they touch, whole characters only."""
    declaration = declared(query.index)
    part = next((one for one in declaration.fields if one.name == field), None)
    if part is None or query.tree is None:
        return []
    found: list[Span] = []
    placed: list[Token] | None = None
    for leaf in wanted(query.tree):
        if isinstance(part, CodeField):
            if _code_matches(text, leaf, part):
                return [(0, len(text))]
        elif isinstance(leaf, Term) and _asks(leaf, part, declaration):
            placed = tokens_placed(text) if placed is None else placed
            found.extend(_phrase_spans(placed, leaf.phrase))
    return _merged([(character_start(text, start), character_end(text, end)) for start, end in found])


def _asks(term: Term, field: TextField, declaration: IndexDeclaration) -> bool:
    return term.field == field.name or (term.field is None and field in declaration.default_texts)


def _code_matches(text: str, leaf: Leaf, field: CodeField) -> bool:
    stored = field.stored(text)
    if isinstance(leaf, AnyOf):
        return leaf.field == field.name and not set(stored).isdisjoint(leaf.tokens)
    if isinstance(leaf, Marked):
        return False
    if isinstance(leaf, Code):
        asked, beginning, ours = leaf.token, leaf.beginning, leaf.field == field.name
    else:
        asked, beginning = leaf.code, leaf.starred
        ours = leaf.field is None and field.default and bool(asked)
    return ours and any(token.startswith(asked) if beginning else token == asked for token in stored)


def _phrase_spans(placed: list[Token], phrase: QueryTokens) -> list[Span]:
    asked, found = phrase.tokens, []
    exact = len(asked) - 1 if phrase.prefix else len(asked)
    for at in range(len(placed) - len(asked) + 1):
        if any(placed[at + step].text != asked[step] for step in range(exact)):
            continue
        last = placed[at + len(asked) - 1]
        if not phrase.prefix:
            found.append((placed[at].start, last.end))
        elif last.text.startswith(asked[-1]):
            # A lone CJK letter found as the beginning of a pair covers that letter only.
            lone = len(asked[-1]) == 1 and last.first_end != last.end
            found.append((placed[at].start, last.first_end if lone else last.end))
    return found


def _merged(found: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _marked(text: str, found: list[Span], start: int, end: int) -> SafeString:
    pieces: list[str] = []
    at = start
    for begin, last in found[bisect_left(found, (start, 0)) :]:
        if begin >= end:
            break
        pieces += [escape(text[at:begin]), "<mark>", escape(text[begin : min(last, end)]), "</mark>"]
        at = min(last, end)
    pieces.append(escape(text[at:end]))
    return mark_safe("".join(pieces))  # noqa: S308  every piece is escaped above
