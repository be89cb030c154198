"""The declaration of the public index: fields with all names a searcher may write, facets, orders."""

from collections.abc import Iterator, Sequence

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ipplatform.search import (
    AskedFacet,
    CodeField,
    DayField,
    ExpandedField,
    Expansion,
    FacetField,
    IndexDeclaration,
    JoinedField,
    SortField,
    TextField,
    parse_query,
)
from ipplatform.search.services import search
from patents.catalogue.search import spellings
from patents.catalogue.search.document import PATENTS, documents
from patents.industries.selectors import expression_newest, industries_all, industries_asked, industry_by_code
from patents.records.classification import ipc_asked, symbol_asked


def _values(stated: tuple[str, ...], facet: str) -> Iterator[str]:
    """The stated values of a closed field, then those that the index holds beside them: words of vendors.

    Raises EngineError where a word is not among the stated ones and the index does not answer: nobody knows whether it
    is right, and an expression is not called wrong for that.
    """
    yield from stated
    yield from (value for value, _count in search(parse_query("", index=PATENTS, size=1)).facets[facet])


def _industry(name: str) -> Expansion | None:
    """The newest question of an industry in use, by code or name."""
    asked = name.strip()
    found = industry_by_code(asked) or industries_all().filter(Q(code__iexact=asked) | Q(name=asked)).first()
    newest = expression_newest(found) if found else None
    return Expansion(found.code, newest.text, newest.filters) if found and newest else None


def _industries(also: Sequence[str]) -> list[Expansion]:
    return [
        Expansion(one.code, one.text, one.filters, label=one.name, offered=one.is_active)
        for one in industries_asked(also)
    ]


def _industry_names() -> list[str]:
    return [word for code, name in industries_all().values_list("code", "name") for word in (code, name)]


FIELDS = (
    TextField("title", "TI", _("标题"), default=True, aliases=("标题", "题名", "名称", "发明名称", "TITLE", "TTL")),
    TextField("abstract", "AB", _("摘要"), default=True, aliases=("摘要", "ABSTRACT")),
    TextField("claims", "CL", _("权利要求"), aliases=("权利要求", "权利要求书", "CLAIMS")),
    TextField("applicants", "PA", _("申请人"), default=True, aliases=("申请人", "APPLICANT")),
    TextField(
        "assignees", "AS", _("当前权利人"), default=True,
        aliases=("权利人", "当前权利人", "专利权人", "受让人", "ASSIGNEE"),
    ),
    TextField("inventors", "IN", _("发明人"), aliases=("发明人", "INVENTOR")),
    CodeField(
        "ipc", "IPC", _("IPC 分类号"), by_beginning=True, aliases=("分类号", "IPC分类号", "国际分类号"),
        meant=ipc_asked, looks=_("分类号写作 H、H01、H01M、H01M10 或 H01M10/0562；Y 部只在 CPC 里。"),
        shape=spellings.SYMBOL_SHAPE,
    ),
    CodeField(
        "cpc", "CPC", _("CPC 分类号"), by_beginning=True, aliases=("CPC分类号", "联合分类号"),
        meant=symbol_asked, looks=_("分类号写作 Y、Y02、Y02E、Y02E60 或 Y02E60/10。"), shape=spellings.SYMBOL_SHAPE,
    ),
    CodeField(
        "publications", "PN", _("公开（公告）号"), default=True,
        aliases=("公开号", "公告号", "公开公告号", "专利号", "号码"),
        spellings=spellings.publication_spellings, shape=spellings.PUBLICATION_SHAPE,
        led=spellings.NUMBER_LED, closed=spellings.NUMBER_CLOSED,
    ),
    CodeField(
        "application", "AN", _("申请号"), default=True, aliases=("申请号",),
        spellings=spellings.application_spellings, shape=spellings.APPLICATION_SHAPE,
        led=spellings.NUMBER_LED, closed=spellings.NUMBER_CLOSED,
    ),
    DayField("filed", "AD", _("申请日"), aliases=("申请日", "申请年", "APD")),
    DayField("published", "PD", _("公开（公告）日"), aliases=("公开日", "公告日", "公开公告日", "PBD")),
    DayField("granted", "GD", _("授权公告日"), aliases=("授权日", "授权公告日")),
    DayField("priority", "PRD", _("优先权日"), aliases=("优先权日",)),
    CodeField(
        "office", "OFFICE", _("受理局"), aliases=("受理局", "国家", "COUNTRY"),
        spellings=spellings.office_spellings, known=lambda: _values(spellings.offices(), "office"),
    ),
    CodeField(
        "type", "TYPE", _("专利类型"), aliases=("专利类型", "类型"),
        spellings=spellings.type_spellings, known=lambda: _values(spellings.types(), "type"),
    ),
    CodeField(
        "status", "STATUS", _("法律状态"), aliases=("法律状态", "状态"),
        spellings=spellings.status_spellings, known=lambda: _values(spellings.statuses(), "status"),
    ),
    CodeField("province", "PROVINCE", _("省/州"), aliases=("省", "省份", "州"), spellings=spellings.place_spellings),
    CodeField("city", "CITY", _("地市"), aliases=("市", "城市", "地市"), spellings=spellings.place_spellings),
    TextField("sei", "SEI", _("战略新兴产业"), aliases=("战略新兴产业", "新兴产业")),
    CodeField(
        "source", "SOURCE", _("来源"), aliases=("来源", "数据来源"),
        spellings=spellings.source_spellings, known=spellings.sources,
    ),
)  # fmt: skip

DECLARATION = IndexDeclaration(
    name=PATENTS,
    label=_("专利"),
    fields=FIELDS,
    facets=(
        FacetField("status", _("法律状态")),
        FacetField("on_offer", _("在本平台")),
        FacetField("type", _("专利类型")),
        FacetField("ipc", _("IPC 小类"), limit=1000),
        FacetField("ipc_tree", _("IPC 分类"), limit=3000),
        FacetField("applicant", _("权利人")),
        FacetField("inventor", _("发明人")),
        FacetField("office", _("受理局")),
        FacetField("province", _("省/州")),
        FacetField("city", _("地市")),
        FacetField("industry", _("战略新兴产业")),
        FacetField("year", _("申请年"), limit=400),
        FacetField("source", _("来源")),
        # Not offered as a filter: by its counts the publications of any set of applications are added up exactly.
        FacetField("documents", _("公开文本数")),
    ),
    sorts=(
        SortField("date", _("申请日")),
        SortField("published", _("首次公开日")),
        SortField("cited", _("被引用")),
        SortField("family", _("同族数")),
        SortField("number", _("号码")),
    ),
    title="title",
    tie_break=("-date", "number"),
    schema=6,
    documents=documents,
    joined=(JoinedField("TA", _("标题或摘要"), ("title", "abstract"), aliases=("标题摘要", "标题或摘要")),),
    expanded=(ExpandedField("INDUSTRY", _("产业"), _industry, _industry_names, aliases=("产业",)),),
    asked=(AskedFacet("sector", _("产业（本平台界定）"), of="INDUSTRY", questions=_industries),),
    # Counts that grow with every import, and who delivered a record: nobody wants a mail about these alone.
    untold=frozenset({"cited", "family", "source"}),
)
