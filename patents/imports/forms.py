"""Forms of imports: files, their cut-off days."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ipplatform.accounts.models import User
from patents.imports.models import DateOrder, ImportRun, Source
from patents.imports.readers import FIELDS, FORMATS, MAPPED, Proposal, Recipe
from patents.imports.selectors import DONE, TAKEN_BACK, UNFINISHED, WAITING, WORKING
from patents.imports.services import MOST_FILES, recipe_of_form

FORMAT_LABELS = {
    "patsnap": _("智慧芽 PatSnap"),
    "lens": _("Lens.org"),
    "espacenet": _("Espacenet"),
    "patentscope": _("WIPO PATENTSCOPE"),
    "google_patents": _("Google Patents"),
    "sumobrain": _("Sumobrain"),
    "epo_ops": _("EPO OPS"),
    "template": _("本平台导入模板"),
    MAPPED: _("自定义列对应"),
    "": _("待指定各列"),
}
# Whose word a mapped file is: an enterprise speaks for itself elsewhere, sample content is ours.
MAPPED_SOURCES = [(s.value, s.label) for s in Source if s not in (Source.ENTERPRISE, Source.DEMO)]
SEPARATOR_LABELS = (
    (";", _("分号（; 或 ；）")), (";;", _("两个分号（;;）")), ("|", _("竖线（|）")), ("、", _("顿号（、）")),
    (",", _("逗号（,）")), ("\n", _("换行")),
)  # fmt: skip
MOST_COLUMNS = 120
ACCEPTED = ".xlsx,.xlsm,.xls,.csv,.tsv,.txt,.xml,.zip"


class FilesInput(forms.ClearableFileInput):
    """A plain file input that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several; cleans to a list of uploads."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Each file is there and not empty; too many are refused before one is read."""
        files = list(data) if isinstance(data, list | tuple) else [data]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("一次最多 50 个文件，请分几次上传。"))
        return [super(FilesField, self).clean(file, initial) for file in files or [None]]


class UploadForm(forms.Form):
    """Files of vendors or of our own template, one or several, or zips of such."""

    file = FilesField(
        label=_("专利数据文件"),
        help_text=_(
            "可以一次选多个：xlsx、xls、csv、EPO OPS 的 xml，或装有这些文件的 zip。"
            "每个文件不超过 100 MB，一次最多 50 个。"
        ),
        widget=FilesInput(attrs={"accept": ACCEPTED}),
        allow_empty_file=True,
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


class BatchStartForm(forms.Form):
    """The cut-off days of several files that wait, and which of them begin now."""

    def __init__(self, runs: Iterable[ImportRun], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.runs = list(runs)
        for run in self.runs:
            self.fields[f"take-{run.public_id}"] = forms.BooleanField(
                label=_("导入 %(name)s") % {"name": run.file_name}, required=False, initial=True
            )
            self.fields[f"cutoff-{run.public_id}"] = forms.DateField(
                label=_("%(name)s 的数据截止日") % {"name": run.file_name},
                initial=run.cutoff,
                widget=forms.DateInput(attrs={"type": "date", "class": "control"}, format="%Y-%m-%d"),
            )

    def clean(self) -> dict[str, Any]:
        """At least one file is chosen."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(cleaned.get(f"take-{run.public_id}") for run in self.runs):
            raise forms.ValidationError(_("请至少选一个文件。"))
        return cleaned

    def lines(self) -> list[dict[str, Any]]:
        """Each run with its two controls."""
        return [
            {"run": run, "take": self[f"take-{run.public_id}"], "cutoff": self[f"cutoff-{run.public_id}"]}
            for run in self.runs
        ]

    def chosen(self) -> list[tuple[UUID, date]]:
        """Public id and cut-off of each chosen run, after is_valid()."""
        return [
            (run.public_id, self.cleaned_data[f"cutoff-{run.public_id}"])
            for run in self.runs
            if self.cleaned_data[f"take-{run.public_id}"]
        ]


class MappingForm(forms.Form):
    """What each column of a file means; `preview` asks for no name yet."""

    separator = forms.ChoiceField(
        label=_("列表分隔符"), choices=SEPARATOR_LABELS, help_text=_("一格里有几个申请人、几个分类号时，用什么隔开。")
    )
    date_order = forms.ChoiceField(label=_("日期顺序"), choices=DateOrder.choices)
    source = forms.ChoiceField(
        label=_("这些数据是谁的"),
        choices=[("", _("请选择")), *MAPPED_SOURCES],
        help_text=_("几个来源说法不同时，按来源决定以谁为准；不在单子上的选“其他来源”。"),
    )
    name = forms.CharField(
        label=_("给这种文件起个名称"), max_length=60, help_text=_("下次上传表头相同的文件，自动按这次的对应读取。")
    )

    def __init__(self, found: Proposal, *args: Any, preview: bool = False, **kwargs: Any) -> None:
        recipe = found.recipe
        kwargs["initial"] = {
            "separator": recipe.separator,
            "date_order": recipe.date_order,
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        self.found = found
        for name in ("source", "name"):
            self.fields[name].required = not preview
        fields = {title: name for name, title in recipe.columns.items()}
        words = [("", _("不导入，原样保留")), *FIELDS.items()]
        self.positions = [n for n, title in enumerate(found.titles) if title and title not in found.titles[:n]]
        for position in self.positions[:MOST_COLUMNS]:
            title = found.titles[position]
            self.fields[f"column-{position}"] = forms.ChoiceField(
                label=title, choices=words, required=False, initial=fields.get(title, "")
            )

    def columns(self) -> list[dict[str, Any]]:
        """Each column: its control and the first three of its cells."""
        return [
            {"field": self[f"column-{n}"], "cells": [r[n] for r in self.found.rows[:3] if n < len(r) and r[n].strip()]}
            for n in self.positions[:MOST_COLUMNS]
        ]

    def settings(self) -> list[forms.BoundField]:
        """The controls beside the columns."""
        return [self[name] for name in ("separator", "date_order", "source", "name")]

    def clean(self) -> dict[str, Any]:
        """No field of ours is given to two columns."""
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = [value for name, value in cleaned.items() if name.startswith("column-") and value]
        for field in sorted({value for value in chosen if chosen.count(value) > 1}):
            self.add_error(None, _("“%(field)s”只能对应一列。") % {"field": FIELDS[field]})
        return cleaned

    def recipe(self) -> Recipe:
        """What was chosen, after is_valid()."""
        cleaned = self.cleaned_data
        columns = {n: cleaned.get(f"column-{n}", "") for n in self.positions[:MOST_COLUMNS]}
        return recipe_of_form(columns, self.found.titles, cleaned["separator"], cleaned["date_order"])


class HistoryForm(forms.Form):
    """What the list of imports shows."""

    format = forms.ChoiceField(label=_("格式"), required=False)
    person = forms.ModelChoiceField(User.objects.none(), label=_("上传人"), required=False, empty_label=_("全部"))
    state = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=[
            ("", _("全部")), (WAITING, _("待开始")), (WORKING, _("正在进行")), (UNFINISHED, _("未完成")),
            (DONE, _("已完成")), (TAKEN_BACK, _("已撤回")),
        ],
    )  # fmt: skip
    since = forms.DateField(label=_("上传日期从"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("到"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, people: QuerySet[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]  # a ModelChoiceField, declared above
        labels = [(name, label) for name, label in FORMAT_LABELS.items() if name]
        self.fields["format"].choices = [("", _("全部")), *labels]  # type: ignore[attr-defined]  # a ChoiceField


class RenameForm(forms.Form):
    """A mapping's new name."""

    name = forms.CharField(label=_("名称"), max_length=60)
