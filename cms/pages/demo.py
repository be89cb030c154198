"""Sample news, notices and policies (plainly 示例), dated back from a day; loading twice adds nothing."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from cms.pages.models import EntryPage, NewsPage, NoticePage, PolicyPage
from cms.pages.seed_text import callout, heading, items, steps, text
from cms.pages.selectors import slugs_present
from cms.pages.services import entry_publish
from ipplatform.accounts.models import User


@dataclass(frozen=True)
class Sample:
    """One entry: how many days before the day of loading it is dated, its words, its kind's own fields."""

    kind: type[EntryPage]
    slug: str
    days_ago: int
    title: str
    summary: str
    body: tuple[dict[str, Any], ...]
    more: dict[str, Any] = field(default_factory=dict)


SAMPLES = (
    Sample(
        NoticePage, "open-licence-help", 6, "关于开展专利开放许可声明辅导的通知（示例）",
        "想用开放许可的企业可以预约一对一辅导，帮您看权利状态、定许可费、写声明。",
        (
            text("开放许可要向国家知识产权局提出声明。实用新型和外观设计要先有专利权评价报告。"),
            heading("怎样参加"),
            steps(("预约", "在“咨询与调解”里提出咨询，主题选“许可”。"), ("准备", "带上专利登记簿副本和拟定的许可费。")),
            callout("名额有限", "每周四下午办理，每次四家企业。", "warn"),
        ),
        {"deadline_in": 24},
    ),
    Sample(
        NewsPage, "battery-seminar-held", 15, "固态电池专利专题研讨会顺利举行（示例）",
        "企业、高校和调解员围绕隔膜和电解质专利的许可与纠纷交流经验。",
        (
            text("与会企业介绍了引进专利技术的做法：先查权利负担，再谈价格，付款与落地挂钩。"),
            text("调解员提醒，合作开发合同要写明改进成果归谁、谁来缴年费。"),
        ),
    ),
    Sample(
        NoticePage, "mediator-roster", 33, "调解员名册更新公告（示例）",
        "新增三名熟悉机械和材料领域的调解员，名册可以在线查看。",
        (text("申请调解时可以从名册中共同选定调解员；选不定的，由案件协调员按专业和回避情况推荐。"),),
    ),
    Sample(
        NewsPage, "first-landing", 48, "一件液压能量回收专利在新区落地（示例）",
        "从洽询到登记用了五十二天，受让企业已经完成样机试制。",
        (
            text("双方先签保密约定，再由运营专员核对质押和共有人同意，登记后分两笔付款。"),
            callout("怎样算落地", "受让企业当日在新区、出让方当日不在新区，并有使用证据，由第二人核验。"),
        ),
    ),
    Sample(
        NewsPage, "report-published", 61, "工程机械产业专利数据分析报告发布（示例）",
        "报告公开全部图表的数据，可以逐条核对和下载。",
        (text("报告写明检索式、数据截止日和计数单位，最近两年公开不完整的数据以斜纹表示。"),),
    ),
    Sample(
        NoticePage, "demand-collection", 75, "征集企业技术需求的通知（示例）",
        "把想找的技术写下来，平台会为您匹配可转让、可许可的专利。",
        (items("说明要解决的问题，不必写方案。", "预算可以填“面议”。", "需求公开三个月，到期可以延长。"),),
        {"deadline_in": -15},
    ),
    Sample(
        PolicyPage, "patent-dispute-mediation-measures", 20, "专利纠纷行政裁决和调解办法（要点）",
        "什么纠纷可以申请行政调解，期限多长，调解协议怎样确认。",
        (
            heading("与企业有关的几点"),
            items("调解以自愿为前提，任何一方可以退出。", "达成的协议可以申请司法确认。", "调解一般不公开进行。"),
        ),
        {"issuer": "国家知识产权局", "valid_from": date(2025, 2, 1)},
    ),
    Sample(
        PolicyPage, "patent-pledge-registration", 52, "专利权质押登记办法（要点）",
        "质押期间转让或许可，须经质权人同意。",
        (items("质权自登记之日起设立。", "转让或许可已质押的专利，应当提交质权人同意的文件。"),),
        {"issuer": "国家知识产权局", "document_number": "公告第461号", "valid_from": date(2021, 11, 15)},
    ),
    Sample(
        PolicyPage, "registration-fee-support", 40, "新区企业专利转让登记费用补助办法（示例）",
        "示例文件：说明补助对象、标准和申报材料的写法，不是真实政策。",
        (
            heading("补助对象"), text("登记日注册在新区、受让或者被许可专利的企业。"),
            heading("申报材料"), items("登记或者备案凭证", "付款凭证", "落地使用说明"),
        ),
        {"issuer": "示例发布单位", "document_number": "示例〔1〕号"},
    ),
    Sample(
        PolicyPage, "old-consulting-rules", 90, "知识产权咨询服务规程（示例，已失效）",
        "示例文件：被新的规程代替，保留供查阅。",
        (text("失效的文件仍可查阅，办理时请以现行有效的文件为准。"),),
        {"issuer": "示例发布单位", "ended_days_ago": 30},
    ),
)  # fmt: skip


def pages_demo(*, by: User, on: date) -> int:
    """Publish the samples that are not there yet, dated back from `on`; how many were added. `by` is an editor."""
    present = slugs_present()
    missing = [sample for sample in SAMPLES if sample.slug not in present]
    for sample in missing:
        entry_publish(
            kind=sample.kind, title=sample.title, slug=sample.slug, summary=sample.summary, body=list(sample.body),
            on=on - timedelta(days=sample.days_ago), by=by, **_fields(sample, on),
        )  # fmt: skip
    return len(missing)


def _fields(sample: Sample, on: date) -> dict[str, Any]:
    """The kind's own fields, days counted from `on` turned into dates."""
    more = dict(sample.more)
    if "deadline_in" in more:
        more["deadline"] = on + timedelta(days=more.pop("deadline_in"))
    if "ended_days_ago" in more:
        more["valid_to"] = on - timedelta(days=more.pop("ended_days_ago"))
    return more
