"""The fonts that documents are set in: packaged Regulars and, where installed, true Bolds."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pylopdf_fonts_zh_cn import sans_path, serif_path

#: Debian's fonts-noto-cjk, other systems' folders for the same files; the packaged fonts have the Regular weight only.
_BOLD_FOLDERS: Final = (
    Path("/usr/share/fonts/opentype/noto"),
    Path("/usr/share/fonts/noto-cjk"),
    Path("/usr/share/fonts/google-noto-cjk"),
)


@dataclass(frozen=True)
class FontCut:
    """One cut of a family: what it is used for, whose file it is, and whether it is a true cut."""

    family: str
    weight: str
    file: str
    true_cut: bool


def fonts_used() -> tuple[FontCut, ...]:
    """The font cuts documents are set in, for the colophon: packaged Regulars and, where installed, true Bolds."""
    return tuple(
        FontCut(family, weight, path.name if path else regular.name, path is not None or weight == "400")
        for family, regular in families().items()
        for weight, path in (("400", regular), ("700", _bold(family)))
    )


def fonts_line() -> str:
    """The fonts as one line for a colophon, in Chinese."""
    names = "、".join(families())
    if all(cut.true_cut for cut in fonts_used()):
        return f"{names}（常规与粗体字重均为原字，SIL OFL 1.1）"
    return f"{names}（常规字重为原字，粗体由排版程序加粗，SIL OFL 1.1）"


def families() -> dict[str, Path]:
    """The packaged Regular of each family."""
    return {"Noto Sans SC": sans_path(), "Noto Serif SC": serif_path()}


def _bold(family: str) -> Path | None:
    """The file of the family's true Bold where fonts-noto-cjk is installed."""
    name = f"{family.removesuffix(' SC').replace(' ', '')}CJK-Bold.ttc"
    return next((folder / name for folder in _BOLD_FOLDERS if (folder / name).exists()), None)
