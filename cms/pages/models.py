"""Page types of the public site: text that editors write. Lists and details of records are other rooms' own pages."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.pages.blocks import BodyBlock
from ipplatform import clock


class PublicPage(Page):
    """Chinese text with an optional English side; a page without one shows its Chinese text under `/en/`."""

    title_en = models.CharField(_("英文标题"), max_length=200, blank=True)
    summary = models.TextField(_("摘要"), max_length=300, blank=True, help_text=_("一两句话，显示在列表里和搜索结果里"))
    summary_en = models.TextField(_("英文摘要"), max_length=600, blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("正文"))
    body_en = StreamField(BodyBlock(), blank=True, verbose_name=_("英文正文"))

    text_panels: ClassVar[list[Any]] = [
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("title_en"), FieldPanel("summary_en"), FieldPanel("body_en")],
            heading=_("英文"),
            classname="collapsed",
        ),
    ]
    content_panels = [*Page.content_panels, *text_panels]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]

    class Meta:
        abstract = True

    @property
    def shown_title(self) -> str:
        """The title in the reader's language, Chinese where there is no English one."""
        return (_in_english() and self.title_en) or self.title

    @property
    def shown_summary(self) -> str:
        """The summary in the reader's language."""
        return (_in_english() and self.summary_en) or self.summary

    @property
    def shown_body(self) -> Any:
        """The body in the reader's language."""
        return self.body_en if _in_english() and self.body_en else self.body

    @property
    def is_untranslated(self) -> bool:
        """Whether an English reader is shown Chinese text."""
        return _in_english() and not self.body_en


class HomePage(PublicPage):
    """The front door: words here, numbers and newest records composed from the rooms below."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["pages.NewsIndexPage", "pages.PolicyIndexPage", "pages.TextPage"]

    headline = models.CharField(
        _("大标题"),
        max_length=80,
        help_text=_("两个短句，用竖线 | 隔开换行"),
        default="让专利在新区落地，|让纠纷在诉前解开",
    )
    headline_en = models.CharField(
        _("英文大标题"), max_length=160, blank=True, default="Patents put to work here,|disputes settled before court"
    )
    popular_words = models.CharField(
        _("大家在找"),
        max_length=200,
        blank=True,
        help_text=_("检索框下面的几个词，用空格隔开"),
        default="固态电池 电解质 液压 能量回收",
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("headline_en"),
        FieldPanel("popular_words"),
        *PublicPage.text_panels,
    ]

    class Meta:
        verbose_name = _("首页")

    @property
    def shown_headline(self) -> str:
        """The headline in the reader's language, its parts on lines of their own."""
        return ((_in_english() and self.headline_en) or self.headline).replace("|", "\n")

    @property
    def words(self) -> list[str]:
        """The popular words."""
        return self.popular_words.split()


class IndexPage(PublicPage):
    """A list of dated entries below it, newest first."""

    class Meta:
        abstract = True


class EntryPage(PublicPage):
    """A dated entry of a list."""

    date = models.DateField(_("日期"), default=clock.today)

    content_panels = [*Page.content_panels, FieldPanel("date"), *PublicPage.text_panels]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        abstract = True


class NewsIndexPage(IndexPage):
    """`/news/`: news and notices."""

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.NewsPage", "pages.NoticePage"]
    template = "pages/index_page.html"

    class Meta:
        verbose_name = _("动态与通知")


class NewsPage(EntryPage):
    """Something that happened."""

    parent_page_types = ["pages.NewsIndexPage"]
    template = "pages/entry_page.html"

    class Meta:
        verbose_name = _("动态")


class NoticePage(EntryPage):
    """Something enterprises are asked to do, perhaps until a day."""

    deadline = models.DateField(_("截止日期"), null=True, blank=True, help_text=_("有报名或申报期限时填写"))

    content_panels = [*Page.content_panels, FieldPanel("date"), FieldPanel("deadline"), *PublicPage.text_panels]
    parent_page_types = ["pages.NewsIndexPage"]
    template = "pages/entry_page.html"

    class Meta:
        verbose_name = _("通知")

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed."""
        return self.deadline is not None and self.deadline < clock.today()


class PolicyIndexPage(IndexPage):
    """`/policies/`: rules and what they give to enterprises."""

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.PolicyPage"]
    template = "pages/index_page.html"

    class Meta:
        verbose_name = _("政策")


class PolicyPage(EntryPage):
    """A rule: who issued it, its number, from and until when it holds."""

    issuer = models.CharField(_("发文单位"), max_length=120)
    document_number = models.CharField(_("文号"), max_length=60, blank=True)
    valid_from = models.DateField(_("施行日期"), null=True, blank=True)
    valid_to = models.DateField(_("失效日期"), null=True, blank=True)
    source_url = models.URLField(_("原文网址"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("date"),
        MultiFieldPanel(
            [
                FieldPanel("issuer"),
                FieldPanel("document_number"),
                FieldPanel("valid_from"),
                FieldPanel("valid_to"),
                FieldPanel("source_url"),
            ],
            heading=_("文件信息"),
        ),
        *PublicPage.text_panels,
    ]
    search_fields = [*EntryPage.search_fields, index.SearchField("document_number")]
    parent_page_types = ["pages.PolicyIndexPage"]
    template = "pages/entry_page.html"

    class Meta:
        verbose_name = _("政策文件")

    @property
    def is_repealed(self) -> bool:
        """Whether it no longer holds."""
        return self.valid_to is not None and self.valid_to < clock.today()

    @property
    def facts(self) -> list[dict[str, Any]]:
        """Its particulars for a fact list, as far as known."""
        rows: list[dict[str, Any]] = [
            {"term": _("发文单位"), "value": self.issuer},
            {"term": _("文号"), "value": self.document_number},
            {"term": _("施行日期"), "value": self.valid_from},
            {"term": _("失效日期"), "value": self.valid_to},
            {"term": _("原文"), "value": self.source_url, "url": self.source_url},
        ]
        return [row for row in rows if row["value"]]


class TextPage(PublicPage):
    """A standing page: about, guides, accessibility statement, privacy."""

    parent_page_types = ["pages.HomePage", "pages.TextPage"]
    subpage_types = ["pages.TextPage"]

    class Meta:
        verbose_name = _("文字页")


def _in_english() -> bool:
    return (get_language() or "").startswith("en")
