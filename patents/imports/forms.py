"""Forms of imports: the file, its cut-off day."""

from django import forms
from django.utils.translation import gettext_lazy as _

from patents.imports.readers import FORMATS

FORMAT_LABELS = {
    "patsnap": _("智慧芽 PatSnap"),
    "lens": _("Lens.org"),
    "espacenet": _("Espacenet"),
    "patentscope": _("WIPO PATENTSCOPE"),
    "google_patents": _("Google Patents"),
    "sumobrain": _("Sumobrain"),
    "epo_ops": _("EPO OPS"),
    "template": _("本平台导入模板"),
}


class UploadForm(forms.Form):
    """A file of a vendor or our own template."""

    file = forms.FileField(
        label=_("专利数据文件"),
        help_text=_("xlsx、xls、csv，或 EPO OPS 的 xml，不超过 100 MB。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv,.xml"}),
    )
    format = forms.ChoiceField(
        label=_("格式"),
        help_text=_("一般不用选：平台按表头自动识别。"),
        choices=[("auto", _("自动识别")), *((name, FORMAT_LABELS.get(name, name)) for name in FORMATS)],
        initial="auto",
    )


class CutoffForm(forms.Form):
    """The day on which the vendor's data end."""

    cutoff = forms.DateField(
        label=_("数据截止日"),
        help_text=_("数据商导出时数据更新到哪一天。预填的是文件自己记录的生成日期，请核对。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
