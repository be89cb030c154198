"""What an expression is refused with."""

import pytest

from ipplatform.search import ErrorCode, ExpressionError
from ipplatform.search.declarations import IndexDeclaration
from ipplatform.search.expression import parse


def refused_with(text: str, declaration: IndexDeclaration) -> tuple[ErrorCode, int, str | None]:
    """Code, place and suggestion of the refusal of an expression; fails where it is read."""
    with pytest.raises(ExpressionError) as caught:
        parse(text, declaration)
    error = caught.value
    return error.code, error.position, error.suggestion
