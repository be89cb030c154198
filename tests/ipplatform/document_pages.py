"""Whole sample pages for document tests: a letter and a report book, rendered from the base templates."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.template import engines

CREATED = date(2026, 3, 26)
LETTER = """{% extends "documents/letter.html" %}
{% block head_title %}示例通知书{% endblock %}
{% block title %}关于示例事项的通知书{% endblock %}
{% block document_number %}<p class="document-number">示调〔2026〕17 号</p>{% endblock %}
{% block addressee %}<p class="addressee">示例精密制造有限公司：</p>{% endblock %}
{% block body %}{{ body|safe }}{% endblock %}
{% block signature %}<p>示例调解委员会</p>{% endblock %}
{% block date %}<p class="date">2026年3月26日</p>{% endblock %}
{% block footer %}TJ-2026-0017 · 2026-03-26 · 第 1 版 · SHA-256 9f2c4a…{% endblock %}
"""
GRID = """<!doctype html><html lang="zh-CN"><head><title>版心</title>
<link rel="stylesheet" href="static:css/print_letter.css"></head><body><p class="flush">{letters}</p></body></html>"""
REPORT = """{% extends "documents/report_base.html" %}
{% block chapters %}{% for chapter in chapters %}<section class="chapter{% if chapter.wide %} wide{% endif %}">
<h2 id="{{ chapter.id }}">{{ chapter.number }}　{{ chapter.title }}</h2>
{% for section in chapter.sections %}<h3 id="{{ section.id }}">{{ section.number }}　{{ section.title }}</h3>
{{ section.body|safe }}
{% for figure in section.figures %}{% include "documents/figure.html" with figure=figure only %}{% endfor %}
{% for table in section.tables %}{% include "documents/table.html" with table=table only %}{% endfor %}
{% endfor %}</section>{% endfor %}{% endblock %}
"""


def letter(body: str) -> str:
    """A notice with that body."""
    return render(LETTER, {"body": body, "created": CREATED})


def letter_grid(letters: str) -> str:
    """Nothing but letters in the letter's text area."""
    return GRID.format(letters=letters)


def report(chapters: Iterable[Mapping[str, Any]], **context: Any) -> str:
    """A report book of those chapters: {id, number, title, sections: [{id, number, title, body, figures, tables}]}."""
    chapters = list(chapters)
    contents = [
        entry
        for chapter in chapters
        for entry in ({"level": 1} | pick(chapter), *({"level": 2} | pick(section) for section in chapter["sections"]))
    ]
    base = {
        "title": "示例产业专利数据分析报告",
        "title_lines": ["示例产业", "专利数据分析报告"],
        "series": "专利数据分析报告　2026 · 第 2 号",
        "lead": "全球 1,500 件公开文献，截至 2026年10月31日",
        "cover_facts": [
            "委托：示例政务服务中心",
            "数据集：1,500 件 · a41f…9c02",
            "编制：示例知识产权研究组",
            "版本 1.2 · 2026年11月20日",
        ],
        "imprint": "示例知识产权运营与调解平台",
        "created": CREATED,
        "colophon": [["编制", "示例知识产权研究组"], ["数据来源", "示例数据源"], ["数据集指纹", "a41f" * 16]],
        "contents": contents,
        "chapters": chapters,
    }
    return render(REPORT, base | context)


def pick(part: Mapping[str, Any]) -> dict[str, Any]:
    return {key: part[key] for key in ("id", "number", "title")}


def render(source: str, context: dict[str, Any]) -> str:
    return engines["django"].from_string(source).render(context)
