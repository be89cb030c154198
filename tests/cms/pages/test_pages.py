"""The pages every site has, editors' rights, lists of entries, and text in two languages."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override
from wagtail.blocks import StructBlockValidationError
from wagtail.models import GroupPagePermission, Page, Site

from cms.pages.blocks import TableBlock, table_cells
from cms.pages.demo import SAMPLES, pages_demo
from cms.pages.models import HomePage, NewsIndexPage, NewsPage, NoticePage, PolicyIndexPage, PolicyPage, TextPage
from cms.pages.seed import pages_seed
from cms.pages.seed_text import text
from cms.pages.selectors import newest_entries
from cms.pages.services import entry_publish
from ipplatform.accounts.roles import EDITOR, STAFF_ROLES
from ipplatform.moves import Refused
from tests.factories.people import user

pytestmark = pytest.mark.django_db


def news(title: str, day: date, **fields: Any) -> NewsPage:
    """A live news page."""
    page: NewsPage = NewsIndexPage.objects.get().add_child(instance=NewsPage(title=title, date=day, **fields))
    return page


def test_a_new_site_has_its_home_lists_and_standing_pages(client: Client) -> None:
    assert Site.objects.get(is_default_site=True).root_page.specific == HomePage.objects.get()
    for path in ("/", "/news/", "/policies/", "/about/", "/guide/", "/accessibility/", "/privacy/"):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert answer.content.decode().count("<h1") == 1, path


def test_seeding_again_changes_nothing_and_keeps_edited_text() -> None:
    about = TextPage.objects.get(slug="about")
    about.summary = "编辑改过"
    about.save()
    before = sorted(Page.objects.values_list("path", "slug"))
    rights = GroupPagePermission.objects.count()
    pages_seed(None)
    assert sorted(Page.objects.values_list("path", "slug")) == before
    assert GroupPagePermission.objects.count() == rights
    assert TextPage.objects.get(slug="about").summary == "编辑改过"


def test_a_deleted_standing_page_comes_back_with_the_next_migrate() -> None:
    TextPage.objects.get(slug="privacy").delete()
    pages_seed(None)
    assert TextPage.objects.filter(slug="privacy").exists()


def test_editors_may_edit_and_publish_everywhere_and_nobody_else_may() -> None:
    page = NewsIndexPage.objects.get()
    editor, operator = user(EDITOR), user("operator")
    assert page.permissions_for_user(editor).can_publish()
    assert page.permissions_for_user(editor).can_add_subpage()
    assert not page.permissions_for_user(operator).can_edit()
    allowed = Group.objects.filter(name__in=STAFF_ROLES, page_permissions__isnull=False)
    assert {group.name for group in allowed} == {EDITOR}


def test_entries_are_listed_newest_first_without_drafts(client: Client) -> None:
    index = NewsIndexPage.objects.get()
    news("较早的动态", date(2026, 3, 1))
    index.add_child(instance=NoticePage(title="最近的通知", date=date(2026, 4, 1)))
    news("没有发布", date(2026, 5, 1), live=False)
    html = client.get("/news/").content.decode()
    assert 0 < html.index("最近的通知") < html.index("较早的动态")
    assert "没有发布" not in html


def test_an_empty_list_says_so(client: Client) -> None:
    assert "这里还没有内容" in client.get("/policies/").content.decode()


def test_a_list_has_a_constant_number_of_queries(
    client: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for day in range(25):
        news(f"动态 {day}", date(2026, 1, 1) + timedelta(days=day))
    client.get("/news/")  # what the site remembers (its root, the notice of sample content) is asked for here
    counts = []
    for path in ("/news/", "/news/?page=2"):
        with django_assert_max_num_queries(12) as captured:
            html = client.get(path).content.decode()
        counts.append(len(captured))
    assert "动态 4" in html and "动态 24" not in html
    assert counts[0] == counts[1]


def test_a_page_number_beyond_the_end_gives_the_last_page(client: Client) -> None:
    news("唯一的动态", date(2026, 1, 1))
    assert "唯一的动态" in client.get("/news/?page=999").content.decode()
    assert client.get("/news/?page=x").status_code == 200


def test_the_home_page_shows_entries_up_to_today_only(sample_day: date, client: Client) -> None:
    news("今天的动态", sample_day)
    news("明天的动态", sample_day + timedelta(days=1))
    assert [row.title for row in newest_entries(on=sample_day, limit=5)] == ["今天的动态"]
    html = client.get("/").content.decode()
    assert "今天的动态" in html and "明天的动态" not in html


def test_a_policy_says_whether_it_still_holds(sample_day: date, client: Client) -> None:
    index = PolicyIndexPage.objects.get()
    yesterday = sample_day - timedelta(days=1)
    for title, end in (("已废止的办法", yesterday), ("现行的办法", None)):
        index.add_child(instance=PolicyPage(title=title, date=sample_day, issuer="示例单位", valid_to=end))
    assert PolicyPage.objects.get(valid_to=yesterday).is_repealed
    html = client.get("/policies/").content.decode()
    assert html.count("已失效") == 1 and html.count("现行有效") == 1


def test_a_notice_is_open_on_its_last_day(sample_day: date) -> None:
    assert not NoticePage(deadline=sample_day).is_over
    assert NoticePage(deadline=sample_day - timedelta(days=1)).is_over
    assert not NoticePage().is_over


def test_an_english_reader_gets_the_english_side_or_a_word_about_it(client: Client) -> None:
    news("只有中文", date(2026, 1, 1), slug="only-chinese")
    page = TextPage.objects.get(slug="about")
    with override("en"):
        assert page.shown_title == "About this platform" and not page.is_untranslated
        assert NewsPage.objects.get().shown_title == "只有中文"
        assert NewsPage.objects.get().is_untranslated
    assert "About this platform" in client.get("/en/about/").content.decode()
    assert "notice" in client.get("/en/news/only-chinese/").content.decode()
    assert not page.is_untranslated


def test_entries_are_published_by_editors_only(sample_day: date, client: Client) -> None:
    words: dict[str, Any] = {
        "title": "一则动态",
        "slug": "one",
        "summary": "摘要",
        "body": [text("正文")],
        "on": sample_day,
    }
    with pytest.raises(Refused) as refused:
        entry_publish(kind=NewsPage, by=user("operator"), **words)
    assert refused.value.refusal.code == "not_allowed"
    assert not NewsPage.objects.exists()
    page = entry_publish(kind=NewsPage, by=user(EDITOR), **words)
    assert page.live and page.date == sample_day
    assert "<p>正文</p>" in client.get("/news/one/").content.decode()


def test_samples_are_loaded_once_lie_in_the_past_and_can_be_read(sample_day: date, client: Client) -> None:
    editor = user(EDITOR)
    assert pages_demo(by=editor, on=sample_day) == len(SAMPLES)
    assert pages_demo(by=editor, on=sample_day) == 0
    for kind in (NewsPage, NoticePage, PolicyPage):
        for page in kind.objects.all():
            assert page.live and page.date < sample_day
            assert client.get(page.url).status_code == 200
    assert PolicyPage.objects.get(slug="old-consulting-rules").is_repealed


def test_table_lines_become_cells_and_a_ragged_line_is_refused() -> None:
    assert table_cells("甲|乙\n\n 1 ｜ 2 ") == [["甲", "乙"], ["1", "2"]]
    block = TableBlock()
    with pytest.raises((StructBlockValidationError, ValidationError)):
        block.clean(block.to_python({"caption": "表", "lines": "甲|乙\n1|2|3"}))
    assert block.clean(block.to_python({"caption": "表", "lines": "甲|乙\n1|2"}))["caption"] == "表"
