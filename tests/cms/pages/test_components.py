"""The component partials as HTML: what is tied to what, and what survives odd input."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory

from ipplatform.moves import Refusal
from tests.cms.pages.gallery import OfferForm, gallery_html


class Elements(HTMLParser):
    """Every start tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def values(self, name: str) -> list[str]:
        """All values of an attribute."""
        return [value for _tag, attrs in self.found if (value := attrs.get(name))]


@pytest.fixture(scope="module")
def gallery() -> str:
    return gallery_html(chrome={"nav": [], "home_url": "/"})


def test_every_reference_to_an_id_finds_it_and_ids_are_unique(gallery: str) -> None:
    elements = Elements(gallery)
    ids = elements.values("id")
    assert len(ids) == len(set(ids))
    referred = [
        name
        for attribute in ("aria-describedby", "aria-labelledby", "for")
        for value in elements.values(attribute)
        for name in value.split()
    ]
    anchors = [value[1:] for value in elements.values("href") if value.startswith("#") and len(value) > 1]
    assert referred and anchors
    assert set(referred) | set(anchors) <= set(ids)


def test_every_field_has_a_label_and_its_errors_are_tied_to_it() -> None:
    form = OfferForm({"title": "", "price": "x"})
    elements = Elements(render_to_string("components/form.html", {"form": form}))
    labelled = set(elements.values("for"))
    title = next(attrs for tag, attrs in elements.found if attrs.get("name") == "title")
    assert {field.id_for_label for field in form if field.id_for_label} <= labelled
    assert title["aria-invalid"] == "true"
    assert title["aria-describedby"] == "id_title_helptext id_title_error"
    assert {"id_title_helptext", "id_title_error"} <= set(elements.values("id"))


def test_the_error_summary_leads_to_each_field_and_keeps_what_was_typed() -> None:
    html = render_to_string("components/form.html", {"form": OfferForm({"price": "面议"})})
    assert 'href="#id_title"' in html and 'href="#id_proof"' in html
    assert 'value="面议"' in html


def test_a_form_without_errors_has_no_summary() -> None:
    assert "error-summary" not in render_to_string("components/form.html", {"form": OfferForm()})


def test_hidden_fields_are_sent_but_not_shown() -> None:
    class Hidden(forms.Form):
        revision = forms.IntegerField(widget=forms.HiddenInput)

    html = render_to_string("components/form.html", {"form": Hidden(initial={"revision": 3})})
    assert 'type="hidden" name="revision" value="3"' in html
    assert "<label" not in html


def test_pagination_keeps_the_query_string_and_marks_where_one_is() -> None:
    request = RequestFactory().get("/patents/", {"q": "TI=电池", "status": ["有效", "审中"], "page": "8"})
    html = render_to_string(
        "components/pagination.html", {"page": Paginator(range(412), 20).page(8), "request": request}
    )
    links = Elements(html).values("href")
    assert len(links) == 8  # previous, 1, 6, 7, 9, 10, 21, next
    assert all("q=TI%3D" in link and link.count("status=") == 2 and link.count("page=") == 1 for link in links)
    assert '<span aria-current="page">8</span>' in html


def test_one_page_needs_no_pagination() -> None:
    html = render_to_string(
        "components/pagination.html",
        {"page": Paginator(range(3), 20).page(1), "request": RequestFactory().get("/")},
    )
    assert html.strip() == ""


@pytest.mark.parametrize(
    ("context", "width", "words"),
    [
        ({"percent": 85.0, "expected_percent": 89.0, "met": False}, "85.0%", "按时间应达 89 %"),
        ({"percent": 130.0, "expected_percent": 76.0, "met": True}, "100%", "按时间应达 76 %"),
        ({"percent": 0, "expected_percent": None, "met": False}, "0.0%", "完成目标的 0 %"),
    ],
)
def test_a_goal_says_in_words_what_its_bar_shows(context: dict[str, Any], width: str, words: str) -> None:
    html = render_to_string("components/progress_goal.html", {"name": "引进专利技术", **context})
    bar = next(attrs for tag, attrs in Elements(html).found if attrs.get("class") == "goal-fill")
    assert bar["width"] == width
    assert words in html
    assert ("goal-mark" in html) == (context["expected_percent"] is not None)


def test_a_tag_has_a_word_and_an_icon_beside_its_tint() -> None:
    html = render_to_string("components/tag.html", {"label": "已质押", "tone": "lock"})
    assert "已质押" in html and "icons.svg#lock" in html and "tag-lock" in html


def test_values_are_escaped() -> None:
    rows = [["<b>x</b>", {"text": "<i>", "note": "<u>"}]]
    html = render_to_string("components/table.html", {"caption": "表", "columns": ["甲", "乙"], "rows": rows})
    assert "&lt;b&gt;" in html and "<i>" not in html and "<u>" not in html


def test_zero_is_a_value_and_nothing_is_a_dash() -> None:
    html = render_to_string("components/table.html", {"caption": "表", "columns": ["甲", "乙"], "rows": [[0, None]]})
    head, cell = re.findall(r"<t[hd](?: scope=\"row\")?>\s*(.*?)\s*</t[hd]>", html)
    assert head == "0"
    assert "—" in cell


def test_a_running_job_asks_again_and_an_ended_one_does_not(gallery: str) -> None:
    running, ended = gallery.split('class="job-progress card"')[1:]
    assert "hx-get=" in running and 'value="36"' in running and "<noscript>" in running
    assert "hx-get=" not in ended.split("</div>\n</div>")[0] and "文件有密码" in ended


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500"])
def test_error_pages_stand_without_any_context(name: str) -> None:
    html = render_to_string(f"{name}.html")
    assert name[:3] in html
    assert 'href="/"' in html and 'id="main"' in html


def test_a_refusal_shows_its_message_and_what_is_missing() -> None:
    refusal = Refusal("checklist_open", "还不能提交。", ("共有人同意书",))
    html = render_to_string("refusal.html", {"refusal": refusal})
    assert "还不能提交。" in html and "<li>共有人同意书</li>" in html and 'data-refusal="checklist_open"' in html
