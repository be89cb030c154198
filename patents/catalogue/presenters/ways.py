"""Advice for an empty answer as lines with links."""

from typing import Any

from django.utils.translation import gettext as _

from patents.catalogue.address import GROUPS, Asked
from patents.catalogue.presenters.groups import legends
from patents.catalogue.selectors import Advice

PARAMETERS = {facet: name for name, facet in GROUPS.items()}


def ways_out(advice: Advice, asked: Asked) -> list[dict[str, Any]]:
    """What to change, how many that finds, and the address that does it; the narrowest first."""
    return [
        {"label": _label(one.kind, one.what), "total": one.total, "url": _url(one.kind, one.what, one.text, asked)}
        for one in advice.changes
    ]


def _label(kind: str, what: str) -> str:
    if kind == "filter":
        return _("去掉筛选条件“%(name)s”") % {"name": legends().get(PARAMETERS.get(what, ""), _("申请年"))}
    if kind == "word":
        return _("去掉“%(word)s”") % {"word": what}
    return _("不限标题或摘要，在所有文字里查")


def _url(kind: str, what: str, text: str, asked: Asked) -> str:
    if kind != "filter":
        return asked.link(q=text or None)
    if what == "year":
        return asked.link(year=None, year_from=None, year_to=None)
    return asked.link(**{PARAMETERS[what]: None})
