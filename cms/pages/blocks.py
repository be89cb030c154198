"""What editors build a page's text from. Blocks hold text and links; figures of records come from the rooms below."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

RICH_TEXT = ["h3", "bold", "italic", "link", "document-link", "ol", "ul"]


class HeadingBlock(blocks.CharBlock):
    """A heading between paragraphs; the page's title is the only first-level one."""

    class Meta:
        icon = "title"
        label = _("小标题")
        template = "pages/blocks/heading.html"


class PictureBlock(blocks.StructBlock):
    """A picture with its caption and source; alternative text is asked for by the chooser."""

    image = ImageBlock(label=_("图片"))
    caption = blocks.CharBlock(label=_("说明"), required=False, max_length=200)
    source = blocks.CharBlock(label=_("来源"), required=False, max_length=200, help_text=_("图片不是本单位拍摄时填写"))

    class Meta:
        icon = "image"
        label = _("图片")
        template = "pages/blocks/picture.html"


class CalloutBlock(blocks.StructBlock):
    """A boxed remark that must not be overlooked."""

    tone = blocks.ChoiceBlock(
        label=_("轻重"),
        choices=[("river", _("说明")), ("warn", _("注意")), ("bad", _("不可以")), ("lock", _("保密"))],
        default="river",
    )
    title = blocks.CharBlock(label=_("标题"), required=False, max_length=80)
    text = blocks.TextBlock(label=_("内容"), help_text=_("两三句话，说明读者要做什么"))

    class Meta:
        icon = "warning"
        label = _("提示框")
        template = "pages/blocks/callout.html"


class StepBlock(blocks.StructBlock):
    """One step of a way to get something done."""

    label = blocks.CharBlock(label=_("做什么"), max_length=80)
    note = blocks.TextBlock(label=_("怎么做"), required=False)


class QuestionBlock(blocks.StructBlock):
    """A question with its answer."""

    question = blocks.CharBlock(label=_("问题"), max_length=120)
    answer = blocks.RichTextBlock(label=_("回答"), features=RICH_TEXT)

    class Meta:
        icon = "help"
        label = _("问答")
        template = "pages/blocks/question.html"


class TableBlock(blocks.StructBlock):
    """A small table typed line by line: cells are parted by a vertical bar, the first line is the head."""

    caption = blocks.CharBlock(label=_("表名"), max_length=120)
    lines = blocks.TextBlock(label=_("内容"), help_text=_("每行一条记录，各格用竖线 | 隔开，第一行是表头"))

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Every line has as many cells as the head."""
        cleaned = super().clean(value)
        widths = {len(cells) for cells in table_cells(cleaned["lines"])}
        if len(widths) > 1:
            raise blocks.StructBlockValidationError({"lines": ValidationError(_("每行的格数要和表头一样"))})
        return cleaned

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, object] | None = None
    ) -> dict[str, object]:
        """Adds `columns` and `rows` for the table part."""
        context: dict[str, object] = super().get_context(value, parent_context=parent_context)
        columns, *rows = table_cells(value["lines"]) or [[]]
        return {**context, "columns": columns, "rows": rows}

    class Meta:
        icon = "table"
        label = _("表格")
        template = "pages/blocks/table.html"


class BodyBlock(blocks.StreamBlock):
    """The body of every page of text."""

    heading = HeadingBlock(max_length=120)
    paragraph = blocks.RichTextBlock(label=_("正文"), features=RICH_TEXT, icon="pilcrow")
    picture = PictureBlock()
    callout = CalloutBlock()
    steps = blocks.ListBlock(
        StepBlock(label=_("一步")), label=_("办事步骤"), icon="list-ol", template="pages/blocks/steps.html"
    )
    question = QuestionBlock()
    table = TableBlock()
    files = blocks.ListBlock(
        DocumentChooserBlock(label=_("附件")), label=_("附件"), icon="doc-full", template="pages/blocks/files.html"
    )


def table_cells(lines: str) -> list[list[str]]:
    """Lines of cells parted by bars (half or full width); empty lines are left out."""
    return [
        [cell.strip() for cell in line.replace("｜", "|").split("|")] for line in lines.splitlines() if line.strip()
    ]
