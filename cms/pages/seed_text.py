"""The first words of the standing pages, Chinese and English. Editors change them in the staff pages afterwards."""

from typing import Any, NamedTuple

HOME_SUMMARY = "查得到技术，谈得成合作，说得清道理。企业免费使用。"
HOME_SUMMARY_EN = "Find the technology, make the deal, settle the dispute. Free for enterprises."


class IndexText(NamedTuple):
    """The words of a list."""

    kind: str
    slug: str
    title: str
    title_en: str
    summary: str
    summary_en: str


INDEX_TEXTS = (
    IndexText(
        "news",
        "news",
        "动态与通知",
        "News and notices",
        "平台和新区知识产权工作的动态，以及请企业办理的事项。",
        "What happens, and what enterprises are asked to do.",
    ),
    IndexText(
        "policies",
        "policies",
        "政策",
        "Policies",
        "与专利转让、许可、质押和纠纷调解有关的政策文件，注明施行和失效日期。",
        "Rules on transfer, licensing, pledge and mediation, with their dates in force.",
    ),
)


def heading(text: str) -> dict[str, Any]:
    """A heading block."""
    return {"type": "heading", "value": text}


def text(*paragraphs: str) -> dict[str, Any]:
    """A rich text block of plain paragraphs (the texts hold no markup)."""
    return {"type": "paragraph", "value": "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)}


def items(*lines: str) -> dict[str, Any]:
    """A rich text block with a list."""
    return {"type": "paragraph", "value": "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"}


def steps(*pairs: tuple[str, str]) -> dict[str, Any]:
    """A block of steps: what to do, how."""
    return {
        "type": "steps",
        "value": [{"label": label, "note": note} for label, note in pairs],
    }


def callout(title: str, words: str, tone: str = "river") -> dict[str, Any]:
    """A boxed remark."""
    return {"type": "callout", "value": {"tone": tone, "title": title, "text": words}}


STANDING_PAGES: tuple[dict[str, Any], ...] = (
    {
        "slug": "about",
        "title": "关于平台",
        "title_en": "About this platform",
        "summary": "湖南湘江新区的知识产权运营与调解公共服务，由政务服务中心综合科主办。",
        "summary_en": "A public service: putting patents to work, settling disputes, in Hunan Xiangjiang New Area.",
        "body": [
            heading("平台做什么"),
            items(
                "查专利：一次检索多个来源的专利记录，看清法律状态和权利负担。",
                "供需对接：发布和寻找可以转让或许可的技术，从洽询到登记、付款、落地逐步留痕。",
                "咨询与调解：先咨询，再决定要不要调解；调解免费、保密、双方自愿。",
                "产业报告：重点产业的专利数据分析和智库报告，每张图都能下载数据。",
            ),
            heading("数字从哪里来"),
            text(
                "首页和统计页面的每个数字都取自业务记录，按公开的口径计数。",
                "能计入的和没有计入的记录都留有理由，主管科室可以逐条核对。",
            ),
            heading("联系我们"),
            text("湖南湘江新区政务服务中心综合科，工作日 9:00—17:00 接待来访。"),
        ],
        "body_en": [
            text(
                "Search patents from several sources, offer and find technology, ask for advice or mediation, and read "
                "industry reports whose figures can be checked and downloaded.",
                "Every figure on this site is counted from records by published rules.",
            )
        ],
    },
    {
        "slug": "guide",
        "title": "使用指南",
        "title_en": "Guide",
        "summary": "第一次来，从这里看起：怎样检索、发布、洽询和申请调解。",
        "summary_en": "How to search, publish, inquire and apply for mediation.",
        "body": [
            heading("检索专利"),
            text("直接输入技术词、申请号或企业名。几个词之间空一格，表示都要出现。"),
            {
                "type": "table",
                "value": {
                    "caption": "检索式写法",
                    "lines": "写法|意思\nTI=电池|名称里有“电池”\nPA=示例大学|申请人或专利权人\n"
                    "IPC=H01M|国际专利分类\nTI=电池 AND NOT PA=示例大学|用 AND、OR、NOT 和括号组合",
                },
            },
            heading("发布技术、对接需求"),
            steps(
                ("注册并加入企业", "用邮箱注册，由企业负责人确认您的身份。"),
                ("填写供给", "选定专利，写明转让或许可方式和价格。系统会列出法律上还缺什么。"),
                ("等候审核", "运营专员核对法律状态、质押和共有人同意，通过后公开。"),
                ("接受洽询", "对方先同意保密约定，再和您联系。谈成后在平台上登记和付款。"),
            ),
            heading("申请调解"),
            steps(
                ("提出申请", "一屏一个问题，可以保存后再填。请准备权利证明和主要证据。"),
                ("等候答复", "案件协调员受理后通知对方，对方同意才开始调解。"),
                ("参加调解", "调解员由双方认可，先披露有无利害关系。说过的让步不会成为日后诉讼的证据。"),
                ("签署协议", "达成一致后在线确认，可以共同申请司法确认。"),
            ),
            callout("调解不影响您起诉", "任何一方可以随时退出调解。调解期间请留意诉讼时效和专利期限。", "warn"),
        ],
        "body_en": [
            text(
                "Type words, a number or a name to search; a blank means that all words must occur. Expressions "
                "such as TI=battery AND NOT PA=university are understood.",
                "Publishing, inquiries and mediation need an account that acts for an enterprise.",
            )
        ],
    },
    {
        "slug": "accessibility",
        "title": "无障碍声明",
        "title_en": "Accessibility",
        "summary": "本站按《网络内容无障碍指南》（WCAG）2.2 的 AA 级建设。",
        "summary_en": "This site is built to WCAG 2.2, level AA.",
        "body": [
            heading("已经做到的"),
            items(
                "全部功能可以只用键盘完成，焦点清晰可见，页首有“跳到正文”。",
                "文字与背景对比度不低于 4.5:1，正文不低于 7:1；状态同时用图标和文字表示，不只靠颜色。",
                "页面放大到 200%、屏幕窄到 320 像素时，内容不丢失。",
                "不开启 JavaScript 也能检索、填表、提交。",
                "表单的错误写在栏位旁边，并在表头汇总，已填内容不会丢失。",
            ),
            heading("正在改进的"),
            items("企业上传的扫描件可能没有文字层。需要可读版本时请联系我们，我们在五个工作日内提供。"),
            heading("遇到障碍怎么办"),
            text("请把页面地址和遇到的问题告诉政务服务中心综合科。我们会先帮您把事办完，再修页面。"),
        ],
        "body_en": [
            text(
                "Everything works by keyboard and without JavaScript; text contrast is at least 4.5:1; states carry an "
                "icon and a word besides colour; pages keep their content at 200 % zoom and 320 px.",
                "Scanned documents uploaded by enterprises may lack a text layer: ask us for a readable copy.",
            )
        ],
    },
    {
        "slug": "privacy",
        "title": "隐私说明",
        "title_en": "Privacy",
        "summary": "我们收集哪些信息、用来做什么、谁能看到、保存多久。",
        "summary_en": "What we collect, why, who sees it, and for how long.",
        "body": [
            heading("收集哪些信息"),
            items(
                "账户：邮箱、姓名、电话，用于登录和联系。",
                "企业：统一社会信用代码、名称、地址，用于核对身份和新区资格。",
                "业务：供给、洽询、交易、咨询和调解中您填写或上传的内容。",
                "检索：登录后您保存的检索和最近 10 条检索，只有您自己看得到，可以删除、关闭。不登录不记。",
                "访问：会话 Cookie。本站不使用广告或第三方统计。",
            ),
            heading("谁能看到"),
            text(
                "公开字段所有人可见；其他内容只有当事企业和承办人可见。",
                "调解案件只有双方、调解员和案件协调员能看到；单独对调解员说的话，另一方看不到。综合科只能看到统计数字。",
            ),
            heading("您的权利"),
            text("您可以查看、更正自己的信息，或注销账户。依法必须保存的业务记录除外。请向政务服务中心综合科提出，我们在十五个工作日内答复。"),
            callout(
                "保密",
                "调解内容不进入搜索、导出和通知邮件。邮件只写事项类型和编号；检索提醒另写检索的名称和几条公开的专利标题。",
                "lock",
            ),
        ],
        "body_en": [
            text(
                "We keep what an account, an enterprise and its matters need, and a session cookie; no advertising, no "
                "third-party statistics.",
                "Searches you save and, while you are logged in, your last ten searches are kept for you alone; you "
                "can delete them and switch that off. Of visitors nothing is kept.",
                "A mediation case is seen by its parties, its mediator and the case coordinator only.",
            )
        ],
    },
)  # fmt: skip
