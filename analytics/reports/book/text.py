"""Edited text as HTML: paragraphs, lists and quotations from plain lines; everything escaped. Knows no report."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_ITEM = re.compile(r"^\s*[-•]\s+(.*)$")
_BOLD = re.compile(r"\*\*(.+?)\*\*")


def text_html(text: str) -> SafeString:
    """Blank lines part paragraphs; lines beginning with `- ` are a list, with `> ` a quotation; `**word**` is bold."""
    parts: list[str] = []
    for paragraph in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        lines = paragraph.split("\n")
        items = [_ITEM.match(line) for line in lines]
        if all(items):
            parts.append("<ul>" + "".join(f"<li>{_inline(item[1])}</li>" for item in items if item) + "</ul>")
        elif all(line.startswith(">") for line in lines):
            quoted = "<br>".join(_inline(line.lstrip("> ")) for line in lines)
            parts.append(f"<blockquote>{quoted}</blockquote>")
        elif paragraph.strip():
            parts.append(f"<p>{'<br>'.join(_inline(line) for line in lines)}</p>")
    return mark_safe("".join(parts))  # noqa: S308  every line was escaped by _inline


def _inline(line: str) -> str:
    return _BOLD.sub(r"<b>\1</b>", escape(line.strip()))
