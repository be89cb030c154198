"""Named refusals of imports."""

from django.utils.translation import gettext_lazy as _

from ipplatform.files.services import DATA_KIND_REFUSED, FILE_CONTENT_DIFFERS, FILE_TOO_LARGE
from ipplatform.moves import Refusal
from ipplatform.spreadsheets import SpreadsheetRefused

FORMAT_UNKNOWN = Refusal(
    "format_unknown", _("前十行里没有找到认识的表头。请确认是支持的数据商导出文件，或改用本平台的导入模板。")
)
NUMBER_MISSING = Refusal(
    "number_missing",
    _("表里没有公开（公告）号或申请号，无法作为专利导入。请在导出时加上号码一列，或改用本平台的导入模板。"),
)
COLUMNS_UNASSIGNED = Refusal("columns_unassigned", _("这个文件的表头不认识。请先指定各列的含义，再开始导入。"))
NO_ROWS = Refusal("no_rows", _("文件里只有表头，没有数据行。请检查导出是否完整。"))
CUTOFF_IN_FUTURE = Refusal("cutoff_in_future", _("数据截止日不能晚于今天，请改正。"))
RUN_TAKEN_BACK = Refusal("run_taken_back", _("这次导入已撤回。需要时请重新上传文件。"))
RUN_STARTED = Refusal("run_started", _("这次导入已经开始，截止日不能再改。"))
RUN_NOT_FINISHED = Refusal("run_not_finished", _("导入还在进行，请等它完成或停止后再撤回。"))
PATENTS_IN_USE = Refusal(
    "patents_in_use", _("撤回后下列专利将没有任何来源，但还有业务在用。请先处理这些业务，再撤回。")
)
RUN_AT_WORK = Refusal("run_at_work", _("这个文件已经开始导入，不能删除。需要时请撤回。"))
MAPPING_NAME_TAKEN = Refusal("mapping_name_taken", _("已有同名的列对应，请换一个名称。"))
ARCHIVE_EMPTY = Refusal("archive_empty", _("压缩包里没有文件。"))
ARCHIVE_TOO_MANY = Refusal("archive_too_many", _("一次最多 50 个文件，请分几次上传。"))
ARCHIVE_TOO_LARGE = Refusal("archive_too_large", _("压缩包解压后超过 1 GB，请拆分后再上传。"))
ARCHIVE_NESTED = Refusal("archive_nested", _("压缩包里的压缩包不予解开，请先解开再上传。"))
ARCHIVE_BROKEN = Refusal("archive_broken", _("压缩包里的这个文件已损坏，无法解开。请重新打包。"))
ARCHIVE_LOCKED = Refusal("archive_locked", _("压缩包里的这个文件有密码。请取消密码后再上传。"))
NOT_OWN_PATENT = Refusal("not_own_patent", _("只能补充本企业专利的信息。"))
STATEMENT_FIELD = Refusal("statement_field", _("这些项目不能由您填写。"))
STATEMENT_VALUE = Refusal("statement_value", _("下列项目不符合规则，请改正。"))
APPLICATION_NUMBER_TAKEN = Refusal(
    "application_number_taken", _("这个申请号已属于平台上的另一件专利。请核对号码，或联系运营专员处理。")
)
SAME_PATENT = Refusal("same_patent", _("这是同一件专利，不需要合并。"))
ALREADY_MERGED = Refusal(
    "already_merged", _("其中一件已经并入别的专利，或已不存在。请刷新页面，用保留下来的那一件再试。")
)
BOTH_IN_USE = Refusal("both_in_use", _("两件专利各有正在办理的业务，现在不能合并。请等其中一方的业务结束后再合并。"))
MERGE_UNDONE = Refusal("merge_undone", _("这次合并已经撤销过了。请刷新页面查看现在的状态。"))

_FILES: dict[str, Refusal] = {
    refusal.code: refusal
    for refusal in (
        Refusal("file_empty", _("文件是空的，请重新选择文件。")),
        Refusal(
            "not_a_spreadsheet", _("这不是表格文件。请上传 xlsx、xls、csv、EPO OPS 的 xml，或装有这些文件的 zip。")
        ),
        Refusal("password_protected", _("文件有打开密码。请取消密码后再上传。")),
        Refusal("spreadsheet_unreadable", _("表格文件已损坏，无法读取。请重新导出后再上传。")),
        Refusal("unzipped_too_large", _("文件解压后过大，不予读取。请分成几个文件，或改用 csv。")),
        Refusal("too_many_cells", _("表格的行列范围过大。请删去远处的空白单元格，或改用 csv。")),
        Refusal("reader_died", _("读取时超出内存或时间限制，已停止。请分成几个文件，或改用 csv。")),
        Refusal("xml_unreadable", _("XML 文件已损坏，或带有不允许的声明（DTD），无法读取。请重新下载后再上传。")),
        Refusal("xml_document_too_large", _("XML 中有一份文献的内容过多或层次过深，无法读取。请重新下载后再上传。")),
        Refusal("xml_unknown", _("不认识这种 XML。目前只读 EPO OPS 的著录、同族、法律状态、权利要求文件。")),
        Refusal(
            "xml_numbers_only", _("这份 EPO OPS 文件只有检索命中的号码，没有著录内容。请下载这些专利的著录文件再上传。")
        ),
        Refusal(
            "xml_description_only",
            _("这份 EPO OPS 文件只有说明书全文，平台不收录说明书。请上传著录、权利要求或法律状态文件。"),
        ),
        Refusal("field_too_long", _("有单元格内容过长，无法读取。请检查引号是否成对。")),
    )
}


def file_refusal(error: SpreadsheetRefused) -> Refusal:
    """The refusal of a file that the reader does not take."""
    return _FILES[error.code]


_NAMED: dict[str, Refusal] = _FILES | {
    refusal.code: refusal
    for refusal in (
        FORMAT_UNKNOWN, NUMBER_MISSING, NO_ROWS, CUTOFF_IN_FUTURE, ARCHIVE_EMPTY, ARCHIVE_TOO_MANY, ARCHIVE_TOO_LARGE,
        ARCHIVE_NESTED, ARCHIVE_BROKEN, ARCHIVE_LOCKED, FILE_TOO_LARGE, DATA_KIND_REFUSED, FILE_CONTENT_DIFFERS,
    )
}  # fmt: skip


def refusal_words(code: str) -> str:
    """What a kept code of a file's refusal tells a person."""
    refusal = _NAMED.get(code)
    return str(refusal.message) if refusal else code
