"""Writes of the question: versions are added, an older one comes back as a new one; none is ever changed."""

from django.db import transaction
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from ipplatform.accounts.models import User
from ipplatform.moves import NOT_ALLOWED, Refusal, Refused
from ipplatform.search import EngineError, QueryError
from ipplatform.search.services import search
from patents.industries.models import Industry, IndustryExpression
from patents.industries.permissions import industry_can_write
from patents.industries.selectors import Filters, query_of, version_next
from patents.industries.services.trail import trail_append

EXPRESSION_EMPTY = Refusal("expression_empty", _("请填写检索式，或至少选一个筛选条件。"))
EXPRESSION_INVALID = Refusal("expression_invalid", _("检索式有误，请按提示改正后再保存。"))
EXPRESSION_FINDS_NOTHING = Refusal("expression_finds_nothing", _("这个检索式没有命中任何专利，请放宽后再保存。"))
SEARCH_AWAY = Refusal("search_away", _("检索暂时不可用，请稍后再试；什么也没有改动。"))
EXPRESSION_SAME = Refusal("expression_same", _("检索式没有变化，不需要新版本。"))


def industry_expression_set(
    *, industry: Industry, text: str, filters: Filters, by: User, note: str = ""
) -> IndustryExpression:
    """Save a new version of the question with the hits it has now; earlier versions stay as they are.

    Raises Refused: not_allowed, expression_empty, expression_invalid (its message says where),
    expression_finds_nothing, expression_same, search_away.
    """
    if not industry_can_write(by, industry):
        raise Refused(NOT_ALLOWED)
    text = text.strip()
    kept = {name: sorted(values) for name, values in sorted(filters.items()) if values}
    if not text and not kept:
        raise Refused(EXPRESSION_EMPTY)
    try:
        hits = search(query_of(text, kept, size=1), facets=False).total
    except EngineError:
        raise Refused(SEARCH_AWAY) from None
    except QueryError as error:
        raise Refused(Refusal(EXPRESSION_INVALID.code, EXPRESSION_INVALID.message, (str(error),))) from None
    if hits == 0:
        raise Refused(EXPRESSION_FINDS_NOTHING)
    with transaction.atomic():
        Industry.objects.select_for_update().get(pk=industry.pk)
        newest = industry.expressions.order_by("-version").first()
        if newest is not None and newest.text == text and newest.filters == kept:
            raise Refused(EXPRESSION_SAME)
        expression = IndustryExpression(
            industry=industry, version=version_next(industry), text=text, filters=kept, hits=hits,
            note=note.strip(), created_by=by,
        )  # fmt: skip
        expression.full_clean()
        expression.save()
        trail_append(industry, "expression_set", by)
    return expression


def industry_expression_restore(
    *, industry: Industry, expression: IndustryExpression, by: User, note: str = ""
) -> IndustryExpression:
    """Save an older version's question as the newest version, with the hits it has now and where it came from.

    Raises Refused as `industry_expression_set` does: an old question may be invalid by now, or find nothing.
    """
    came = _g("恢复第 %(version)d 版") % {"version": expression.version}
    why = f"{came}：{note.strip()}" if note.strip() else came
    return industry_expression_set(
        industry=industry, text=expression.text, filters=expression.filters, by=by, note=why[:300]
    )
