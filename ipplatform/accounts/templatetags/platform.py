"""Template builtins of the ground: links upward by name, form tokens, amounts and dates."""

import secrets
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ipplatform.addresses import address as address_of
from ipplatform.money import amount_words, money_text

register = template.Library()


@register.simple_tag
def address(name: str, *args: Any) -> str:
    """A link to a room above: `{% address "inquiry_create" offer.number %}`."""
    return address_of(name, *args)


@register.filter
def in_language(path: str) -> str:
    """A path of the site that was written down once, in the language of the page; `/admin/` has only one."""
    return translate_url(path, get_language() or settings.LANGUAGE_CODE)


@register.simple_tag(takes_context=True)
def form_token(context: dict[str, Any]) -> SafeString:
    """The unique token of a creating form; kept when the form comes back with errors."""
    request = context.get("request")
    posted = request.POST.get("form_token", "") if request is not None else ""
    value = posted or context.get("new_form_token") or _fresh_token()
    return format_html('<input type="hidden" name="form_token" value="{}">', value)


def _fresh_token() -> str:
    return secrets.token_urlsafe(18)


@register.filter
def yuan(value: Decimal | None) -> str:
    """`1,234,500.00` or a dash."""
    return money_text(value)


@register.filter
def wan(value: Decimal | None) -> str:
    """Amount in 万元, trailing zeros cut: 1200000 -> `120`; a dash where unknown."""
    if value is None:
        return "—"
    text = f"{(value / 10000):,.4f}".rstrip("0").rstrip(".")
    return text


@register.filter(name="amount_words")
def amount_words_shown(value: Decimal) -> str:
    """`120 万元`, in English `CNY 1,200,000`."""
    return amount_words(value)


@register.filter
def day(value: date | None) -> str:
    """`2026-03-26`, for tables; a dash where unknown."""
    return value.strftime("%Y-%m-%d") if value else "—"


@register.filter
def day_text(value: date | None) -> str:
    """`2026年3月26日`, in English `26 March 2026`, for running text."""
    return date_format(value, "DATE_FORMAT") if value else "—"
